import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { addDays, type Day, daysBetween } from '#calendar';
import { daysLateInHands, type HandStep } from './lateness.ts';

const DUE = '2021-12-25';
const late = (steps: HandStep[], today = '2022-02-01') => daysLateInHands(steps, DUE, today);
const submit = (on: Day): HandStep => ({ what: 'submit', on });
const back = (on: Day, dueOn?: Day): HandStep => ({ what: 'send-back', on, dueOn });
const recall = (on: Day): HandStep => ({ what: 'recall', on });

test('a return is late by the days after the due day in which the school had it', () => {
  assert.equal(late([submit('2021-12-24')]), 0);
  assert.equal(late([submit('2021-12-25')]), 0);
  assert.equal(late([submit('2021-12-28')]), 3);
  assert.equal(late([], '2021-12-30'), 5, 'not handed in at all');
});

test('what was sent back is late after its new day, and the days of the review are nobody’s', () => {
  const sent = [submit('2021-12-24'), back('2022-01-12', '2022-01-17')];
  assert.equal(late([...sent, submit('2022-01-17')]), 0);
  assert.equal(late([...sent, submit('2022-01-20')]), 3);
  assert.equal(late(sent, '2022-01-18'), 1, 'still being mended');
  assert.equal(late([submit('2021-12-27'), back('2022-01-12', '2022-01-17'), submit('2022-01-18')]), 3);
  assert.equal(late([submit('2021-12-27'), back('2022-01-12'), submit('2022-01-30')]), 2, 'no day was named');
});

test('what a school takes back is due when it was', () => {
  assert.equal(late([submit('2021-12-20'), recall('2021-12-21'), submit('2021-12-25')]), 0);
  assert.equal(late([submit('2021-12-20'), recall('2021-12-21'), submit('2021-12-27')]), 2);
  assert.equal(late([submit('2021-12-27'), recall('2021-12-29'), submit('2021-12-30')]), 3);
});

/** Rounds of a return: days until it is handed in, days of the review, days to mend it. */
const rounds = fc.array(fc.record({ school: fc.nat(20), review: fc.nat(20), toMend: fc.nat(10) }), {
  minLength: 1,
  maxLength: 5,
});
function stepsOf(
  some: readonly { school: number; review: number; toMend: number }[],
  longer = 0,
): HandStep[] {
  let day: Day = '2021-12-15';
  return some.flatMap(({ school, review, toMend }, at) => {
    const submitted = (day = addDays(day, school));
    if (at === some.length - 1) return [submit(submitted)];
    day = addDays(day, review + longer);
    return [submit(submitted), back(day, addDays(day, toMend))];
  });
}

test('however long a review takes, nobody is later for it', () =>
  fc.assert(
    fc.property(rounds, fc.nat(30), (some, longer) =>
      assert.equal(late(stepsOf(some)), late(stepsOf(some, longer))),
    ),
  ));

test('without a way back lateness is what it always was: days from the due day to the submission', () =>
  fc.assert(
    fc.property(fc.integer({ min: -30, max: 60 }), (days) =>
      assert.equal(late([submit(addDays(DUE, days))]), Math.max(0, days)),
    ),
  ));

test('nobody is late by more days than they had the return after the due day', () =>
  fc.assert(
    fc.property(rounds, (some) => {
      const steps = stepsOf(some);
      const last = steps.at(-1)!.on;
      const held = some.slice(1).reduce((sum, { school }) => sum + school, 0);
      const first = Math.max(0, daysBetween(DUE, steps[0]!.on));
      assert.ok(late(steps, last) <= first + held);
      assert.ok(late(steps, last) >= first);
    }),
  ));
