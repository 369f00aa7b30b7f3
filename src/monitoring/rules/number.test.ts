import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { readNumber, writeNumber } from './number.ts';

const persons = { type: 'whole', scale: 0 } as const;
const hours = { type: 'decimal', scale: 1 } as const;
const said = (raw: string, column: Parameters<typeof readNumber>[1] = persons) => {
  const read = readNumber(raw, column);
  if (read.kind === 'value') return read.note ? `took ${read.value}` : read.value;
  return read.kind === 'fault' ? read.code.replace('monitoring.number-', '') : read.kind;
};

test('numbers are read as people write them', () => {
  for (const [raw, value] of [
    ['12', 12],
    [' 0012 ', 12],
    ['1 234', 1234],
    ['1\u00a0234', 1234],
    ['1\u202f234', 1234],
    ['12.', 12],
    ['12,0', 12],
    ['+5', 5],
    ['0', 0],
    ['12 чел.', 'took 12'],
    ['12чел', 'took 12'],
    ['3 учителя', 'took 3'],
    ['12 чел', 'took 12'],
    ['１２', 12],
  ] as const)
    assert.equal(said(raw), value, raw);
  assert.equal(said('1 234,5', hours), 12345);
  assert.equal(said('1234.50', hours), 12345);
  assert.equal(said('16 ч', hours), 'took 160');
});

test('what could mean two things is refused, each with its own words', () => {
  for (const [raw, why] of [
    ['45%', 'percent'],
    ['45 процентов', 'percent'],
    ['-', 'nothing'],
    ['—', 'nothing'],
    ['нет', 'nothing'],
    ['много', 'text'],
    ['около 12', 'text'],
    ['-3', 'negative'],
    ['−3', 'negative'],
    ['2,5', 'fraction'],
    ['12 13', 'two'],
    ['1 2345', 'two'],
    ['10-12', 'two'],
    ['12 (из 14)', 'two'],
    ['12 тыс.', 'multiplier'],
    ['1000001', 'max'],
    ['9'.repeat(50), 'max'],
    ['x'.repeat(5000), 'text'],
  ] as const)
    assert.equal(said(raw), why, raw);
  assert.equal(said('1,25', hours), 'scale');
  assert.equal(said('100001', { ...persons, max: 100_000 }), 'max');
});

test('an empty cell, zero and "not applicable" are three answers', () => {
  assert.equal(said('  '), 'empty');
  assert.equal(said('0'), 0);
  for (const raw of ['не прим.', 'не применимо', 'н/п', 'Н/П'])
    assert.equal(said(raw), 'not-applicable', raw);
});

test('what Vekha writes it reads back, in both languages', () =>
  fc.assert(
    fc.property(
      fc.nat({ max: 1_000_000_000 }),
      fc.integer({ min: 0, max: 3 }),
      fc.constantFrom('ru', 'en'),
      (scaled, scale, locale) => {
        const read = readNumber(writeNumber(scaled, scale, locale as 'ru' | 'en'), {
          type: scale === 0 ? 'whole' : 'decimal',
          scale,
          max: 1_000_000_000,
        });
        assert.deepEqual(read, { kind: 'value', value: scaled });
      },
    ),
  ));

test('nothing that can be typed breaks the reading, and a value is always a whole number in range', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789 .,-%чел\u00a0') });
  return fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), digits),
      fc.constantFrom(persons, hours),
      (raw, column) => {
        const read = readNumber(raw, column);
        if (read.kind !== 'value') return;
        assert.ok(Number.isSafeInteger(read.value) && read.value >= 0 && read.value <= 10_000_000, raw);
      },
    ),
    { numRuns: 2000 },
  );
});
