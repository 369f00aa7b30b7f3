import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  addDays,
  dayFrom,
  daysBetween,
  isValidDay,
  monthInterval,
  monthOf,
  overlap,
  weekday,
  yearOf,
} from './day.ts';
import { quarterDueDay, quarterInterval, quarterOf, quarterSlug, readQuarterSlug } from './quarter.ts';
import { readRussianDate } from './read-date.ts';
import { writeDate, writeInterval, writeQuarter, writeShortDate } from './write.ts';

const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('days are counted over the end of a month, of a year and over a leap day', () => {
  assert.equal(addDays('2021-12-31', 1), '2022-01-01');
  assert.equal(addDays('2024-02-28', 1), '2024-02-29');
  assert.equal(daysBetween('2021-12-25', '2022-01-01'), 7);
  assert.equal(daysBetween('2022-01-01', '2021-12-25'), -7);
});

test('going there and back gives the same day', () =>
  fc.assert(
    fc.property(day, fc.integer({ min: -5000, max: 5000 }), (from, days) => {
      const to = addDays(from, days);
      assert.equal(daysBetween(from, to), days);
      assert.equal(addDays(to, -days), from);
      assert.equal(readRussianDate(writeShortDate(to)), to);
    }),
  ));

test('a day that no calendar has is no day', () => {
  for (const text of [
    '2021-02-29',
    '2021-13-01',
    '2021-00-10',
    '2021-4-1',
    '21-04-01',
    '2021-04-01T00:00',
    '',
  ])
    assert.equal(isValidDay(text), false, text);
  assert.ok(isValidDay('2024-02-29'));
});

test('the 25th of December 2021 is a Saturday', () => assert.equal(weekday('2021-12-25'), 6));

test('a day from its parts is a day that text may name, and a month ends with its last', () =>
  fc.assert(
    fc.property(
      day,
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
      (some, month, date) => {
        const text = `${some.slice(0, 5)}${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
        assert.equal(dayFrom(yearOf(some), month, date), isValidDay(text) ? text : undefined);
        const { start, end } = monthInterval(yearOf(some), monthOf(some));
        assert.deepEqual([addDays(start, -1) < start, addDays(end, 1).slice(8)], [true, '01']);
        assert.ok(start.slice(0, 7) === some.slice(0, 7) && end.slice(0, 7) === some.slice(0, 7));
      },
    ),
  ));

test('a month and a quarter have their last days', () => {
  assert.deepEqual(monthInterval(2024, 2), { start: '2024-02-01', end: '2024-02-29' });
  assert.deepEqual(quarterInterval(2021, 4), { start: '2021-10-01', end: '2021-12-31' });
  assert.equal(quarterDueDay(2021, 4), '2021-12-25');
  assert.deepEqual(quarterOf('2021-03-31'), { year: 2021, quarter: 1 });
  assert.deepEqual(readQuarterSlug(quarterSlug(2021, 4)), { year: 2021, quarter: 4 });
  for (const slug of ['2021-q5', '2021-q0', '2021', '2021-Q4 ', 'q4-2021'])
    assert.equal(readQuarterSlug(slug), undefined, slug);
});

test('intervals that only touch do not overlap unless they share a day', () => {
  assert.deepEqual(
    overlap({ start: '2021-01-01', end: '2021-01-31' }, { start: '2021-01-31', end: '2021-02-10' }),
    { start: '2021-01-31', end: '2021-01-31' },
  );
  assert.equal(
    overlap({ start: '2021-01-01', end: '2021-01-31' }, { start: '2021-02-01', end: '2021-02-10' }),
    undefined,
  );
});

test('a date is read as people type it', () => {
  for (const text of ['14.10.2021', '14.10.21', '2021-10-14', ' 14.10.2021г. ', '14.10.2021 года'])
    assert.equal(readRussianDate(text), '2021-10-14', text);
  for (const text of ['31.02.2021', '14.10', '10/14/2021', '14.10.021', 'вчера'])
    assert.equal(readRussianDate(text), undefined, text);
});

test('a date is written without a year only in the year of today', () => {
  assert.equal(writeDate('2021-12-25', 'ru', '2021-10-14'), '25 декабря');
  assert.equal(writeDate('2022-12-25', 'ru', '2021-10-14'), '25 декабря 2022 года');
  assert.equal(writeDate('2022-12-25', 'en'), '25 December 2022');
  assert.equal(writeQuarter({ year: 2021, quarter: 4 }, 'ru'), 'IV квартал 2021 года');
  assert.equal(writeQuarter({ year: 2021, quarter: 4 }, 'en'), 'Q4 2021');
});

test('an interval is written as shortly as it stays clear', () => {
  const write = (start: string, end: string, today?: string) => writeInterval({ start, end }, 'ru', today);
  assert.equal(write('2021-04-01', '2021-04-30'), 'апрель 2021 года');
  assert.equal(write('2021-04-01', '2021-04-15'), '1–15 апреля 2021 года');
  assert.equal(write('2021-10-01', '2021-12-31'), '1 октября – 31 декабря 2021 года');
  assert.equal(write('2021-10-01', '2021-12-31', '2021-11-11'), '1 октября – 31 декабря');
  assert.equal(write('2021-10-01', '2022-05-31', '2021-11-11'), '1 октября 2021 года – 31 мая 2022 года');
  assert.equal(write('2021-04-15', '2021-04-15'), '15 апреля 2021 года');
  assert.equal(
    writeInterval({ start: '2021-10-01', end: '2021-12-31' }, 'en'),
    '1 October – 31 December 2021',
  );
});
