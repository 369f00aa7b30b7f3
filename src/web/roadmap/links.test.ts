import assert from 'node:assert/strict';
import test from 'node:test';
import { laneLinks, linksBetween } from './links.ts';

const YEAR = { start: '2021-01-01', end: '2021-12-31' };
const spring = { start: '2021-04-01', end: '2021-04-30' };
const summer = { start: '2021-06-01', end: '2021-06-30' };

test('a link goes from where the first ends down to where the other begins', () => {
  const links = linksBetween(
    [
      { id: 1, after: [], terms: [spring] },
      { id: 2, after: [], terms: [summer] },
      { id: 3, after: [1], terms: [summer] },
    ],
    YEAR,
  );
  assert.deepEqual(links, [{ after: 1, activity: 3, from: 32.88, to: 41.37, broken: false }]);
  // The heading of a section lies between them, and the line goes through it.
  const [first, heading, second, third] = laneLinks([1, undefined, 2, 3], links);
  assert.deepEqual(first!.down, [{ x: 32.88, from: 50, to: 100, broken: false }]);
  assert.deepEqual(heading!.down, [{ x: 32.88, from: 0, to: 100, broken: false }]);
  assert.deepEqual(second, heading);
  assert.deepEqual(third!.down, [{ x: 32.88, from: 0, to: 50, broken: false }]);
  assert.deepEqual(third!.across, [{ from: 32.88, to: 41.37, broken: false }]);
});

test('an activity that begins before the other has ended has a broken link', () => {
  const [link] = linksBetween(
    [
      { id: 1, after: [2], terms: [spring] },
      { id: 2, after: [], terms: [summer] },
    ],
    YEAR,
  );
  assert.equal(link?.broken, true);
});

test('what comes round equally often is linked each time, else once', () => {
  const both = [spring, summer];
  const twice = { id: 1, after: [], terms: both };
  assert.equal(linksBetween([twice, { id: 2, after: [1], terms: both }], YEAR).length, 2);
  assert.equal(linksBetween([twice, { id: 2, after: [1], terms: [summer] }], YEAR).length, 1);
  assert.equal(linksBetween([{ id: 2, after: [1], terms: both }], YEAR).length, 0, 'the other is not shown');
});
