import { addDays, type Interval, monthInterval, weekday, yearOf } from '../day.ts';
import { quarterInterval } from '../quarter.ts';
import type { Every } from './deadline.ts';

/** So many at most, whatever the period: a schedule longer than that is nobody's. */
const MOST = 2000;

/** The whole units of the calendar that share a day with the window, from Monday, from the 1st, from 1 September. */
export function unitsOf(every: Every, window: Interval, school = false): Interval[] {
  if (every === 'week' || every === 'day') return weeks(window);
  // A school year begins in the year before.
  const first = every === 'school-year' || school ? yearOf(window.start) - 1 : yearOf(window.start);
  const last = Math.min(first + MOST, yearOf(window.end));
  const found: Interval[] = [];
  for (let year = first; year <= last; year++)
    for (const { start, end } of ofYear(every, year, school))
      if (start <= window.end && end >= window.start) found.push({ start, end });
  return found;
}

/** The units of the years that are asked about, each year once. */
const known = new Map<string, readonly Interval[]>();
const MOST_KNOWN = 1000;

function ofYear(every: Every, year: number, school: boolean): readonly Interval[] {
  const key = `${every} ${year} ${school}`;
  const found = known.get(key) ?? unitsIn(every, year, school);
  if (known.size < MOST_KNOWN) known.set(key, found);
  return found;
}

function unitsIn(every: Every, year: number, school: boolean): Interval[] {
  const months = (from: number, to: number, next = year): Interval => ({
    start: monthInterval(year, from).start,
    end: monthInterval(next, to).end,
  });
  if (every === 'month') return Array.from({ length: 12 }, (_, at) => monthInterval(year, at + 1));
  if (every === 'quarter') return [1, 2, 3, 4].map((quarter) => quarterInterval(year, quarter));
  if (every === 'half-year' && school) return [months(9, 12), { ...months(1, 5) }];
  if (every === 'half-year') return [months(1, 6), months(7, 12)];
  return every === 'year' ? [months(1, 12)] : [months(9, 5, year + 1)];
}

function weeks({ start, end }: Interval): Interval[] {
  const found: Interval[] = [];
  for (
    let monday = addDays(start, 1 - weekday(start));
    monday <= end && found.length < MOST;
    monday = addDays(monday, 7)
  )
    found.push({ start: monday, end: addDays(monday, 6) });
  return found;
}
