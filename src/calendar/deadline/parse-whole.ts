import { attempt, type Cursor, is, peek, take } from './cursor.ts';
import type { Item } from './items.ts';

/** «в течение всего периода», «постоянно», «весь срок реализации дорожной карты», «в течение года». */
export const parseWhole = (cursor: Cursor): Item[] | undefined =>
  attempt(cursor, always) ?? attempt(cursor, wholePeriod) ?? attempt(cursor, yearLong);

function always(cursor: Cursor): Item[] | undefined {
  take(cursor, 'in');
  if (take(cursor, 'year-long')) return [{ is: 'year-long' }];
  if (!take(cursor, 'always')) return undefined;
  while (take(cursor, 'plan'));
  return [{ is: 'whole' }];
}

function wholePeriod(cursor: Cursor): Item[] | undefined {
  take(cursor, 'in');
  const course = take(cursor, 'course');
  const whole = take(cursor, 'whole');
  const period = take(cursor, 'period');
  const plan = is(cursor, 'plan');
  if (!period && !(plan && course)) return undefined;
  if (!course && !whole && !plan) return undefined;
  // «в период с 1 по 15 октября» is an interval.
  while (take(cursor, 'plan'));
  // «весь срок действия Соглашения»: of something else than the roadmap.
  const ofOther = plan &&
    is(cursor, 'word') && { is: 'doubt' as const, doubt: 'deadline.words-unread' as const };
  return [{ is: 'whole' }, ...(ofOther ? [ofOther] : [])];
}

/** «в течение года», «весь год»; with a number behind it is that year, with «учебного» the school year. */
function yearLong(cursor: Cursor): Item[] | undefined {
  take(cursor, 'in');
  const course = take(cursor, 'course');
  const whole = take(cursor, 'whole');
  take(cursor, 'calendar');
  if (!(course || whole) || !take(cursor, 'year') || peek(cursor)?.is === 'number') return undefined;
  return [{ is: 'year-long' }];
}
