import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { addDays, daysBetween, isWeekend } from './day.ts';
import { addWorkingDays, isWorkingDay, lastWorkingDayBefore, sourceOfWorkingDays } from './working-days.ts';

test('the last working day knows holidays, moved days off and worked Saturdays', () => {
  assert.equal(lastWorkingDayBefore('2021-12-25'), '2021-12-24');
  assert.equal(lastWorkingDayBefore('2022-01-10'), '2021-12-30');
  assert.equal(lastWorkingDayBefore('2022-03-07'), '2022-03-05');
  assert.equal(lastWorkingDayBefore('2022-05-11'), '2022-05-06');
  assert.equal(lastWorkingDayBefore('2021-02-24'), '2021-02-20');
  assert.equal(lastWorkingDayBefore('2024-12-30'), '2024-12-28');
});

test('each known year has as many working days as its production calendar says', () => {
  const counts = { 2021: 247, 2022: 247, 2023: 247, 2024: 248, 2025: 247, 2026: 247 };
  for (const [year, expected] of Object.entries(counts)) {
    const days = Array.from({ length: 366 }, (_, at) => addDays(`${year}-01-01`, at));
    const worked = days.filter((day) => day.startsWith(year) && isWorkingDay(day)).length;
    assert.equal(worked, expected, year);
    assert.match(sourceOfWorkingDays(Number(year)) ?? '', /№ \d{4}$/);
  }
});

test('of a year that is not known only weekends and the holidays of the law are', () => {
  assert.equal(sourceOfWorkingDays(2019), undefined);
  assert.equal(isWorkingDay('2019-06-11'), undefined);
  assert.equal(isWorkingDay('2019-06-12'), false);
  assert.equal(isWorkingDay('2019-06-15'), false);
  assert.equal(addWorkingDays('2019-06-10', 1), undefined);
  assert.equal(addWorkingDays('2026-12-28', 5), undefined);
  assert.equal(lastWorkingDayBefore('2030-06-17'), '2030-06-14');
});

test('ten working days from a day are counted from the next one', () => {
  assert.equal(addWorkingDays('2021-12-20', 10), '2022-01-11');
  assert.equal(addWorkingDays('2022-03-04', 1), '2022-03-05');
  assert.equal(addWorkingDays('2022-05-11', -1), '2022-05-06');
  assert.equal(addWorkingDays('2022-05-07', 0), '2022-05-07');
});

test('there and back by working days is the same working day', () =>
  fc.assert(
    fc.property(fc.integer({ min: 60, max: 2000 }), fc.integer({ min: 1, max: 40 }), (at, days) => {
      const day = addDays('2021-01-01', at);
      if (!isWorkingDay(day)) return;
      const there = addWorkingDays(day, days);
      assert.ok(there && isWorkingDay(there) && daysBetween(day, there) >= days);
      assert.equal(addWorkingDays(there, -days), day);
      assert.equal(
        isWeekend(lastWorkingDayBefore(day)) && isWorkingDay(lastWorkingDayBefore(day)) !== true,
        false,
      );
    }),
  ));
