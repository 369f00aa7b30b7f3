import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { readOrderText } from './order-text.ts';
import { readParts } from './rows.ts';
import { findRoadmaps } from './tables.ts';

const linesOf = (text: string) => text.split('\n').map((one, at) => ({ line: at + 1, text: one }));

test('order № 282 keeps its own words: the preamble, the command, six points with theirs, who signs', () => {
  const source = readFileSync(
    new URL('../../../../examples/zlatoust/order-282.txt', import.meta.url),
    'utf8',
  );
  const { paragraphs, position, distribution } = readOrderText(findRoadmaps(readParts(source))[0]!.above)!;
  assert.match(paragraphs[0]!, /^Во исполнение приказа .*общеобразовательным программам»,$/);
  assert.equal(paragraphs[1], 'ПРИКАЗЫВАЮ:');
  assert.deepEqual(
    paragraphs.slice(2).map((one) => /^[\d.]+(?=\.\s)/.exec(one)?.[0]),
    ['1', '2', '2.1', '2.2', '2.3', '3', '4', '4.1', '4.2', '5', '6'],
  );
  assert.match(paragraphs.at(-1)!, /^6\. Контроль исполнения .* Златоустовского городского округа\.$/);
  assert.equal(position, 'Начальник');
  assert.equal(distribution.length, 5);
});

test('lines broken by a page are one paragraph, and of the signature the position stays', () => {
  const text = readOrderText(
    linesOf(`ПРИКАЗ
01.09.2022 № 5

Об утверждении плана

В целях развития наставни-
чества п р и к а з ы в а ю:
1. Утвердить дорожную
карту.
2. Контроль оставляю за собой.

Начальник управления ____________ А.Б. Фамилия
Исполнитель: координатор`),
  );
  assert.deepEqual(text, {
    paragraphs: [
      'В целях развития наставничества п р и к а з ы в а ю:',
      '1. Утвердить дорожную карту.',
      '2. Контроль оставляю за собой.',
    ],
    position: 'Начальник управления',
    distribution: [],
  });
});

test('a roadmap without an order above it, or with one that is only named, has no text', () => {
  assert.equal(readOrderText(linesOf('УТВЕРЖДЕНО приказом от 01.09.2022 № 5\n\nДорожная карта')), undefined);
  assert.equal(readOrderText([]), undefined);
});
