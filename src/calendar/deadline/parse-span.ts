import { attempt, type Cursor, is, peek, take } from './cursor.ts';
import type { Doubt } from './deadline.ts';
import { parseYears } from './parse-years.ts';
import type { Slot, Span } from './slots.ts';
import type { Token } from './tokens.ts';

/** Slots named together: «I, III кварталы» are two, «15-20 октября» is one from a day to a day. */
export type Element = { spans: Span[]; year?: number; doubts: Doubt[] };

const plain = (from: Slot, to?: Slot): Span => ({ from, to, years: [], school: false, glued: false });

/** A date, a month, a quarter or whatever has its place in any year, without the years that follow it. */
export const parseElement = (cursor: Cursor): Element | undefined =>
  attempt(cursor, partOfMonth) ??
  attempt(cursor, counted) ??
  attempt(cursor, dayOfDate) ??
  attempt(cursor, named) ??
  attempt(cursor, unitFirst) ??
  attempt(cursor, schoolYear);

const NUMBERS = ['number', 'nth', 'roman', 'ordinal'] as const;
/** No list of days or quarters is longer. */
const MOST = 24;
/** A month as it stands alone; after a number it is in the genitive, or shortened. */
const NOMINATIVE = /(?:ь|март|май|август)$/;
type Range = { from: number; to?: number };

/** «1, 15 октября», «III-IV кварталы», «первое полугодие», «01-15.10.2021». */
function counted(cursor: Cursor): Element | undefined {
  const ranges: Range[] = [];
  let roman = false;
  do {
    // «с 5 по 9 и с 15 по 19 октября»
    if (ranges.length) take(cursor, 'from');
    const from = take(cursor, ...NUMBERS);
    if (!from || from.n > 31 || from.n < 1) return undefined;
    const to = attempt(cursor, (cursor) =>
      take(cursor, '-', 'through', 'until') ? take(cursor, ...NUMBERS) : undefined,
    );
    roman ||= from.is === 'roman' || to?.is === 'roman';
    ranges.push({ from: from.n, to: to?.n });
  } while (ranges.length < MOST && take(cursor, ',', 'and'));
  const last = ranges.at(-1);
  if (last && last.to === undefined && is(cursor, '-')) return daysBefore(cursor, ranges);
  // «до 15 числа октября»
  const plural = /(?:е|х)$/u.test(peek(cursor, -1)?.text ?? '');
  if (!plural && peek(cursor, 1)?.is === 'month') take(cursor, 'date');
  const unit = take(cursor, 'month', 'quarter', 'half');
  if (!unit) return undefined;
  const slots = ranges.map(
    ({ from, to }) => [slotOf(unit, from), to === undefined ? undefined : slotOf(unit, to)] as const,
  );
  if (slots.some(([from, to]) => !from || (to && order(from) > order(to)))) return undefined;
  if (unit.is === 'month' && roman) return undefined;
  // «15 сентябрь»: a date would be «15 сентября», so that the number may be of something else.
  const doubts: Doubt[] = unit.is === 'month' && NOMINATIVE.test(unit.text) ? [UNCLEAR] : [];
  return { spans: slots.map(([from, to]) => plain(from as Slot, to)), doubts };
}

/** «1-15.10.2021»: the number takes the month of the date behind the dash; «09-12.2021» are months. */
function daysBefore(cursor: Cursor, ranges: Range[]): Element | undefined {
  take(cursor, '-');
  const date = take(cursor, 'dated')?.date;
  const [only, second] = ranges;
  if (!date || !only || second) return undefined;
  if (!date.day) return monthsBefore(only.from, date.month, date.year);
  const slot = (day: number): Slot => ({ unit: 'day', month: date.month, day });
  return { spans: [plain(slot(only.from), slot(date.day))], year: date.year, doubts: [] };
}

const monthsBefore = (from: number, to: number, year: number | undefined): Element | undefined =>
  from < to
    ? {
        spans: [plain({ unit: 'month', month: from }, { unit: 'month', month: to })],
        year,
        doubts: ['deadline.day-or-month'],
      }
    : undefined;

const order = (slot: Slot | undefined): number =>
  slot?.unit === 'day' ? slot.day : slot && 'n' in slot ? slot.n : 0;

function slotOf(unit: Token, n: number): Slot | undefined {
  if (unit.is === 'month') return { unit: 'day', month: unit.n, day: n };
  if (unit.is === 'quarter') return n <= 4 ? { unit: 'quarter', n } : undefined;
  return n <= 2 ? { unit: 'half', n } : undefined;
}

/** '14.10.2021', '10.2021'. */
function dayOfDate(cursor: Cursor): Element | undefined {
  const date = take(cursor, 'dated')?.date;
  if (!date) return undefined;
  const { day, month, year } = date;
  return { spans: [plain(day ? { unit: 'day', month, day } : { unit: 'month', month })], year, doubts: [] };
}

function named(cursor: Cursor): Element | undefined {
  const month = take(cursor, 'month');
  if (month) {
    // «в сентябре месяце»
    if (is(cursor, 'month-unit') && !is({ ...cursor, at: cursor.at + 1 }, 'next')) take(cursor, 'month-unit');
    return { spans: [plain({ unit: 'month', month: month.n })], doubts: [] };
  }
  const season = take(cursor, 'season');
  // «осенне-зимний период» and «весенние каникулы» are no seasons.
  if (!season || is(cursor, 'holidays')) return undefined;
  take(cursor, 'period', 'skip', 'month-unit', 'hour');
  return { spans: [plain({ unit: 'season', n: season.n })], doubts: [] };
}

/** «квартал IV 2021», «кварталы I–III 2025 г.» */
function unitFirst(cursor: Cursor): Element | undefined {
  const unit = take(cursor, 'quarter', 'half');
  const number = unit && take(cursor, 'roman', 'number', 'nth');
  const slot = unit && number && slotOf(unit, number.n);
  const last = attempt(cursor, (cursor) => {
    const to = take(cursor, '-') && take(cursor, 'roman', 'number', 'nth');
    return unit && number && to && to.n > number.n ? slotOf(unit, to.n) : undefined;
  });
  return slot ? { spans: [plain(slot, last)], doubts: [] } : undefined;
}

/** «учебный год» alone; with years it is theirs. */
function schoolYear(cursor: Cursor): Element | undefined {
  take(cursor, 'whole');
  if (!take(cursor, 'school')) return undefined;
  if (!take(cursor, 'year') || is(cursor, 'number')) return undefined;
  return { spans: [plain({ unit: 'school-year' })], doubts: [] };
}

/** The dates of a decade, a half or a loose third of a month; `doubt` where the words leave them open. */
type Part = { from: number; to: number; doubt?: Doubt };
const UNCLEAR: Doubt = 'deadline.part-unclear';

/** «первая декада марта», «вторая половина октября», «конец мая», «последняя неделя августа». */
function partOfMonth(cursor: Cursor): Element | undefined {
  const ofYear = attempt(cursor, partOfYear);
  if (ofYear) return ofYear;
  const part = parsePart(cursor);
  if (!part) return undefined;
  take(cursor, 'in');
  const month = take(cursor, 'month');
  if (!month) return part.half ? halfOfYear(cursor, part.half) : undefined;
  const slot: Slot = { unit: 'month', month: month.n, from: part.from, to: part.to };
  return { spans: [plain(slot)], doubts: part.doubt ? [part.doubt] : [] };
}

/** «в конце 2021 года» is its December, most likely, «в конце учебного года» May, «в начале года» January. */
function partOfYear(cursor: Cursor): Element | undefined {
  const part = take(cursor, 'start', 'end');
  if (!part || !is(cursor, 'number', 'school', 'year', 'calendar')) return undefined;
  take(cursor, 'calendar');
  const years = parseYears(cursor);
  const school = years?.school ?? Boolean(take(cursor, 'school'));
  if (!years && !take(cursor, 'year')) return undefined;
  const month = part.is === 'start' ? (school ? 9 : 1) : school ? 5 : 12;
  const span = { ...plain({ unit: 'month', month }), years: years?.years ?? [], school };
  return { spans: [span], doubts: [UNCLEAR] };
}

const halfOfYear = (cursor: Cursor, n: number): Element | undefined =>
  is(cursor, 'number', 'school', 'year') ? { spans: [plain({ unit: 'half', n })], doubts: [] } : undefined;

function parsePart(cursor: Cursor): (Part & { half?: number }) | undefined {
  if (take(cursor, 'start')) return { from: 1, to: 10, doubt: UNCLEAR };
  if (take(cursor, 'middle')) return { from: 11, to: 20, doubt: UNCLEAR };
  if (take(cursor, 'end')) return { from: 21, to: 31, doubt: UNCLEAR };
  const range = attempt(cursor, rangeOfParts);
  if (range) return range;
  const which = take(cursor, ...NUMBERS, 'last');
  const unit = which && take(cursor, 'decade', 'half-part', 'week');
  return which && unit && partOf(unit, which.is === 'last' ? 0 : which.n);
}

/** «2-3 декада октября»: from the first of them to the last. */
function rangeOfParts(cursor: Cursor): Part | undefined {
  const first = take(cursor, ...NUMBERS);
  const last = first && take(cursor, '-') && take(cursor, ...NUMBERS);
  const unit = last && last.n > first.n && take(cursor, 'decade', 'week');
  if (!unit) return undefined;
  const [from, to] = [partOf(unit, first.n), partOf(unit, last.n)];
  return from && to && { from: from.from, to: to.to, doubt: from.doubt };
}

function partOf(unit: Token, n: number): (Part & { half?: number }) | undefined {
  if (unit.is === 'decade' && n <= 3)
    return n === 1 ? { from: 1, to: 10 } : n === 2 ? { from: 11, to: 20 } : { from: 21, to: 31 };
  if (unit.is === 'half-part' && n <= 2)
    return n === 1 ? { from: 1, to: 15, half: 1 } : { from: 16, to: 31, half: 2 };
  if (unit.is === 'week' && n <= 4)
    return n ? { from: n * 7 - 6, to: n * 7, doubt: UNCLEAR } : { from: 25, to: 31, doubt: UNCLEAR };
  return undefined;
}

/** An element or a range of two, with their years: «сентябрь 2021 – май 2022». `joint` are words that make a range. */
export function parseSpans(cursor: Cursor, joint: readonly Token['is'][] = ['-']): Element | undefined {
  const first = parsePoint(cursor);
  if (!first) return undefined;
  const single = first.spans.length === 1 && !first.spans[0]?.to ? first.spans[0] : undefined;
  if (!single) return first;
  const second = attempt(cursor, (cursor) => {
    if (!take(cursor, ...joint)) return undefined;
    take(cursor, 'in');
    return parsePoint(cursor);
  });
  return second ? rangeOf(single, first, second) : first;
}

function rangeOf(from: Span, first: Element, second: Element): Element {
  const [to, ...others] = second.spans;
  const doubts = [...first.doubts, ...second.doubts];
  if (!to) return first;
  const range: Span = {
    ...to,
    from: from.from,
    to: to.to ?? to.from,
    fromYear: from.years[0],
    school: from.school || to.school,
  };
  // «2021 год – октябрь»: the year stands above, it begins no range.
  if (from.from.unit === 'year' && to.from.unit !== 'year')
    return {
      spans: second.spans.map((span) => ({ ...span, years: span.years.length ? span.years : from.years })),
      doubts,
    };
  return { spans: [range, ...others], doubts };
}

/** An element with the years behind it, or years alone. */
export function parsePoint(cursor: Cursor): Element | undefined {
  const element = parseElement(cursor);
  if (!element) return yearsAlone(cursor);
  if (element.year !== undefined) {
    while (take(cursor, 'year'));
    return withYears(element, [element.year], false);
  }
  if (is(cursor, ',') || !element.spans.length) return element;
  const years = parseYears(cursor) ?? shortYear(cursor);
  if (years) {
    const doubts = years.doubtful ? [...element.doubts, 'deadline.year-unclear' as const] : element.doubts;
    return withYears({ ...element, doubts }, years.years, years.school);
  }
  const school = attempt(cursor, (cursor) => take(cursor, 'school') && take(cursor, 'year') && true);
  return school ? { ...element, spans: element.spans.map((span) => ({ ...span, school })) } : element;
}

/** «апрель 21»: a year in two digits without a word, if nothing else can be meant. */
function shortYear(cursor: Cursor) {
  const next = peek(cursor);
  const month = peek(cursor, -1)?.is === 'month' && peek(cursor, -2)?.is !== 'number';
  if (
    next?.is !== 'number' ||
    next.text.length !== 2 ||
    next.n < 15 ||
    next.n > 60 ||
    !month ||
    peek(cursor, 1)
  )
    return undefined;
  cursor.at += 1;
  return { years: [2000 + next.n], school: false, range: false, doubtful: true };
}

export const withYears = (element: Element, years: number[], school: boolean): Element => ({
  ...element,
  spans: element.spans.map((span) => ({ ...span, years, school: school || span.school, ownYears: true })),
});

/** «2021-2022 гг.» is one span of years, «2021, 2022 годы» two, a school year its nine months. */
function yearsAlone(cursor: Cursor): Element | undefined {
  const read = parseYears(cursor);
  if (!read) return undefined;
  const doubts: Doubt[] = read.doubtful ? ['deadline.year-unclear'] : [];
  const [first, last] = [read.years[0], read.years.at(-1)];
  if (read.range && !read.school && first !== undefined && last !== undefined)
    return {
      spans: [{ ...plain({ unit: 'year' }, { unit: 'year' }), fromYear: first, years: [last] }],
      doubts,
    };
  const unit = read.school ? 'school-year' : 'year';
  return { spans: read.years.map((year) => ({ ...plain({ unit }), years: [year], school: false })), doubts };
}
