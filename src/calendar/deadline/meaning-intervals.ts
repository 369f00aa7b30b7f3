import { addDays, contains, type Day, type Interval, monthOf, overlap, yearOf } from '../day.ts';
import type { Meaning } from './deadline.ts';
import { doubt, type Doubts, noDoubts } from './doubts.ts';
import type { DatesOfMonth } from './items.ts';
import { type Pieces, sort, type Until } from './pieces.ts';
import { inYear, lasts, resolve, yearsAround } from './resolve-span.ts';
import { place, type Span } from './slots.ts';

/** Known days: what a phrase without repetition means. */
export function meansIntervals(pieces: Pieces, period: Interval, doubts: Doubts): Meaning {
  lostDashes(pieces.spans, period, doubts);
  const spans = once(pieces.spans).flatMap((span) => resolve(span, period, doubts));
  const bounded = fromTill(pieces, period);
  if (bounded) return bounded;
  const narrowed = narrow(spans, pieces, period, doubts);
  if (pieces.excepted.length) doubt(doubts, 'deadline.words-unread');
  const bounds = narrowed
    ? []
    : [
        ...pieces.untils.flatMap((until) => untilIntervals(until, period, doubts)),
        ...pieces.froms.flatMap((from) => fromIntervals(from, period, doubts)),
      ];
  const intervals = inOrder([...(narrowed ?? spans), ...joined(bounds, pieces)]);
  const [only] = intervals;
  if (!only) {
    doubt(doubts, 'deadline.not-understood');
    return { kind: 'unspecified' };
  }
  if (pieces.onwards) return { kind: 'intervals', intervals: onwards(intervals, period) };
  if (isToAlways(pieces, intervals)) return { kind: 'intervals', intervals: onwards(intervals, period) };
  if (pieces.whole || pieces.yearLong) return wider(pieces, intervals, period, doubts);
  return { kind: 'intervals', intervals };
}

/** «с октября 2021 г. и до конца учебного года»: the first such end behind a beginning that has its year. */
function fromTill({ spans, untils, froms, dates, inner }: Pieces, period: Interval): Meaning | undefined {
  const [until, from] = [untils[0], froms[0]];
  const alone = untils.length === 1 && froms.length === 1 && !spans.length && !dates.length && !inner.length;
  if (!alone || !until || !from || until.doubt || until.span.years.length || !from.years.length)
    return undefined;
  const [begins] = resolve(from, period, noDoubts());
  const end =
    begins && endsOf(until.span, until.before, period, noDoubts()).find((end) => end >= begins.start);
  return end ? { kind: 'intervals', intervals: [{ start: begins.start, end }] } : undefined;
}

/** «май 2021 – постоянно»: one date with its year, and nothing else that could bound it. */
const isToAlways = ({ toAlways, spans, untils, froms, dates, every, yearLong }: Pieces, found: Interval[]) =>
  toAlways &&
  found.length === 1 &&
  spans.length === 1 &&
  !spans[0]!.to &&
  spans[0]!.years.length === 1 &&
  untils.length + froms.length + dates.length + every.length === 0 &&
  !yearLong;

/** «с 1 сентября … до 25 декабря» said apart is one interval. */
function joined(bounds: Interval[], { untils, froms }: Pieces): Interval[] {
  const [one, other] = bounds;
  const pair = untils.length === 1 && froms.length === 1 && bounds.length === 2 && one && other;
  return pair ? [overlap(one, other) ?? one] : bounds;
}

/** «D, далее постоянно»: from the last D to the roadmap's end. */
const onwards = (intervals: Interval[], { end }: Interval): Interval[] =>
  intervals.map((interval, at) =>
    at === intervals.length - 1 ? { ...interval, end: interval.end > end ? interval.end : end } : interval,
  );

/**
 * «постоянно» beside dates. With a window («с A по B», «в 2022 году», «с сентября») it is that window, the whole
 * period if they are equal; beside a month it is the wider of two things that contradict each other.
 */
function wider(
  { spans, untils, froms, labelled }: Pieces,
  intervals: Interval[],
  period: Interval,
  doubts: Doubts,
): Meaning {
  const [only, second] = intervals;
  const isWindow = spans.every(
    ({ from, to, years }) => from.unit === 'year' || from.unit === 'school-year' || (to && years.length),
  );
  if (only && isWindow && !second && only.start <= period.start && only.end >= period.end)
    return { kind: 'whole-period' };
  const isBound = isWindow && spans.length + untils.length + froms.length > 0;
  if (isBound && !labelled) return { kind: 'intervals', intervals };
  doubt(doubts, 'deadline.wider-taken', { kind: 'intervals', intervals });
  return { kind: 'whole-period' };
}

/** Dates in dates: «август 2021 года (до 25 августа)», «декабрь, не позднее 25 числа». Nothing if they do not fit. */
function narrow(spans: Interval[], pieces: Pieces, period: Interval, doubts: Doubts): Interval[] | undefined {
  if (!spans.length) return undefined;
  const inner = pieces.inner.length ? sort(pieces.inner, doubts) : pieces;
  const apart = pieces.inner.length
    ? []
    : pieces.untils.flatMap((until) => untilIntervals(until, period, noDoubts()));
  const untils = inner.untils.filter(
    ({ span }) => pieces.inner.length || !span.years.length || fits(apart, spans),
  );
  if (!pieces.inner.length && !untils.length && !inner.dates.length) return undefined;
  const narrowed = spans.map((outer) => {
    const found = [
      ...(pieces.inner.length ? inner.spans.flatMap((span) => resolve(span, outer, noDoubts())) : []),
      ...untils.flatMap((until) => untilIntervals(until, outer, noDoubts())),
      ...inner.dates.flatMap((dates) => datesIn(dates, outer)),
    ].filter((interval) => interval.start >= outer.start && interval.end <= outer.end);
    return found.length ? found : undefined;
  });
  if (narrowed.some((found) => !found) && !pieces.inner.length) return undefined;
  if (narrowed.every((found) => !found)) doubt(doubts, 'deadline.words-unread');
  return narrowed.flatMap((found, at) => found ?? spans.slice(at, at + 1));
}

const fits = (bounds: Interval[], spans: Interval[]) =>
  bounds.some(({ end }) => spans.some((span) => span.start <= end && end <= span.end));

/** «до 25 числа» in a month. */
function datesIn({ from, to }: DatesOfMonth, outer: Interval): Interval[] {
  if (lasts(outer) > 31) return [];
  const slot = { unit: 'month', month: monthOf(outer.start), from: from ?? 1, to } as const;
  const placed = place(slot, yearOf(outer.start));
  return placed ? [placed] : [];
}

/** From the roadmap's first day to the bound; a bound before it is the one day that it names. */
export function untilIntervals(
  { span, before, doubt: open }: Until,
  period: Interval,
  doubts: Doubts,
): Interval[] {
  const till = (end: Day): Interval => ({ start: period.start < end ? period.start : end, end });
  const meaning = (ends: Day[]): Meaning => ({ kind: 'intervals', intervals: ends.map(till) });
  const ends = endsOf(span, before, period, doubts);
  if (open) doubt(doubts, open, meaning(endsOf(span, !before, period, noDoubts())));
  // «к 1 сентября» in a roadmap that begins on that day is more likely the next 1 September.
  if (ends.some((end) => end < period.start || (end === period.start && !span.years.length)))
    doubt(doubts, 'deadline.year-unclear');
  if (ends.length > 1 && !span.years.length)
    doubt(doubts, 'deadline.several-years', ...ends.map((end) => meaning([end])));
  return ends.map(till);
}

/** The last days that a bound names: the day before its slot or the slot's last; without a year, those of the period. */
function endsOf(span: Span, before: boolean, period: Interval, doubts: Doubts): Day[] {
  const last = ({ start, end }: Interval) => (before ? addDays(start, -1) : end);
  const years = span.years.length ? span.years : yearsAround(period);
  const ends = years.map((year) => last(inYear(span, year, doubts)));
  if (span.years.length) return ends;
  const inside = ends.filter((end) => contains(period, end));
  if (inside.length) return inside;
  doubt(doubts, 'deadline.year-unclear');
  return ends.filter((end) => end > period.end).slice(0, 1);
}

/** From the bound to the roadmap's last day. */
function fromIntervals(span: Span, period: Interval, doubts: Doubts): Interval[] {
  const onward = ({ start, end }: Interval) => ({ start, end: period.end > end ? period.end : end });
  return resolve(span, period, doubts, onward).map(onward);
}

/** Two months or days with only a blank between them: two of them as written, unless both readings are the same days. */
function lostDashes(spans: readonly Span[], period: Interval, doubts: Doubts) {
  const at = spans.findIndex((span, at) => at > 0 && mayBeRange(spans[at - 1], span));
  const [before, span] = [spans[at - 1], spans[at]];
  if (!before || !span) return;
  const range: Span = { ...span, from: before.from, to: span.from, fromYear: before.years[0], glued: false };
  doubt(doubts, 'deadline.lost-dash', { kind: 'intervals', intervals: resolve(range, period, noDoubts()) });
}

function mayBeRange(before: Span | undefined, { glued, from, to, years, ownYears }: Span): boolean {
  if (!glued || !before || before.to || to) return false;
  if (before.from.unit === 'day') return from.unit === 'day';
  if (before.from.unit !== 'month' || from.unit !== 'month') return false;
  const isNext = from.month === (before.from.month % 12) + 1 || from.month === before.from.month;
  // «Апрель 2021 г. Сентябрь 2021 г.» are two with a year each.
  if (before.ownYears && ownYears) return false;
  return !isNext && (!before.years.length || before.years[0] === years[0]);
}

/** A span said twice is meant once. */
const once = (spans: readonly Span[]): readonly Span[] =>
  spans.length < 2
    ? spans
    : [...new Map(spans.map((span) => [JSON.stringify({ ...span, glued: false }), span])).values()];

/** Each interval once, by its first day and then by its last. */
export function inOrder(intervals: readonly Interval[]): Interval[] {
  if (intervals.every((one, at) => at === 0 || compare(intervals[at - 1] ?? one, one) < 0))
    return [...intervals];
  const sorted = [...intervals].sort(compare);
  return sorted.filter((one, at) => at === 0 || compare(sorted[at - 1] ?? one, one) < 0);
}

function compare(one: Interval, other: Interval): number {
  if (one.start !== other.start) return one.start < other.start ? -1 : 1;
  return one.end === other.end ? 0 : one.end < other.end ? -1 : 1;
}
