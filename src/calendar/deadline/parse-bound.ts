import { attempt, type Cursor, is, peek, take } from './cursor.ts';
import type { Doubt } from './deadline.ts';
import type { Item } from './items.ts';
import { type Element, parsePoint, parseSpans } from './parse-span.ts';
import type { Span } from './slots.ts';

const UNCLEAR: Doubt = 'deadline.bound-unclear';
type Limit = 'till' | 'toward' | 'through';

/** «до 25 декабря», «не позднее …», «к …», «по …», «до конца мая», «к началу учебного года». */
export const parseUntil = (cursor: Cursor): Item[] | undefined => attempt(cursor, untilHere);

function untilHere(cursor: Cursor): Item[] | undefined {
  const opening = peek(cursor);
  const limit = readLimit(cursor);
  if (!limit) return undefined;
  take(cursor, 'in');
  const part = take(cursor, 'end', 'start', 'middle');
  // «по окончании учебного года» is behind it, not until it.
  if (part && /^(?:окончан|заверш)/u.test(part.text) && opening?.text === 'по') return undefined;
  const point = part ? pointOf(cursor) : parsePoint(cursor);
  if (!point) return part?.is === 'end' && limit !== 'through' ? endOfPlan(cursor) : undefined;
  const [first] = point.spans;
  const items = point.spans.map((span) => bounded(span, limit, part?.is));
  // «до 15 марта, 15 июня»: the preposition is said once for the list.
  const doubts = first && point.spans.length > 1 ? [...point.doubts, UNCLEAR] : point.doubts;
  return [...items, ...doubts.map((doubt): Item => ({ is: 'doubt', doubt }))];
}

/** «до конца года», «до конца учебного года»: a year without a number is any. */
function pointOf(cursor: Cursor): Element | undefined {
  if (is(cursor, 'new', 'next')) return attempt(cursor, newSchoolYear);
  while (take(cursor, 'calendar', 'whole', 'skip', 'reporting'));
  const year = (cursor: Cursor) => {
    if (!take(cursor, 'year') || is(cursor, 'number')) return undefined;
    const span: Span = { from: { unit: 'year' }, years: [], school: false, glued: false };
    return { spans: [span], doubts: [] };
  };
  return parsePoint(cursor) ?? attempt(cursor, year);
}

/** «к началу нового учебного года» is the next that begins; «следующего» may be the one behind it. */
function newSchoolYear(cursor: Cursor): Element | undefined {
  const next = take(cursor, 'new', 'next')?.is === 'next';
  if (!is(cursor, 'school')) return undefined;
  const point = parsePoint(cursor);
  return point && next ? { ...point, doubts: [...point.doubts, 'deadline.year-unclear'] } : point;
}

/** «до конца периода», «до окончания реализации дорожной карты»: behind a date it goes on from there. */
function endOfPlan(cursor: Cursor): Item[] | undefined {
  if (!is(cursor, 'period', 'plan', 'whole')) return undefined;
  while (take(cursor, 'period', 'plan', 'whole'));
  return [{ is: 'to-end' }];
}

function readLimit(cursor: Cursor): Limit | undefined {
  if (take(cursor, 'not')) return take(cursor, 'later') && (take(cursor, 'skip'), 'through');
  if (take(cursor, 'until')) return 'till';
  if (take(cursor, 'toward')) return 'toward';
  return take(cursor, 'through') && 'through';
}

/**
 * What a bound means. A day is included. «до мая» ends before May and «к 2018 году» with that year, but people use
 * both ways; «не позднее мая» and «до конца мая» end with May.
 */
function bounded(span: Span, limit: Limit, part: string | undefined): Item {
  if (part === 'end') return { is: 'until', span, before: false };
  if (part === 'start') {
    const clear = ['school-year', 'year', 'day'].includes(span.from.unit);
    return { is: 'until', span, before: true, doubt: clear ? undefined : UNCLEAR };
  }
  if (part === 'middle') return { is: 'until', span, before: false, doubt: UNCLEAR };
  const isDay = span.from.unit === 'day';
  if (isDay || limit === 'through') return { is: 'until', span, before: false };
  return { is: 'until', span, before: limit === 'till', doubt: UNCLEAR };
}

/** «с 1 сентября», «начиная с мая 2021 г.», «с сентября по май», «не ранее 1 октября». */
export const parseFrom = (cursor: Cursor): Item[] | undefined => attempt(cursor, fromHere);

function fromHere(cursor: Cursor): Item[] | undefined {
  const negated = take(cursor, 'not');
  if (negated ? !take(cursor, 'earlier') : !take(cursor, 'from')) return undefined;
  take(cursor, 'from');
  const beginning = take(cursor, 'start');
  const read = beginning ? pointOf(cursor) : parseSpans(cursor, ['-', 'through', 'until']);
  const [span] = read?.spans ?? [];
  if (!read || !span) return undefined;
  const doubts = read.doubts.map((doubt): Item => ({ is: 'doubt', doubt }));
  // «с 01.09.2021 по 31.12.2021» is an interval; «с 1 сентября до конца года» has its end apart.
  if (span.to) return [...read.spans.map((span): Item => ({ is: 'span', span })), ...doubts];
  return [{ is: 'from', span }, ...doubts];
}

/** Whether «по» begins a date and not «по плану», «по пятницам». */
export const boundsDate = (cursor: Cursor): boolean =>
  ['number', 'nth', 'dated', 'month', 'roman', 'ordinal', 'end', 'season', 'quarter', 'half'].includes(
    peek(cursor, 1)?.is ?? '',
  );
