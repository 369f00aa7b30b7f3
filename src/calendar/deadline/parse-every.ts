import { attempt, type Cursor, is, peek, take } from './cursor.ts';
import type { Doubt, Every } from './deadline.ts';
import type { Item } from './items.ts';
import { everyOf } from './lexicon.ts';

type Repeat = Extract<Item, { is: 'every' }>;
const TIMES: Doubt = 'deadline.times-unclear';

/** «ежеквартально», «каждый месяц», «не реже 2 раз в год», «раз в полугодие», «по пятницам». */
export const parseEvery = (cursor: Cursor): Item[] | undefined =>
  attempt(cursor, recurring) ??
  attempt(cursor, atEnd) ??
  attempt(cursor, each) ??
  attempt(cursor, times) ??
  attempt(cursor, byUnits);

function recurring(cursor: Cursor): Item[] | undefined {
  const word = take(cursor, 'recurring');
  return word ? [{ is: 'every', every: everyOf(word.n) }] : undefined;
}

/** «каждый квартал», «каждую пятницу», «каждые 3 месяца», «каждый год»; «каждое 1 сентября» is every year. */
function each(cursor: Cursor): Item[] | undefined {
  take(cursor, 'in');
  if (!take(cursor, 'each')) return undefined;
  take(cursor, 'reporting', 'calendar');
  const weekday = take(cursor, 'weekday');
  if (weekday) return [{ is: 'every', every: 'week', weekday: weekday.n }];
  if (is(cursor, 'month', 'season') || (is(cursor, 'number') && peek(cursor, 1)?.is === 'month'))
    return [{ is: 'every', every: 'year' }];
  const repeat = per(cursor, 1);
  return repeat && [repeat];
}

/** «в конце каждого квартала»: somewhere in its last part. */
function atEnd(cursor: Cursor): Item[] | undefined {
  take(cursor, 'in');
  if (!take(cursor, 'end', 'start', 'middle')) return undefined;
  const said = is(cursor, 'each');
  const repeat = per(cursor, 1);
  if (!repeat || (!said && (repeat.every === 'year' || repeat.every === 'school-year'))) return undefined;
  return is(cursor, 'number') && !said ? undefined : [{ ...repeat, doubt: 'deadline.part-unclear' }];
}

/** «2 раза в год», «1 раз в 3 месяца», «дважды в год», «раз в неделю», «не реже одного раза в квартал». */
function times(cursor: Cursor): Item[] | undefined {
  if (take(cursor, 'not') && !is(cursor, 'seldom')) return undefined;
  take(cursor, 'seldom');
  // «не реже, чем раз в год»
  if (peek(cursor, 1)?.text === 'чем') take(cursor, ',');
  take(cursor, 'skip');
  const number = take(cursor, 'number', 'nth', 'count');
  const word = take(cursor, 'times');
  if (!word) return undefined;
  const repeat = take(cursor, 'in', '/') && per(cursor, number?.n ?? word.n);
  return repeat ? [repeat] : undefined;
}

const UNITS: Partial<Record<string, Every>> = {
  day: 'day',
  week: 'week',
  'month-unit': 'month',
  quarter: 'quarter',
};
/** How many months a unit has, to turn «2 раза в год» and «раз в 3 месяца» into one unit. */
const MONTHS: Partial<Record<Every, number>> = { month: 1, quarter: 3, 'half-year': 6, year: 12 };

function per(cursor: Cursor, count: number): Repeat | undefined {
  take(cursor, 'each', 'reporting', 'calendar');
  const many = take(cursor, 'number', 'count')?.n ?? 1;
  const school = Boolean(take(cursor, 'school'));
  const unit = take(cursor, 'day', 'week', 'month-unit', 'quarter', 'half', 'year');
  if (!unit) return undefined;
  const every = UNITS[unit.is] ?? (unit.is === 'half' ? 'half-year' : 'year');
  if (school) return count === 1 ? { is: 'every', every: 'school-year' } : perSchoolYear(count);
  const months = (MONTHS[every] ?? 0) * many;
  const [exact] = Object.entries(MONTHS).find(([, length]) => length * count === months) ?? [];
  if (months && exact) return { is: 'every', every: exact as Every };
  if (!months && count === 1 && many === 1) return { is: 'every', every };
  // Three times a year, twice a month, once in two months: the nearest unit that the schema has.
  return many > 1 && months > 12 ? undefined : { is: 'every', every, times: count, doubt: TIMES };
}

const perSchoolYear = (count: number): Repeat =>
  count === 2
    ? { is: 'every', every: 'half-year', school: true, doubt: TIMES }
    : { is: 'every', every: 'school-year', doubt: TIMES };

/** «по кварталам», «по пятницам», «по итогам каждого квартала»; «по итогам квартала» may be one. */
function byUnits(cursor: Cursor): Item[] | undefined {
  if (!take(cursor, 'through')) return undefined;
  const weekday = take(cursor, 'weekday');
  if (weekday) return [{ is: 'every', every: 'week', weekday: weekday.n }];
  const after = peek(cursor)?.is === 'end' || /^(?:итог|результат|завершени)/u.test(peek(cursor)?.text ?? '');
  if (!after) {
    const repeat = /(?:ам|ям)$/u.test(peek(cursor)?.text ?? '') ? per(cursor, 1) : undefined;
    return repeat && [repeat];
  }
  cursor.at += 1;
  const said = is(cursor, 'each');
  const repeat = per(cursor, 1);
  if (!repeat || (!said && (repeat.every === 'year' || repeat.every === 'school-year'))) return undefined;
  return [said ? repeat : { ...repeat, doubt: TIMES }];
}
