import { type Day, type Interval, monthInterval, monthOf, yearOf } from './day.ts';

/** `quarter` is 1 to 4. */
export type Quarter = { year: number; quarter: number };

export const quarterOf = (day: Day): Quarter => ({ year: yearOf(day), quarter: Math.ceil(monthOf(day) / 3) });

export const quarterInterval = (year: number, quarter: number): Interval => ({
  start: monthInterval(year, quarter * 3 - 2).start,
  end: monthInterval(year, quarter * 3).end,
});

/** The 25th of the quarter's last month. @see order № 282 of 22.04.2021, point 2.2 */
export const quarterDueDay = (year: number, quarter: number): Day =>
  `${monthInterval(year, quarter * 3).start.slice(0, 8)}25`;

/** A quarter in an address: '2021-q4'. */
export const quarterSlug = (year: number, quarter: number): string => `${year}-q${quarter}`;

export function readQuarterSlug(slug: string): Quarter | undefined {
  const read = /^([12]\d{3})-q([1-4])$/.exec(slug);
  return read ? { year: Number(read[1]), quarter: Number(read[2]) } : undefined;
}
