import { type Interval, monthInterval, monthOf, yearOf } from '../day.ts';
import { quarterInterval } from '../quarter.ts';
import { writeDate, writeMonth, writeQuarter } from '../write.ts';
import { MONTHS } from '../names.ts';
import type { Context, Meaning } from './deadline.ts';
import { readDeadline } from './read-deadline.ts';
import { EVERY, waysToRepeat } from './write-recurring.ts';

/**
 * A deadline in the wording of Russian orders: «до 25 декабря 2021 года», «IV квартал 2021 года», «ежеквартально до
 * 25 числа последнего месяца квартала». Of the ways to say it the first is taken that is read back as the same meaning.
 */
export function writeDeadline(meaning: Meaning, context: Context): string {
  const period = { start: context.roadmapStart, end: context.roadmapEnd };
  const ways = waysToSay(meaning, period);
  return ways.find((text) => isSame(readDeadline(text, context), meaning)) ?? ways.at(-1) ?? NONE;
}

const WHOLE = 'весь период реализации дорожной карты';
const NONE = 'срок не установлен';

function waysToSay(meaning: Meaning, period: Interval): string[] {
  if (meaning.kind === 'whole-period') return [WHOLE];
  if (meaning.kind === 'unspecified') return [NONE];
  if (meaning.kind === 'intervals') return waysToList(meaning.intervals, period);
  const { every, occurrences } = meaning;
  if (!occurrences) return [EVERY[every]];
  const listed = waysToList(occurrences, period).map((list) => `${EVERY[every]}, в сроки: ${list}`);
  return [...waysToRepeat(every, occurrences), ...listed];
}

/** «до D» for what begins with the roadmap, else months, quarters and years by their names, at last day by day. */
function waysToList(intervals: readonly Interval[], period: Interval): string[] {
  const [only, second] = intervals;
  const named = intervals.map((interval) => writeNamed(interval) ?? writeDays(interval)).join('; ');
  const days = intervals.map(writeDays).join('; ');
  const isTill = only && !second && only.start === period.start && !writeNamed(only);
  return isTill ? [`до ${writeDate(only.end, 'ru')}`, days] : [named, days];
}

/** A year, a half, a quarter or months from the first to the last, if the days are theirs. */
export function writeNamed({ start, end }: Interval): string | undefined {
  const [year, last] = [yearOf(start), yearOf(end)];
  const [from, to] = [monthOf(start), monthOf(end)];
  const whole = start === monthInterval(year, from).start && end === monthInterval(last, to).end;
  if (!whole) return undefined;
  if (year !== last) return `${writeMonth(year, from, 'ru')} – ${writeMonth(last, to, 'ru')}`;
  if (from === to) return writeMonth(year, from, 'ru');
  if (from === 1 && to === 12) return `${year} год`;
  if (from === 1 && to === 6) return `I полугодие ${year} года`;
  if (from === 7 && to === 12) return `II полугодие ${year} года`;
  const quarter = (from + 2) / 3;
  if (Number.isInteger(quarter) && quarterInterval(year, quarter).end === end)
    return writeQuarter({ year, quarter }, 'ru');
  return `${MONTHS.ru.alone[from - 1]} – ${writeMonth(year, to, 'ru')}`;
}

/** «1–15 октября 2021 года», «25 декабря 2021 года – 10 января 2022 года». */
function writeDays({ start, end }: Interval): string {
  if (start === end) return writeDate(start, 'ru');
  if (start.slice(0, 7) === end.slice(0, 7)) return `${Number(start.slice(8))}–${writeDate(end, 'ru')}`;
  return `${writeDate(start, 'ru', end)} – ${writeDate(end, 'ru')}`;
}

function isSame({ kind, certain, ...read }: ReturnType<typeof readDeadline>, meaning: Meaning): boolean {
  if (certain === false || kind !== meaning.kind) return false;
  const every = 'every' in read ? read.every : undefined;
  const own = 'every' in meaning ? meaning.every : undefined;
  return every === own && sameDays(daysOf({ kind, ...read } as Meaning), daysOf(meaning));
}

const daysOf = (meaning: Meaning): readonly Interval[] | undefined =>
  meaning.kind === 'intervals'
    ? meaning.intervals
    : meaning.kind === 'recurring'
      ? meaning.occurrences
      : undefined;

const sameDays = (one: readonly Interval[] | undefined, other: readonly Interval[] | undefined): boolean =>
  one?.length === other?.length &&
  (one ?? []).every(({ start, end }, at) => start === other?.[at]?.start && end === other[at].end);
