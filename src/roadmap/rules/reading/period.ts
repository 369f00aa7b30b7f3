import { type Context, type Interval, readDeadline, yearOf } from '#calendar';
import type { Order } from '../roadmap.ts';
import type { Entry } from './records.ts';

/**
 * The period that a title names: «в 2021 - 2022 годах» is both calendar years, «на 2021-2022 учебный год» 1 September
 * to 31 August, «с 01.09.2021 по 31.05.2022» as written by the caller.
 */
export function periodIn(title: string): Interval | undefined {
  const years =
    /(20\d\d)\s*(?:[-–—/]|по|и)\s*(20\d\d|\d\d(?!\d))/u.exec(title) ?? /(20\d\d)(?=\D|$)/u.exec(title);
  if (!years) return undefined;
  const first = Number(years[1]);
  const given = Number(years[2] ?? first);
  const last = given < 100 ? 2000 + given : given;
  if (last < first || last - first > 15) return undefined;
  const isSchoolYear = /^[^,;]{0,12}(?<!\p{L})уч(?:ебн|[.\s]|г)/iu.test(
    title.slice(years.index + years[0].length),
  );
  if (!isSchoolYear) return { start: `${first}-01-01`, end: `${last}-12-31` };
  return { start: `${first}-09-01`, end: `${Math.max(last, first + 1)}-08-31` };
}

/**
 * The roadmap's period: its title's, else from the earliest to the latest day that a row dates with a year, else the
 * order's title's or the year of the order.
 */
export function periodOf(title: string, entries: readonly Entry[], order: Order | null): Interval | null {
  const rows = entries.flatMap((entry) => (entry.kind === 'activity' ? [entry.cells.deadline ?? ''] : []));
  return periodIn(title) ?? widest(rows) ?? periodIn(order?.title ?? '') ?? yearOfOrder(order) ?? null;
}

/** A period in which a month without a year falls many times, so that it says nothing. */
const ANY: Context = { roadmapStart: '1990-01-01', roadmapEnd: '2099-12-31' };

function widest(texts: string[]): Interval | undefined {
  const deadlines = texts.map((text) => readDeadline(text, ANY));
  const dated = deadlines.flatMap((deadline) =>
    deadline.kind === 'intervals' && deadline.why !== 'deadline.several-years' ? deadline.intervals : [],
  );
  // «до 25.12.2022» has an end alone, «с 01.09.2022» only a beginning.
  const days = dated
    .flatMap(({ start, end }) => [start, end])
    .filter((day) => day > ANY.roadmapStart && day < ANY.roadmapEnd)
    .sort();
  const [start, end] = [days[0], days.at(-1)];
  return start && end ? { start, end } : undefined;
}

const yearOfOrder = (order: Order | null): Interval | undefined =>
  order?.date
    ? { start: `${order.date.slice(0, 4)}-01-01`, end: `${order.date.slice(0, 4)}-12-31` }
    : undefined;

/** Whether two periods are of the same years; a school year against two calendar years is not. */
export const samePeriod = (one: Interval, other: Interval): boolean =>
  one.start === other.start && yearOf(one.end) === yearOf(other.end);
