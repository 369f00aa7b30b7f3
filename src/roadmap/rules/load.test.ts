import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { addDays, isWorkingDay } from '#calendar';
import { type Duty, loadOf, TOO_MUCH } from './load.ts';

const YEAR = { start: '2021-01-01', end: '2021-12-31' };
const SCHOOLS = [1, 2, 3, 4, 5, 6, 7, 8];
const due = (activity: number, end: string, start: string, organisations = SCHOOLS, fixed = false): Duty[] =>
  organisations.map((organisation) => ({ activity, organisation, start, end, fixed }));

test('three things on one day are a pile-up, and the nearest free week of a term would flatten it', () => {
  const duties = [
    ...due(1, '2021-12-25', '2021-12-01'),
    ...due(2, '2021-12-25', '2021-12-20'),
    ...due(3, '2021-12-25', '2021-10-01'),
  ];
  const { piles, weeks, rows } = loadOf(duties, YEAR, '2021-11-01');
  assert.deepEqual(piles, [
    {
      week: { start: '2021-12-20', end: '2021-12-26' },
      days: ['2021-12-25'],
      organisations: SCHOOLS,
      least: 3,
      most: 3,
      activities: [1, 2, 3],
      moves: [{ activity: 1, organisations: 8, from: '2021-12-25', to: '2021-12-17', peak: 2 }],
      left: 2,
    },
  ]);
  assert.equal(
    rows[0]!.counts[weeks.indexOf('2021-12-20')],
    3,
    'the picture shows what is, not what could be',
  );
});

test('what begins in the same week, and the day of the monitoring, cannot be moved', () => {
  const duties = [
    ...due(1, '2021-12-25', '2021-12-20'),
    ...due(2, '2021-12-25', '2021-12-21'),
    ...due(3, '2021-12-25', '2021-10-01', SCHOOLS, true),
  ];
  const [pile] = loadOf(duties, YEAR, '2021-11-01').piles;
  assert.deepEqual([pile?.moves, pile?.left], [[], 3]);
});

test('nothing is moved to where it would pile up, nor into the past; what is over is no longer named', () => {
  const week = (monday: string) => [
    ...due(11, addDays(monday, 4), monday),
    ...due(12, addDays(monday, 4), monday),
  ];
  const duties = [
    ...due(1, '2021-12-25', '2021-01-01'),
    ...due(2, '2021-12-25', '2021-12-20'),
    ...due(3, '2021-12-25', '2021-12-20'),
    ...week('2021-12-13').map((one) => ({ ...one, activity: one.activity + 10 })),
    ...week('2021-12-06'),
  ];
  assert.equal(loadOf(duties, YEAR, '2021-11-01').piles[0]?.moves[0]?.to, '2021-12-03');
  assert.deepEqual(loadOf(duties, YEAR, '2021-12-04').piles[0]?.moves, []);
  assert.deepEqual(loadOf(duties, YEAR, '2021-12-27').piles, []);
});

const day = fc.integer({ min: 0, max: 364 }).map((days) => addDays('2021-01-01', days));
const duties = fc
  .array(
    fc.record({
      activity: fc.nat(12),
      organisation: fc.nat(6),
      days: fc.tuple(day, day),
      fixed: fc.boolean(),
    }),
    { maxLength: 120 },
  )
  .map((all) =>
    all.map(({ days, ...one }): Duty => {
      const [start, end] = days.toSorted();
      return { ...one, start: start!, end: end! };
    }),
  );

test('every move stays within a term and on a working day, and no pile-up grows by it', () =>
  fc.assert(
    fc.property(duties, (all) => {
      const { rows, piles, weeks } = loadOf(all, YEAR, '2021-03-01');
      assert.equal(
        rows.flatMap(({ counts }) => counts).reduce((sum, count) => sum + count, 0),
        all.length,
      );
      for (const { moves, most, left, week } of piles) {
        assert.ok(most >= TOO_MUCH && left <= most && weeks.includes(week.start));
        for (const { activity, from, to } of moves) {
          assert.ok(to < from && isWorkingDay(to) && to >= '2021-03-01');
          assert.ok(all.some((one) => one.activity === activity && one.end === from && one.start <= to));
        }
      }
    }),
  ));
