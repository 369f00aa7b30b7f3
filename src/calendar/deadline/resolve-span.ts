import { daysBetween, type Interval, overlap, yearOf } from '../day.ts';
import type { Meaning } from './deadline.ts';
import { doubt, type Doubts, noDoubts } from './doubts.ts';
import { order, place, placeOrLast, type Span } from './slots.ts';

/** The years that a phrase without a year may mean, one before and after the context for what spans New Year. */
export function yearsAround(context: Interval): number[] {
  const first = yearOf(context.start) - 1;
  return Array.from({ length: yearOf(context.end) + 2 - first }, (_, at) => first + at);
}

/** The days of a span whose last slot lies in `year`; «ноябрь – февраль» then begins in the year before. */
export function inYear(span: Span, year: number, doubts: Doubts): Interval {
  const end = placeOrLast(span.to ?? span.from, year, span.school);
  const wraps = !span.school && span.to !== undefined && order(span.to) < order(span.from);
  const start = placeOrLast(span.from, span.fromYear ?? (wraps ? year - 1 : year), span.school);
  doubt(doubts, start.doubt ?? (span.to ? end.doubt : undefined));
  if (start.at.start <= end.at.end) return { start: start.at.start, end: end.at.end };
  doubt(doubts, 'deadline.year-unclear');
  return { start: end.at.start, end: start.at.end };
}

/**
 * The intervals of a span. Years that it names are taken as they are; without them, each time that it falls into
 * the context, and if that is more than once somebody should say which; `meant` is what each stands for.
 */
export function resolve(
  span: Span,
  context: Interval,
  doubts: Doubts,
  meant: (interval: Interval) => Interval = (interval) => interval,
): Interval[] {
  if (span.years.length) return named(span, context, doubts);
  schoolHalf(span, context, doubts);
  const candidates = yearsAround(context).flatMap((year) => candidate(span, year));
  const found = candidates.flatMap((interval) => overlap(interval, context) ?? []);
  if (found.length > 1) doubt(doubts, 'deadline.several-years', ...found.map((one) => alone(meant(one))));
  // «сентябрь 2021 – май» ends with the first May behind its beginning.
  if (found.length) return span.fromYear === undefined ? found : found.slice(0, 1);
  // It never falls into the roadmap: the nearest one behind its start is shown, for a person to correct.
  const next = candidates.find(({ end }) => end >= context.start);
  doubt(doubts, next || !isNoDay(span) ? 'deadline.year-unclear' : 'deadline.no-such-day');
  return next ? [next] : [];
}

/** «1 полугодие» in a roadmap of a school year is as likely that year's first half, September to December. */
function schoolHalf(span: Span, context: Interval, doubts: Doubts) {
  const isHalf = span.from.unit === 'half' && !span.school;
  const [from, to] = [context.start.slice(5, 7), context.end.slice(5, 7)];
  const isSchoolYear = ['08', '09'].includes(from) && to >= '05' && to <= '08';
  if (!isHalf || !isSchoolYear) return;
  const years = [yearOf(context.start)];
  const intervals = named({ ...span, years, school: true }, context, noDoubts());
  doubt(doubts, 'deadline.school-or-calendar', { kind: 'intervals', intervals });
}

const alone = (interval: Interval): Meaning => ({ kind: 'intervals', intervals: [interval] });

/** A span in a year, unless the year has no such day or ends it before it begins. */
function candidate(span: Span, year: number): Interval[] {
  const doubts = noDoubts();
  const interval = inYear(span, year, doubts);
  return doubts.why.length ? [] : [interval];
}

/** «31 июня» is in no year. */
const isNoDay = ({ from }: Span) => from.unit === 'day' && place(from, 2024) === undefined;

function named(span: Span, context: Interval, doubts: Doubts): Interval[] {
  const [first = 0, second] = span.years;
  const isPair = span.years.length === 2 && second === first + 1;
  const wraps = !span.school && span.to !== undefined && order(span.to) < order(span.from);
  const isWinter = span.from.unit === 'season' && span.from.n === 4 && !span.to && !span.school;
  // «зима 2022 года» is the one before or the one behind.
  if (isWinter && !second) doubt(doubts, 'deadline.year-unclear', winterBefore(span, context));
  // «сентябрь – май 2021-2022 гг.» is one winter, not two, and so is «зима 2021-2022».
  const [only] = isPair && wraps ? [second] : isPair && isWinter ? [first] : [];
  const years = only === undefined ? span.years : [only];
  // «2017 г.» in a roadmap of 2021: a slip, or no year at all.
  if (span.from.unit === 'year' && years.some((year) => !overlap(inYear(span, year, noDoubts()), context)))
    doubt(doubts, 'deadline.year-unclear');
  return years.map((year) => clipped(inYear(span, year, doubts), span, context));
}

const winterBefore = (span: Span, context: Interval): Meaning => {
  const year = (span.years[0] ?? 0) - 1;
  return { kind: 'intervals', intervals: [clipped(inYear(span, year, noDoubts()), span, context)] };
};

/**
 * Clipped to the roadmap, except where the phrase names a date outside it: a day stays as it is, and so does a month,
 * a quarter or a season that lies outside altogether; years are clipped if they have anything of the roadmap.
 */
function clipped(interval: Interval, span: Span, context: Interval): Interval {
  const inside = overlap(interval, context);
  if (!inside) return interval;
  const wide = (unit: string) => unit === 'year' || unit === 'school-year';
  const end = span.to ?? span.from;
  const keepsStart =
    !wide(span.from.unit) && (span.from.unit === 'day' || startUnitEnd(interval, span) < context.start);
  const keepsEnd = !wide(end.unit) && (end.unit === 'day' || endUnitStart(interval, end) > context.end);
  return { start: keepsStart ? interval.start : inside.start, end: keepsEnd ? interval.end : inside.end };
}

const startUnitEnd = ({ start }: Interval, { from }: Span): string =>
  placeOrLast(from, yearOf(start), false).at.end;
const endUnitStart = ({ end }: Interval, slot: Span['from']): string =>
  [yearOf(end) - 1, yearOf(end)].map((year) => placeOrLast(slot, year, false).at).find((at) => at.end === end)
    ?.start ?? end;

/** Longer than another interval of a unit: a window in which something repeats, and not one of the repetitions. */
export const lasts = ({ start, end }: Interval): number => daysBetween(start, end) + 1;
