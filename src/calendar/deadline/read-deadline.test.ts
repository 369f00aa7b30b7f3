import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import type { Context, Meaning } from './deadline.ts';
import { readDeadline } from './read-deadline.ts';
import { writeDeadline } from './write-deadline.ts';

/**
 * A phrase with the meaning it must be given. `certain: false` must be doubted, 'either' may be, and without a `kind`
 * the phrase is so open that only the doubt is asked for.
 */
type Phrase = { phrase: string; context: Context; expect: Partial<Meaning> & { certain?: false | 'either' } };
const phrases = readFileSync(new URL('phrases.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Phrase);

function missed({ phrase, context, expect }: Phrase) {
  const { text, why, certain, ...read } = readDeadline(phrase, context);
  const meaning = { ...read };
  delete meaning.alternatives;
  const { certain: wanted, ...days } = expect;
  try {
    assert.equal(text, phrase);
    if (wanted !== 'either') assert.equal(certain, wanted);
    if (days.kind) assert.deepEqual(meaning, days);
    return [];
  } catch {
    return [{ phrase, read: { ...meaning, certain, why } }];
  }
}

test('every phrase of the table means what the table says', () =>
  assert.deepEqual(phrases.flatMap(missed), []));

test('what was read for certain and written in an order means the same again', () => {
  for (const { phrase, context } of phrases) {
    const { text, ...meaning } = readDeadline(phrase, context);
    if (meaning.certain === false) continue;
    const { text: written, ...again } = readDeadline(writeDeadline(meaning, context), context);
    assert.deepEqual(again, meaning, `${text}: ${written}`);
  }
});

test('a bound without a year offers each whole stretch that it may open', () => {
  const context = { roadmapStart: '2021-04-01', roadmapEnd: '2022-12-31' };
  const { alternatives } = readDeadline('с 15 ноября', context);
  assert.deepEqual(
    alternatives?.map((one) => one.kind === 'intervals' && one.intervals),
    [[{ start: '2021-11-15', end: '2022-12-31' }], [{ start: '2022-11-15', end: '2022-12-31' }]],
  );
});
