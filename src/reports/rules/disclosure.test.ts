import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { type PublicFigure, publishable, publishableShare } from './disclosure.ts';

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

test('a figure of four persons is hidden, and one of none or five is not', () => {
  assert.deepEqual(publishable([0, 40, 5], 45), { parts: [0, 40, 5], total: 45 });
  assert.equal(publishable([4, 40, 50], 94).parts[0], 'few');
});

test('a lone hidden figure takes the smallest of the others with it', () => {
  assert.deepEqual(publishable([4, 40, 50], 94), { parts: ['few', 'hidden', 50], total: 94 });
});

test('two hidden figures that could only be one thing take a third', () => {
  assert.deepEqual(publishable([1, 1, 50, 60], 112).parts, ['few', 'few', 'hidden', 60]);
  assert.deepEqual(publishable([4, 4, 50, 60], 118).parts, ['few', 'few', 'hidden', 60]);
  assert.deepEqual(publishable([1, 5, 60], 66).parts, ['few', 'hidden', 'hidden']);
  assert.deepEqual(publishable([2, 3, 50], 55).parts, ['few', 'few', 50]);
});

test('where there is nothing to hide behind, the sum goes', () => {
  assert.deepEqual(publishable([4, 4, 0], 8), { parts: ['few', 'few', 0], total: 'hidden' });
  assert.equal(publishable([2, null], 2).total, 'few');
});

test('no data is not a few', () => {
  assert.deepEqual(publishable([null, 40], 40), { parts: [null, 40], total: 40 });
});

/** Every set of numbers that a reader of what was published could think of for the hidden parts. */
function guesses(hidden: PublicFigure[], left: number): number[][] {
  if (hidden.length === 0) return left === 0 ? [[]] : [];
  const [first, ...rest] = hidden;
  const [from, to] = first === 'few' ? [1, 4] : [5, left];
  const found: number[][] = [];
  for (let value = from; value <= Math.min(to, left); value++)
    for (const more of guesses(rest, left - value)) found.push([value, ...more]);
  return found;
}

test('from what is published no figure of fewer than five can be found', () =>
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 14 }), { minLength: 1, maxLength: 6 }), (parts) => {
      const total = sum(parts);
      const told = publishable(parts, total);
      told.parts.forEach((figure, at) => {
        assert.ok(figure === 'few' || figure === 'hidden' || figure === parts[at]);
        assert.ok(typeof figure !== 'number' || figure === 0 || figure >= 5);
      });
      if (typeof told.total !== 'number') return;
      const hidden = told.parts.filter((figure) => typeof figure === 'string');
      const known = told.parts.filter((figure) => typeof figure === 'number');
      const possible = guesses(hidden, total - sum(known));
      hidden.forEach((figure, at) => {
        if (figure === 'few') assert.ok(new Set(possible.map((guess) => guess[at])).size > 1, String(parts));
      });
    }),
    { numRuns: 500 },
  ));

test('a share of a few, or of all but a few, is not published', () => {
  assert.equal(publishableShare(749, 9486), true);
  assert.equal(publishableShare(3, 172), false);
  assert.equal(publishableShare(170, 172), false);
  assert.equal(publishableShare(172, 172), true);
  assert.equal(publishableShare(0, 172), true);
});
