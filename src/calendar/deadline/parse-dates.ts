import { attempt, type Cursor, is, peek, take } from './cursor.ts';
import type { DatesOfMonth, Item } from './items.ts';

/** «до 25 числа последнего месяца квартала», «с 1 по 10 число», «15 числа каждого месяца». */
export const parseDates = (cursor: Cursor): Item[] | undefined =>
  attempt(cursor, datesHere) ?? attempt(cursor, monthOfQuarter);

/** «по 25 число» is until it, «по 25 числам» is on it. */
const throughDate = (cursor: Cursor) =>
  peek(cursor, 2)?.text === 'число' ? take(cursor, 'through') : undefined;

function datesHere(cursor: Cursor): Item[] | undefined {
  const negated = take(cursor, 'not');
  if (negated && !take(cursor, 'later')) return undefined;
  const until = Boolean(negated ?? take(cursor, 'until', 'toward') ?? attempt(cursor, throughDate));
  if (!until) take(cursor, 'from', 'in');
  const first = take(cursor, 'number', 'nth');
  if (!first || first.n < 1 || first.n > 31) return undefined;
  const second = attempt(cursor, (cursor) =>
    take(cursor, '-', 'through', 'until') ? take(cursor, 'number', 'nth') : undefined,
  );
  const date = take(cursor, 'date');
  const each = is(cursor, 'each');
  const of = parseOf(cursor);
  // «до 10 каждого месяца» leaves the word out.
  if ((!date && !(of && each)) || (second && second.n < first.n)) return undefined;
  // «10-15 числа сентября» is a date like any other.
  if (is(cursor, 'month')) return undefined;
  const from = until && !second ? undefined : first.n;
  return [{ is: 'dates', dates: { from, to: second?.n ?? first.n, of } }];
}

/** «в последний месяц квартала»: the month is whole. */
function monthOfQuarter(cursor: Cursor): Item[] | undefined {
  take(cursor, 'in');
  const of = is(cursor, 'last', 'ordinal') ? parseOf(cursor) : undefined;
  if (of !== 'quarter-last' && of !== 'quarter-first') return undefined;
  return [
    { is: 'every', every: 'quarter' },
    { is: 'dates', dates: { from: 1, to: 31, of } },
  ];
}

/** Of which month the dates are; nothing is said by «до 25 числа» alone. */
const parseOf = (cursor: Cursor): DatesOfMonth['of'] =>
  attempt(cursor, nextMonth) ?? attempt(cursor, quarterMonth) ?? attempt(cursor, anyMonth);

/** «месяца, следующего за отчётным [кварталом]», «следующего месяца», «следующего за отчётным месяца». */
function nextMonth(cursor: Cursor): 'next' | 'quarter-next' | undefined {
  const before = take(cursor, 'month-unit');
  if (before) take(cursor, ',');
  if (!take(cursor, 'next')) return undefined;
  if (take(cursor, 'in')) take(cursor, 'reporting');
  const after = take(cursor, 'period', 'quarter', 'month-unit', 'half');
  take(cursor, 'month-unit');
  if (!before && !after) return undefined;
  return after?.is === 'quarter' ? 'quarter-next' : 'next';
}

function quarterMonth(cursor: Cursor): 'quarter-last' | 'quarter-first' | undefined {
  const which = take(cursor, 'last', 'ordinal');
  if (!which || !take(cursor, 'month-unit')) return undefined;
  take(cursor, 'each');
  take(cursor, 'reporting');
  if (!take(cursor, 'quarter')) return undefined;
  if (which.is === 'last' || which.n === 3) return 'quarter-last';
  return which.n === 1 ? 'quarter-first' : undefined;
}

function anyMonth(cursor: Cursor): 'month' | 'quarter' | undefined {
  const each = take(cursor, 'each');
  take(cursor, 'reporting');
  const unit = take(cursor, 'month-unit', 'quarter');
  if (!unit || (!each && peek(cursor)?.is === 'number')) return undefined;
  return unit.is === 'quarter' ? 'quarter' : 'month';
}
