import { addDays, type Interval, monthInterval, monthOf, overlap, weekday, yearOf } from '../day.ts';
import type { Every, Meaning } from './deadline.ts';
import { doubt, type Doubts, noDoubts } from './doubts.ts';
import type { DatesOfMonth } from './items.ts';
import { inOrder, untilIntervals } from './meaning-intervals.ts';
import type { Pieces, Repeat } from './pieces.ts';
import { inYear, lasts, resolve, yearsAround } from './resolve-span.ts';
import { order, type Span } from './slots.ts';
import { unitsOf } from './units.ts';

const FINER: Every[] = ['day', 'week', 'month', 'quarter', 'half-year', 'year', 'school-year'];
/** The shortest that a unit may be, in days: a span as long as this is a window of repetitions, not one of them. */
const SHORTEST: Record<Every, number> = {
  day: 1,
  week: 7,
  month: 28,
  quarter: 90,
  'half-year': 150,
  year: 360,
  'school-year': 270,
};

/** What repeats, by its unit, and when in the period each time is due. */
export function meansRecurring(pieces: Pieces, period: Interval, doubts: Doubts): Meaning {
  const repeat = repeatOf(pieces, doubts);
  const { every } = repeat;
  if (every === 'day') {
    doubt(doubts, repeat.doubt);
    return everyDay(pieces, period, doubts);
  }
  if (pieces.exactly && pieces.spans.length)
    return {
      kind: 'recurring',
      every,
      occurrences: inOrder(pieces.spans.flatMap((span) => resolve(span, period, doubts))),
    };
  if (pieces.whole && pieces.labelled) doubt(doubts, 'deadline.wider-taken', { kind: 'whole-period' });
  const plan = divide(pieces, every, period, doubts);
  // «3 раза в год (сентябрь, январь, май)» says which three.
  if (repeat.times !== plan.patterns.length) doubt(doubts, repeat.doubt);
  const found = plan.windows.flatMap((window) => occurrences(repeat, plan, pieces, window, doubts));
  const excepted = pieces.excepted.flatMap((span) => resolve(span, period, noDoubts()));
  const kept = inOrder(found).filter(
    ({ start, end }) => !excepted.some((one) => one.start <= start && end <= one.end),
  );
  if (!kept.length) doubt(doubts, 'deadline.year-unclear');
  return { kind: 'recurring', every, occurrences: kept };
}

function repeatOf({ every, dates, followingYear }: Pieces, doubts: Doubts): Repeat {
  const [first, second] = [...every].sort(
    (one, other) => FINER.indexOf(one.every) - FINER.indexOf(other.every),
  );
  if (second && first?.every !== second.every) doubt(doubts, 'deadline.times-unclear');
  // «ежемесячно, в конце месяца»: the second says less than the first.
  if (second && first?.every === second.every) doubt(doubts, first.doubt ?? second.doubt);
  const named = every.find((one) => one.every === first?.every && one.weekday);
  if (first) return named ?? first;
  if (followingYear) return { every: 'year' };
  if (dates.every(({ of }) => of === undefined)) doubt(doubts, 'deadline.part-unclear');
  const quarterly = dates.some(({ of }) => of?.startsWith('quarter'));
  if (dates.some(({ of }) => of === 'next')) doubt(doubts, 'deadline.times-unclear');
  return { every: quarterly ? 'quarter' : 'month' };
}

/** Each day is an occurrence, so that none is listed; a window that is lost with that is offered instead. */
function everyDay({ spans, untils, froms }: Pieces, period: Interval, doubts: Doubts): Meaning {
  const windows = [...spans, ...froms, ...untils.map(({ span }) => span)].flatMap((span) =>
    resolve(span, period, noDoubts()),
  );
  if (windows.length)
    doubt(doubts, 'deadline.part-unclear', { kind: 'intervals', intervals: inOrder(windows) });
  return { kind: 'recurring', every: 'day' };
}

const isYear = ({ from }: Span) => from.unit === 'year' || from.unit === 'school-year';

/** `patterns` recur within a unit, `windows` bound the repetition, `exact` are occurrences named one by one. */
type Plan = { windows: Interval[]; patterns: Span[]; exact: Interval[] };

/** From one year into another: «с 1 сентября 2021 г. по 31 мая 2023 г.» bounds what repeats. */
const runsOver = (span: Span) =>
  !isYear(span) && span.fromYear !== undefined && span.fromYear < (span.years[0] ?? 0);

function divide(pieces: Pieces, every: Every, period: Interval, doubts: Doubts): Plan {
  const isLong = (span: Span) => lasts(inYear(span, span.years[0] ?? 2021, noDoubts())) >= SHORTEST[every];
  const isWindow = (span: Span) =>
    isYear(span)
      ? span.years.length > 0 || every !== 'year'
      : runsOver(span) || (every !== 'year' && isLong(span));
  const wide = pieces.spans.filter((span) => isWindow(span));
  // «ежегодно с сентября 2021 г. по май 2022 г.» may be September to May of each year.
  if (every === 'year' && pieces.spans.some(runsOver)) doubt(doubts, 'deadline.part-unclear');
  const narrow = pieces.spans.filter((span) => !isWindow(span));
  const named = narrow.filter(({ years }) => years.length);
  const listed = named.length > 1 && named.flatMap(({ years }) => years).length > 1 && !pieces.further;
  const windows = wide
    .flatMap((span) => resolve(span, period, noDoubts()))
    // «I квартал 2022 г., далее ежеквартально» goes on.
    .map((window) => (pieces.further ? { start: window.start, end: period.end } : window));
  const exact = listed ? named.flatMap((span) => resolve(span, period, doubts)) : [];
  const [start, end] = [startOf(pieces, listed ? [] : named, every, period, doubts), endOf(pieces, period)];
  const bounded = (windows.length ? windows : [period]).flatMap(
    (window) => overlap(window, { start, end }) ?? [],
  );
  return { windows: bounded, patterns: patternsOf(narrow, every, listed), exact };
}

/** One date with a year before «далее ежегодно» is the pattern; before «далее ежеквартально» only the beginning. */
const patternsOf = (narrow: Span[], every: Every, listed: boolean): Span[] =>
  narrow
    .filter(({ years }) => !years.length || ((every === 'year' || every === 'school-year') && !listed))
    .map((span) => ({ ...span, years: [], fromYear: undefined }));

function startOf({ froms }: Pieces, named: Span[], every: Every, period: Interval, doubts: Doubts): string {
  const beginnings = [...froms.filter(({ years }) => years.length), ...named];
  if (named.length && every !== 'year' && every !== 'school-year') doubt(doubts, 'deadline.part-unclear');
  const starts = beginnings
    .flatMap((span) => resolve(span, period, noDoubts()).slice(0, 1))
    .map(({ start }) => start);
  return starts.reduce((latest, start) => (start > latest ? start : latest), period.start);
}

/** «ежеквартально до 25.12.2022» ends with that day. */
function endOf({ untils, further }: Pieces, period: Interval): string {
  if (further) return period.end;
  const ends = untils
    .filter(({ span }) => span.years.length)
    .flatMap(({ span }) => resolve(span, period, noDoubts()));
  return ends.length
    ? ends.map(({ end }) => end).reduce((one, other) => (one > other ? one : other))
    : period.end;
}

function occurrences(
  repeat: Repeat,
  plan: Plan,
  pieces: Pieces,
  window: Interval,
  doubts: Doubts,
): Interval[] {
  const { every } = repeat;
  if (plan.exact.length) return plan.exact;
  if (pieces.followingYear) return inFollowingYear(pieces, window, doubts);
  const within = { ...window };
  const clip = (found: Interval[]) => found.flatMap((interval) => overlap(interval, within) ?? []);
  const first = beforeFurther(pieces, every, window, doubts);
  if (first) return [first, ...clip(unitsOf(every, window)).filter(({ start }) => start > first.end)];
  const yearly = [
    ...plan.patterns.flatMap((span) => each(span, every, window)),
    ...boundsInUnits(pieces, repeat, window, doubts),
  ];
  if (yearly.length) return clip(yearly);
  const units = unitsOf(every, window, repeat.school);
  if (pieces.dates.length)
    return pieces.dates.flatMap((dates) => datesInUnits(dates, every, units, window, doubts));
  const which = repeat.weekday ?? (every === 'week' ? weekdayBeside(pieces) : undefined);
  if (which) return daysOfWeek(which, window);
  return clip(units);
}

/** «до 25 декабря 2021 г., далее ежеквартально»: till the day, and then the units behind it. */
function beforeFurther(
  { untils, further }: Pieces,
  every: Every,
  window: Interval,
  doubts: Doubts,
): Interval | undefined {
  const [until] = untils.filter(({ span }) => span.years.length);
  if (!further || !until || every === 'year' || every === 'school-year') return undefined;
  doubt(doubts, 'deadline.part-unclear');
  return untilIntervals(until, window, noDoubts())[0];
}

/** A slot in each year, or in each school year. */
const each = (span: Span, every: Every, window: Interval): Interval[] => {
  const wraps = span.to && order(span.to) < order(span.from);
  const school = every === 'school-year';
  return yearsAround(window).map((year) =>
    inYear({ ...span, school: school || (span.school && !wraps) }, year, noDoubts()),
  );
};

/** «до 1 октября» each time: from the first day of the unit in which it falls. */
function boundsInUnits(
  { untils, froms, further }: Pieces,
  { every }: Repeat,
  window: Interval,
  doubts: Doubts,
): Interval[] {
  const units = unitsOf(every, {
    start: `${yearOf(window.start) - 1}-01-01`,
    end: `${yearOf(window.end) + 1}-12-31`,
  });
  // «до 25 декабря 2021 г., далее ежегодно» is each year's 25 December.
  const open = untils.filter(({ span }) => !span.years.length || (further && every === 'year'));
  if (open.length && every !== 'year' && every !== 'school-year' && open.length < 2)
    doubt(doubts, 'deadline.part-unclear');
  for (const until of open) doubt(doubts, until.doubt);
  const ends = open.flatMap(({ span, before }) =>
    each(span, every, window).map(({ start, end }) => (before ? addDays(start, -1) : end)),
  );
  const bounded = ends.flatMap((end) => {
    const unit = units.find((unit) => unit.start <= end && end <= unit.end);
    return unit ? [{ start: unit.start, end }] : [];
  });
  const starts = froms
    .filter(({ years }) => !years.length)
    .flatMap((span) => each(span, every, window).map(({ start }) => start));
  if (starts.length) doubt(doubts, 'deadline.bound-unclear');
  const begun = starts.flatMap((start) => {
    const unit = units.find((unit) => unit.start <= start && start <= unit.end);
    return unit && (every === 'year' || every === 'school-year') ? [{ start, end: unit.end }] : [];
  });
  return [...bounded, ...begun];
}

/** «до 1 февраля года, следующего за отчётным»: for each year of the window a day of the next. */
function inFollowingYear({ untils, spans }: Pieces, window: Interval, doubts: Doubts): Interval[] {
  const years = yearsAround(window).filter(
    (year) => yearOf(window.start) <= year && year <= yearOf(window.end),
  );
  return years.flatMap((year) => [
    ...untils.map(({ span }) => ({ start: `${year + 1}-01-01`, end: inYear(span, year + 1, doubts).end })),
    ...spans.filter(({ from }) => from.unit !== 'year').map((span) => inYear(span, year + 1, doubts)),
  ]);
}

/** Dates of a month in each unit. Till a date: from the unit's first day; of the month behind it: from that month's. */
function datesInUnits(
  { from, to, of }: DatesOfMonth,
  every: Every,
  units: Interval[],
  window: Interval,
  doubts: Doubts,
): Interval[] {
  const isNext = of === 'next' || of === 'quarter-next';
  if (every === 'week' || every === 'year' || every === 'school-year') doubt(doubts, 'deadline.part-unclear');
  if (
    (every === 'quarter' && of !== 'quarter-last' && of !== 'quarter-first' && !isNext) ||
    every === 'half-year'
  )
    doubt(doubts, 'deadline.part-unclear');
  return units.flatMap((unit) => {
    const day = isNext ? addDays(unit.end, 1) : of === 'quarter-first' ? unit.start : unit.end;
    const month = monthInterval(yearOf(day), monthOf(day));
    const dateIn = (n: number) =>
      addDays(month.start, n - 1) < month.end ? addDays(month.start, n - 1) : month.end;
    const start = from === undefined ? (isNext ? month.start : unit.start) : dateIn(from);
    const interval = { start, end: dateIn(to) };
    // What is due in the next month may be due after the roadmap's last day: the phrase says so.
    return isNext ? [interval] : (overlap(interval, window) ?? []);
  });
}

/** «еженедельно (пятница)»; «еженедельно, отчёт в пятницу» is the day of something else. */
const weekdayBeside = ({ weekdays: [only, other], labelled }: Pieces): number | undefined =>
  other || labelled ? undefined : only;

function daysOfWeek(which: number, { start, end }: Interval): Interval[] {
  const days: Interval[] = [];
  const first = addDays(start, (which - weekday(start) + 7) % 7);
  for (let day = first; day <= end && days.length < 2000; day = addDays(day, 7))
    days.push({ start: day, end: day });
  return days;
}
