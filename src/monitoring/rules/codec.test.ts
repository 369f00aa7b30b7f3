import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { f2 } from '../forms/index.ts';
import { type Answer, decode, encode, layoutFrom } from './codec.ts';
import { closedBits, layoutOf } from './positions.ts';

const layout = layoutOf(f2);
const answer: fc.Arbitrary<Answer> = fc.oneof(
  fc.nat({ max: Number.MAX_SAFE_INTEGER }),
  fc.constant(null),
  fc.constant('not-applicable' as const),
);
const answers = fc
  .array(answer, { minLength: layout.length, maxLength: layout.length })
  .map((list) => Object.fromEntries(layout.map(({ cell }, at) => [cell, list[at]!])));

test('what is stored is read back as it was, empty apart from zero', () =>
  fc.assert(fc.property(answers, (given) => assert.deepEqual(decode(layout, encode(layout, given)), given))));

test('a layout is the same from the lists in which a campaign keeps it', () => {
  const lists = [layout.map(({ cell }) => cell), layout.map(({ scale }) => scale)] as const;
  assert.deepEqual(layoutFrom(...lists), layout);
});

test('the database may hand the numbers back as a list of texts', () =>
  fc.assert(
    fc.property(answers, (given) => {
      const stored = encode(layout, given);
      assert.deepEqual(decode(layout, { ...stored, cells: stored.cells.slice(1, -1).split(',') }), given);
    }),
  ));

test('every position has a number and two bits, and only a value counts', () =>
  fc.assert(
    fc.property(answers, (given) => {
      const { cells, has, na } = encode(layout, given);
      const numbers = cells.slice(1, -1).split(',').map(Number);
      assert.deepEqual([numbers.length, has.length, na.length], Array(3).fill(layout.length));
      for (const [at, number] of numbers.entries()) if (has[at] === '0') assert.equal(number, 0);
    }),
  ));

test('a return from before the layout grew has nothing in the new cells', () => {
  const before = layout.slice(0, 10);
  const stored = encode(before, Object.fromEntries(before.map(({ cell }) => [cell, 7])));
  const read = decode(layout, stored);
  assert.equal(read[layout[9]!.cell], 7);
  assert.equal(read[layout[10]!.cell], null);
});

test('the form closes nothing of the layout for a school, and the ages of 15 to 19 for a primary school', () => {
  assert.equal(closedBits(layout, f2, 'school'), '0'.repeat(layout.length));
  const primary = closedBits(layout, f2, 'primary-school');
  const closed = layout.filter((_, at) => primary[at] === '1').map(({ cell }) => cell);
  assert.deepEqual(closed, [
    't0.pupils_15_19',
    't1.pupil-pupil.mentors_15_19',
    't1.student-pupil.mentors_15_19',
    't1.other.mentors_15_19',
  ]);
});
