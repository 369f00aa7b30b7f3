import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { mendLetters } from './letters.ts';

const mended = (text: string) => mendLetters(text).text;

test('Latin and Greek letters inside Russian words are mended and reported', () => {
  assert.deepEqual(mendLetters('MAOY COII № 90 (CΠO)'), {
    text: 'МАОУ СОШ № 90 (СПО)',
    mends: [
      { from: 'MAOY', to: 'МАОУ' },
      { from: 'COII', to: 'СОШ' },
      { from: 'CΠO', to: 'СПО' },
    ],
  });
  assert.equal(mended('aпpeль 2021г.'), 'апрель 2021г.');
  assert.equal(mended('Maй'), 'Май');
  assert.equal(mended('c 1 сентября'), 'с 1 сентября');
});

test('real Latin words stay', () => {
  for (const text of [
    'в режимах online и offline',
    'E-mail: goruo@mail.ru',
    'Internet',
    'Zoom-конференция',
    'IT-куб',
    'PR',
  ])
    assert.deepEqual(mendLetters(text), { text, mends: [] });
  assert.equal(mended('Zоom'), 'Zoom');
});

test('numerals come to Latin letters whatever they were typed in', () => {
  assert.equal(mended('ІІ квартал'), 'II квартал');
  assert.equal(mended('Ⅲ квартал'), 'III квартал');
  assert.equal(mended('П квартал, Ш квартал'), 'II квартал, III квартал');
  assert.equal(mended('IVквартал'), 'IV квартал');
  assert.equal(mended('I-II кварталы'), 'I-II кварталы');
  assert.equal(mended('П. И. Ш.'), 'П. И. Ш.');
});

test('Russian text is left as it is, and mending twice is mending once', () => {
  const russian = fc.stringMatching(/^[а-яёА-ЯЁ0-9 ,.«»-]{0,40}$/u);
  fc.assert(fc.property(russian, (text) => /[ПШУХ]/i.test(text) || assert.equal(mended(text), text)));
  fc.assert(fc.property(fc.string(), (text) => assert.equal(mended(mended(text)), mended(text))));
});
