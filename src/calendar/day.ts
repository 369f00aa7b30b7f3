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

const pad = (value: number, length: number) => String(value).padStart(length, '0');
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const lengthOf = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (LENGTHS[month - 1] ?? 0);

/** The day from its parts, or nothing for a day that no calendar has; `month` is 1 to 12. */
export function dayFrom(year: number, month: number, date: number): Day | undefined {
  const exists = year >= 0 && year <= 9999 && date >= 1 && date <= lengthOf(year, month);
  return exists ? `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}` : undefined;
}

export const yearOf = (day: Day) => Number(day.slice(0, 4));
export const monthOf = (day: Day) => Number(day.slice(5, 7));
export const dateOf = (day: Day) => Number(day.slice(8, 10));

export const addDays = (day: Day, days: number): Day => dayOf(msOf(day) + days * MS_A_DAY);

/** `to` − `from`: 1 from today to tomorrow, negative backwards. */
export const daysBetween = (from: Day, to: Day): number => (msOf(to) - msOf(from)) / MS_A_DAY;

/** 1 for Monday to 7 for Sunday. */
export const weekday = (day: Day): number => new Date(msOf(day)).getUTCDay() || 7;

export const isWeekend = (day: Day): boolean => weekday(day) > 5;

/** A whole month; `month` is 1 to 12. */
export function monthInterval(year: number, month: number): Interval {
  const start = `${pad(year, 4)}-${pad(month, 2)}-`;
  return { start: `${start}01`, end: `${start}${lengthOf(year, month)}` };
}

/** What two intervals share, or nothing. */
export function overlap(one: Interval, other: Interval): Interval | undefined {
  const start = one.start > other.start ? one.start : other.start;
  const end = one.end < other.end ? one.end : other.end;
  return start <= end ? { start, end } : undefined;
}

export const contains = (interval: Interval, day: Day): boolean =>
  interval.start <= day && day <= interval.end;
