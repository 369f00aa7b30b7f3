import { dayFrom, type Interval, monthInterval } from '../day.ts';
import { quarterInterval } from '../quarter.ts';
import type { Doubt } from './deadline.ts';

/** A place in any year. `from`, `to`: a part of a month, by its dates («первая декада»); `to` 31 is its last day. */
export type Slot =
  | { unit: 'day'; month: number; day: number }
  | { unit: 'month'; month: number; from?: number; to?: number }
  | { unit: 'quarter'; n: number }
  | { unit: 'half'; n: number }
  | { unit: 'season'; n: number }
  | { unit: 'year' }
  | { unit: 'school-year' };

/**
 * From a slot to a slot, or one slot. `years`: those named for it, none if it has none; `fromYear` is of the first
 * slot alone («сентябрь 2021 – май 2022»). `school`: the years are those in which school years begin.
 */
export type Span = {
  from: Slot;
  to?: Slot;
  fromYear?: number;
  years: number[];
  school: boolean;
  /** Its years stand beside it, and not behind a list that it is in. */
  ownYears?: boolean;
  /** Nothing stands between it and the span before it: perhaps a dash was lost. */
  glued: boolean;
};

/** When in the year a slot begins, to tell «ноябрь – февраль» from «февраль – ноябрь». */
export function order(slot: Slot): number {
  if (slot.unit === 'day') return slot.month * 100 + slot.day;
  if (slot.unit === 'month') return slot.month * 100 + (slot.from ?? 1);
  if (slot.unit === 'quarter') return slot.n * 300 - 199;
  if (slot.unit === 'half') return slot.n * 600 - 499;
  if (slot.unit === 'season') return slot.n * 300 + 1;
  return slot.unit === 'year' ? 101 : 901;
}

const SEASONS = [3, 6, 9, 12];

/** The days of a slot in a year; nothing for a day that the year does not have. A school year begins in `year`. */
export function place(slot: Slot, year: number, school = false): Interval | undefined {
  if (slot.unit === 'year') return { start: `${year}-01-01`, end: `${year}-12-31` };
  if (slot.unit === 'school-year') return { start: `${year}-09-01`, end: `${year + 1}-05-31` };
  if (slot.unit === 'half') return half(slot.n, year, school);
  const own = school && order(slot) < 900 ? year + 1 : year;
  if (slot.unit === 'quarter') return quarterInterval(own, slot.n);
  if (slot.unit === 'season') return season(slot.n, own);
  const month = monthInterval(own, slot.month);
  if (slot.unit === 'month') {
    const start = dayFrom(own, slot.month, slot.from ?? 1) ?? month.start;
    return { start, end: dayFrom(own, slot.month, slot.to ?? 31) ?? month.end };
  }
  const day = dayFrom(own, slot.month, slot.day);
  return day ? { start: day, end: day } : undefined;
}

function half(n: number, year: number, school: boolean): Interval {
  if (!school) return n === 1 ? span(year, 1, year, 6) : span(year, 7, year, 12);
  return n === 1 ? span(year, 9, year, 12) : span(year + 1, 1, year + 1, 5);
}

/** Winter runs from December of its year into the next. */
const season = (n: number, year: number): Interval => {
  const first = SEASONS[n - 1] ?? 3;
  return n === 4 ? span(year, 12, year + 1, 2) : span(year, first, year, first + 2);
};

const span = (fromYear: number, from: number, toYear: number, to: number): Interval => ({
  start: monthInterval(fromYear, from).start,
  end: monthInterval(toYear, to).end,
});

/** «31 июня» is no day: the last of that month stands for it. */
export const placeOrLast = (slot: Slot, year: number, school: boolean): { at: Interval; doubt?: Doubt } => {
  const at = place(slot, year, school);
  if (at) return { at };
  const { end } = monthInterval(year, slot.unit === 'day' ? slot.month : 12);
  return { at: { start: end, end }, doubt: 'deadline.no-such-day' };
};
