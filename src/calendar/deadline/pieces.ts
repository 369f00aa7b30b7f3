import type { Doubt, Every } from './deadline.ts';
import { doubt, type Doubts } from './doubts.ts';
import type { DatesOfMonth, Item } from './items.ts';
import type { Span } from './slots.ts';

/** `times`: how often in a unit, where the unit alone does not say it, and then `doubt`. */
export type Repeat = { every: Every; weekday?: number; school?: boolean; times?: number; doubt?: Doubt };
export type Until = Extract<Item, { is: 'until' }>;

/** The pieces of a phrase by kind, each in its order. */
export type Pieces = {
  spans: Span[];
  untils: Until[];
  froms: Span[];
  every: Repeat[];
  dates: DatesOfMonth[];
  excepted: Span[];
  /** Items that narrow the spans before them: «август 2021 года (до 25 августа)». */
  inner: Item[];
  /** What could be read inside an undated phrase. */
  within: Item[];
  /** Weekdays beside dates. */
  weekdays: number[];
  /** Each time is named: «в сроки: …». */
  exactly: boolean;
  whole: boolean;
  yearLong: boolean;
  /** `further`: «далее» stands in the phrase; `onwards`: with «постоянно» or nothing behind it. */
  further: boolean;
  onwards: boolean;
  /** «май 2021 – постоянно». */
  toAlways: boolean;
  followingYear: boolean;
  undated: boolean;
  unread: boolean;
  /** Words that name what a date is of: «постоянно, отчёт до 25 декабря». */
  labelled: boolean;
};

const isDated = (item: Item) => ['span', 'until', 'from', 'dates'].includes(item.is);
const repeats = (items: readonly Item[]) => items.some(({ is }) => is === 'every');

const lacksYear = (item: Item) => isDated(item) && spanOf(item)?.years.length === 0;

/** A bracket is read as if it were none, unless it narrows dates with dates. */
export function flatten(items: readonly Item[]): Item[] {
  if (!items.some(({ is }) => is === 'group')) return [...items];
  const outer = items.filter(({ is }) => is !== 'group');
  const narrows = outer.some(isDated) && !repeats(outer);
  return items.flatMap((item, at): Item[] => {
    const behind = items[at + 1];
    // «2024 год (октябрь), 2025 год (апрель)»
    if (item.is === 'span' && isBareYear(item) && behind?.is === 'group' && behind.items.some(lacksYear))
      return [{ is: 'head', ...namedBy(item.span) }];
    if (item.is !== 'group') return [item];
    const inner = flatten(item.items);
    const before = items[at - 1];
    if (before?.is === 'span' && isBareYear(before) && inner.some(lacksYear)) return inner;
    // «декабрь (2021)»
    if (inner.length && inner.every(isBareYear)) return inner;
    return narrows && inner.some(isDated) && !repeats(inner)
      ? [{ is: 'group', items: inner }]
      : [{ is: 'comma' }, ...inner, { is: 'comma' }];
  });
}

export function sort(items: readonly Item[], doubts: Doubts): Pieces {
  const headed = underHeads(distributed(items, repeats(items) ? undefined : doubts), doubts);
  const dated = withYears(yearsTogether(schoolYears(headed, doubts)));
  const pieces: Pieces = {
    spans: [],
    untils: [],
    froms: [],
    every: [],
    dates: [],
    excepted: [],
    inner: [],
    within: [],
    weekdays: [],
    exactly: false,
    whole: false,
    yearLong: false,
    further: false,
    onwards: false,
    toAlways: false,
    followingYear: false,
    undated: false,
    unread: unread(items),
    labelled: items.some((item) => item.is === 'noise' && item.label),
  };
  let excepting = false;
  let toEnd = false;
  for (const item of dated) {
    if (item.is === 'except') excepting = true;
    else if (item.is === 'span') (excepting ? pieces.excepted : pieces.spans).push(item.span);
    else if (item.is === 'until') pieces.untils.push(item);
    else if (item.is === 'from') pieces.froms.push(item.span);
    else if (item.is === 'dates') pieces.dates.push(item.dates);
    else if (item.is === 'group') pieces.inner.push(...item.items);
    else if (item.is === 'within') pieces.within.push(...item.items);
    else if (item.is === 'weekday') pieces.weekdays.push(item.n);
    else if (item.is === 'exactly') pieces.exactly = true;
    else if (item.is === 'whole') pieces.whole = true;
    else if (item.is === 'to-always') pieces.toAlways = pieces.whole = true;
    else if (item.is === 'to-end') toEnd = true;
    else if (item.is === 'year-long') pieces.yearLong = true;
    else if (item.is === 'then') pieces.further = true;
    else if (item.is === 'following-year') pieces.followingYear = true;
    else if (item.is === 'undated') pieces.undated = true;
    else if (item.is === 'doubt') doubt(doubts, item.doubt);
    else if (item.is === 'every') pieces.every.push(item);
  }
  const goesOn = toEnd && pieces.spans.length > 0;
  pieces.onwards = goesOn || (pieces.further && !pieces.every.length && !pieces.undated);
  pieces.whole ||= toEnd && !goesOn;
  // «кроме каникул»: what is left out is not known.
  if (excepting && !pieces.excepted.length) doubt(doubts, 'deadline.words-unread');
  return pieces;
}

/** «до 15 марта, 15 июня»: the days behind a bound are bounds as well, most likely. */
function distributed(items: readonly Item[], doubts: Doubts | undefined): Item[] {
  let bound: Until | undefined;
  return items.map((item): Item => {
    if (item.is === 'until') bound = item;
    // «заявки – до 15 марта, конкурс – 20 апреля»: a day with its own name has no part in the bound.
    else if (item.is === 'noise' ? item.label : item.is !== 'comma' && item.is !== 'span') bound = undefined;
    if (item.is !== 'span' || !bound || item.span.from.unit !== 'day' || item.span.to) return item;
    if (doubts) doubt(doubts, 'deadline.bound-unclear');
    return { is: 'until', span: item.span, before: false };
  });
}

/**
 * The year above gives itself to what has none, up to the next that is named; one that nothing took stands for itself.
 * A bound in the second of two years may begin with the roadmap or with its year.
 */
function underHeads(items: readonly Item[], doubts: Doubts): Item[] {
  if (!items.some(({ is }) => is === 'head')) return [...items];
  let head: Extract<Item, { is: 'head' }> | undefined;
  let second = false;
  let taken = true;
  const given: Item[] = [];
  const alone = () => {
    if (!head || taken) return;
    for (const year of head.years)
      given.push({ is: 'span', span: { ...plainYear(head.school), years: [year] } });
    doubt(doubts, 'deadline.year-unclear');
  };
  for (const item of items) {
    if (item.is === 'head') {
      alone();
      [second, head, taken] = [head !== undefined, item, false];
      continue;
    }
    const span = spanOf(item);
    if (!head || !span) given.push(item);
    else if (isBareYear(item) || span.years.length) {
      taken ||= span.years.every((year) => head?.years.includes(year));
      alone();
      head = undefined;
      given.push(item);
    } else {
      taken = true;
      given.push(dated(item, head.years, head.school));
      if (second && item.is === 'until') doubt(doubts, 'deadline.bound-unclear');
    }
  }
  alone();
  return given;
}
const plainYear = (school: boolean): Span => ({
  from: { unit: school ? 'school-year' : 'year' },
  years: [],
  school: false,
  glued: false,
});

const isYears = ({ from, to, fromYear }: Span) =>
  from.unit === 'year' && to?.unit === 'year' && fromYear !== undefined;

/** «2021-2022, 2022-2023 учебные годы»: the word stands behind the last of them; without it the years overlap. */
function schoolYears(items: readonly Item[], doubts: Doubts): Item[] {
  if (!items.some((item) => item.is === 'span' && isYears(item.span))) return [...items];
  const given = [...items];
  let school = false;
  for (let at = given.length - 1; at >= 0; at--) {
    const item = given[at];
    if (item?.is === 'comma') continue;
    const span = item?.is === 'span' ? item.span : undefined;
    if (school && span && isYears(span) && span.years[0] === (span.fromYear ?? 0) + 1)
      given[at] = { is: 'span', span: { ...plainSchoolYear, years: [span.fromYear ?? 0] } };
    else school = span?.from.unit === 'school-year' && span.years.length > 0;
  }
  const ranges = given.flatMap((item) => (item.is === 'span' && isYears(item.span) ? [item.span] : []));
  if (ranges.some(({ fromYear }, at) => at > 0 && fromYear === ranges[at - 1]?.years[0]))
    doubt(doubts, 'deadline.year-unclear');
  return given;
}
const plainSchoolYear: Span = { from: { unit: 'school-year' }, years: [], school: false, glued: false };

const spanOf = (item: Item | undefined): Span | undefined =>
  item && (item.is === 'span' || item.is === 'until' || item.is === 'from') ? item.span : undefined;
const isBareYear = (item: Item | undefined) =>
  item?.is === 'span' &&
  (item.span.from.unit === 'year' || item.span.from.unit === 'school-year') &&
  item.span.years.length > 0;

/** «октябрь (2023, 2024, 2025 гг.)»: years in a row stand for one list of years. */
function yearsTogether(items: readonly Item[]): Item[] {
  const lists = (item: Item) => item.is === 'span' && isBareYear(item) && item.span.fromYear === undefined;
  if (items.findIndex(lists) === items.findLastIndex(lists)) return [...items];
  const given: Item[] = [];
  let list: Span | undefined;
  for (const item of items) {
    const span = item.is === 'span' && lists(item) ? item.span : undefined;
    if (span && list?.from.unit === span.from.unit) list.years = [...new Set([...list.years, ...span.years])];
    else {
      if (item.is !== 'comma') list = span && { ...span };
      given.push(span && list ? { is: 'span', span: list } : item);
    }
  }
  return given;
}

/**
 * A year behind a list belongs to all of it that has none; a year standing alone before a list («2021 год: март,
 * июнь») to what follows.
 */
function withYears(items: readonly Item[]): Item[] {
  const given = [...items];
  const windows = repeats(items);
  let open: number[] = [];
  const dropped = new Set<number>();
  given.forEach((item, at) => {
    const span = spanOf(item);
    if (item.is === 'every' || item.is === 'whole' || item.is === 'then' || item.is === 'except') open = [];
    if (!span) return;
    const hasNone = !span.years.length && span.from.unit !== 'year' && span.from.unit !== 'school-year';
    if (hasNone) return void open.push(at);
    if (!span.years.length) return;
    // «до 25 января, начиная с 2025 года»: a year with its own bound is nobody else's.
    if (item.is !== 'span' && ['year', 'school-year'].includes(span.from.unit)) return void (open = []);
    // «ежегодно до 1 сентября, 2023-2025 гг.»: in which years it repeats.
    if (windows && isBareYear(item) && (span.fromYear !== undefined || span.years.length > 1))
      return void (open = []);
    const { years, school } = isBareYear(item) && item.is === 'span' ? namedBy(item.span) : span;
    for (const earlier of open) given[earlier] = dated(given[earlier] as Item, years, school);
    if (open.length && isBareYear(item) && item.is === 'span') dropped.add(at);
    open = [];
  });
  return leading(given.filter((_, at) => !dropped.has(at)));
}

/** The years that a span of years names for the slots before it. */
function namedBy(span: Span): { years: number[]; school: boolean } {
  const [last = 0] = span.years;
  const first = span.fromYear ?? last;
  const years =
    span.fromYear === undefined
      ? span.years
      : Array.from({ length: last - first + 1 }, (_, at) => first + at);
  return { years, school: span.from.unit === 'school-year' };
}

function dated(item: Item, years: number[], school: boolean): Item {
  const span = spanOf(item);
  return span ? ({ ...item, span: { ...span, years, school: span.school || school } } as Item) : item;
}

function leading(items: Item[]): Item[] {
  if (items.some(({ is }) => is === 'every')) return items;
  let year: { at: number; span: Span } | undefined;
  const dropped = new Set<number>();
  const led = items.map((item, at): Item => {
    const span = spanOf(item);
    if (item.is === 'span' && isBareYear(item) && item.span.fromYear === undefined)
      year = { at, span: item.span };
    else if (span?.years.length) year = undefined;
    else if (span && year && span.from.unit !== 'year' && span.from.unit !== 'school-year') {
      dropped.add(year.at);
      return dated(item, year.span.years, year.span.from.unit === 'school-year');
    }
    return item;
  });
  return led.filter((_, at) => !dropped.has(at));
}

/** Words beside which a date is not the one that is meant, or not any more. */
const TELLING = new Set(
  'не до после через если к перед накануне от было стало вместо приказ приказом'.split(' '),
);
const MOVED = /^(?:отмен|перенес|перенос|исключ|продл|изменен|выполн|исполн)/u;
/** «муниципальный этап», «кураторы»; with a number, «10 классы», it may be a part of a date. */
const isAbout = (words: readonly { text: string; label: boolean }[]) =>
  words.some(({ label }) => label) && !words.some(({ text }) => /\d/.test(text));
const isTelling = (text: string) => TELLING.has(text) || MOVED.test(text);

/** Words that nothing understood, unless they name a place, «актовый зал школы № 15», or say who and what it is about. */
function unread(items: readonly Item[]): boolean {
  let words: Extract<Item, { is: 'noise' }>[] = [];
  const isUnread = () =>
    words.length > 0 &&
    ((!words.some(({ place }) => place) && !isAbout(words)) || words.some(({ text }) => isTelling(text)));
  for (const item of items) {
    if (item.is === 'noise') words.push(item);
    else if (item.is === 'comma') {
      if (isUnread()) return true;
      words = [];
    }
  }
  return isUnread();
}
