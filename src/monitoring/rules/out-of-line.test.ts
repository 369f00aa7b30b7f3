import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { beyondIn, type CellLimits, isAlike, limitsOf, outOfLine } from './out-of-line.ts';

const own = (now: number, before: number[], unit = 1) =>
  outOfLine(now, { unit, own: before, alike: [], size: undefined });
const alike = (now: number, size: number, others: [value: number, size: number][]) =>
  outOfLine(now, {
    unit: 1,
    own: [],
    alike: others.map(([value, of]) => ({ value, size: of })),
    size,
  });

test('a number is out of line with its own history, which says what is usual', () => {
  const { than, low, high, of } = own(310, [20, 40, 31, 25])!;
  assert.deepEqual([than, low, high, of], ['own', 20, 40, 4]);
  assert.equal(own(45, [20, 40, 31, 25]), undefined);
  assert.equal(own(0, [200, 210, 190])?.low, 190, 'nothing where there was much');
  assert.equal(own(31_000, [2000, 4000, 3100], 100)?.high, 4000, 'with two digits after the comma');
});

test('one odd period among many changes nothing of what is usual', () => {
  const found = own(300, [22, 25, 24, 900, 23])!;
  assert.deepEqual([found.low, found.high], [22, 25]);
  assert.equal(own(24, [22, 25, 24, 900, 23]), undefined);
});

test('a short history and small numbers call nothing odd', () => {
  assert.equal(own(310, [20, 40]), undefined);
  assert.equal(own(4, [0, 0, 0, 0]), undefined);
  assert.equal(own(21, [20, 20, 20, 20]), undefined, 'what never changed may change a little');
});

test('a school is compared with schools of its size, as if they were as large', () => {
  const others: [number, number][] = [
    [20, 400],
    [30, 500],
    [28, 600],
    [41, 700],
    [22, 450],
  ];
  const found = alike(310, 500, others)!;
  assert.deepEqual([found.than, found.low, found.high, found.of], ['alike', 23, 30, 5]);
  assert.equal(alike(29, 500, others), undefined);
  assert.equal(alike(310, 500, others.slice(1)), undefined, 'four are too few');
  assert.ok(isAlike(500, 1000) && isAlike(500, 250) && !isAlike(500, 1001) && !isAlike(500, 249));
});

const numbers = fc.array(fc.nat(2000), { minLength: 3, maxLength: 12 });

test('what is called odd lies outside what is called usual, by a number that one can see', () =>
  fc.assert(
    fc.property(fc.nat(5000), numbers, (now, before) => {
      const found = own(now, before);
      if (!found) return;
      assert.ok(found.low <= found.high && (now >= found.high + 5 || now <= found.low - 5));
      assert.ok(before.includes(found.low) && before.includes(found.high));
    }),
  ));

test('the order of the periods does not matter, and a number that was there in the middle is never odd', () =>
  fc.assert(
    fc.property(fc.nat(5000), numbers, (now, before) => {
      assert.deepEqual(own(now, before), own(now, before.toReversed()));
      const middle = before.toSorted((a, b) => a - b)[before.length >> 1]!;
      if (before.length % 2 === 1) assert.equal(own(middle, before), undefined);
    }),
  ));

test('what is odd stays odd when it goes further out', () =>
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5000 }), numbers, fc.nat(5000), (now, before, more) => {
      const found = own(now, before);
      if (found && now > found.high) assert.ok(own(now + more, before)!.score >= found.score);
    }),
  ));

test('limits say without the numbers that they were taken from what these would', () =>
  fc.assert(
    fc.property(fc.nat(5000), numbers, (now, before) => {
      const given = { unit: 1, own: before, alike: [], size: undefined };
      const sent = JSON.parse(JSON.stringify(limitsOf(given))) as CellLimits;
      assert.deepEqual(beyondIn({ cell: sent }, { cell: now }).get('cell'), outOfLine(now, given));
    }),
  ));
