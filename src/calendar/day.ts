/** A calendar day, 'YYYY-MM-DD', without a time zone. */
export type Day = string;
/** From the first day to the last, both of them in it. */
export type Interval = { start: Day; end: Day };

const MS_A_DAY = 86_400_000;
const msOf = (day: Day) => Date.parse(`${day}T00:00:00Z`);
const dayOf = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);

export function isValidDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = msOf(text);
  // Some engines read 30 February as 2 March.
  return Number.isFinite(ms) && dayOf(ms) === text;
}

const pad2 = (value: number) => (value < 10 ? `0${value}` : `${value}`);
const pad4 = (value: number) => (value > 999 ? `${value}` : String(value).padStart(4, '0'));
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const lengthOf = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (LENGTHS[month - 1] ?? 0);

/** The day from its parts, or nothing for a day that no calendar has; `month` is 1 to 12. */
export function dayFrom(year: number, month: number, date: number): Day | undefined {
  const exists = year >= 0 && year <= 9999 && date >= 1 && date <= lengthOf(year, month);
  return exists ? `${pad4(year)}-${pad2(month)}-${pad2(date)}` : undefined;
}

/** Two figures of a day from the given one on, without cutting the text: days are asked for their parts all the time. */
const figures = (day: Day, at: number) => day.charCodeAt(at) * 10 + day.charCodeAt(at + 1) - 528;
export const yearOf = (day: Day) => figures(day, 0) * 100 + figures(day, 2);
export const monthOf = (day: Day) => figures(day, 5);
export const dateOf = (day: Day) => figures(day, 8);

/** A day so many days later; within a month, the commonest case, no calendar is asked. */
export function addDays(day: Day, days: number): Day {
  const date = dateOf(day) + days;
  if (date >= 1 && date <= 28) return day.slice(0, 8) + pad2(date);
  return dayOf(msOf(day) + days * MS_A_DAY);
}

/** `to` − `from`: 1 from today to tomorrow, negative backwards. */
export const daysBetween = (from: Day, to: Day): number => (msOf(to) - msOf(from)) / MS_A_DAY;

/** What each month adds to the weekday of a year's first day, counted from March. */
const WEEKDAY_OF_MONTH = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];

/** 1 for Monday to 7 for Sunday. */
export function weekday(day: Day): number {
  const month = monthOf(day);
  const year = month < 3 ? yearOf(day) - 1 : yearOf(day);
  const leaps = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  return (year + leaps + (WEEKDAY_OF_MONTH[month - 1] ?? 0) + dateOf(day)) % 7 || 7;
}

export const isWeekend = (day: Day): boolean => weekday(day) > 5;

/** A whole month; `month` is 1 to 12. */
export function monthInterval(year: number, month: number): Interval {
  const key = year * 12 + month;
  let known = months.get(key);
  if (!known) {
    const start = `${pad4(year)}-${pad2(month)}-`;
    known = { start: `${start}01`, end: `${start}${lengthOf(year, month)}` };
    if (months.size < MOST_MONTHS) months.set(key, known);
  }
  return { start: known.start, end: known.end };
}
/** Months are asked for all the time; of so many years nobody asks. */
const months = new Map<number, Interval>();
const MOST_MONTHS = 12 * 400;

/** What two intervals share, or nothing. */
export function overlap(one: Interval, other: Interval): Interval | undefined {
  const start = one.start > other.start ? one.start : other.start;
  const end = one.end < other.end ? one.end : other.end;
  return start <= end ? { start, end } : undefined;
}

export const contains = (interval: Interval, day: Day): boolean =>
  interval.start <= day && day <= interval.end;
