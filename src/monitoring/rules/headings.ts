import { quarterInterval, quarterOf, writeInterval, writeQuarter } from '#calendar';
import type { Column, Table, Text } from './form.ts';
import { writeNumber } from './number.ts';

/** The headings above a column's own, the outermost first. */
export const groupsOf = ({ group }: Pick<Column, 'group'>): readonly Text[] =>
  group === undefined ? [] : 'ru' in group ? [group] : group;

/** A column in words with its headings: «Наставники, из них обучены». */
export const columnWords = (
  column: Pick<Column, 'group' | 'title'>,
  locale: 'ru' | 'en',
  between = ', ',
): string => [...groupsOf(column), column.title].map((text) => text[locale]).join(between);

/** A heading over `columns` neighbours from the column `from`, `rows` levels high; with a `column`, its own. */
export type Heading = { from: number; title: Text; columns: number; rows: number; column?: Column };

/**
 * The levels of a table's heading, as many as it has. Neighbours with the same headings above share them; a column with
 * fewer levels than others stands alone down to the lowest.
 */
export function headingsOf({ columns }: Pick<Table, 'columns'>): Heading[][] {
  const depth = Math.max(0, ...columns.map((column) => groupsOf(column).length));
  const levels: Heading[][] = Array.from({ length: depth + 1 }, () => []);
  let before: readonly Text[] = [];
  for (const [from, column] of columns.entries()) {
    const groups = groupsOf(column);
    let shared = 0;
    while (shared < groups.length && before[shared]?.ru === groups[shared]!.ru) shared += 1;
    for (let level = 0; level < shared; level += 1) levels[level]!.at(-1)!.columns += 1;
    for (let level = shared; level < groups.length; level += 1)
      levels[level]!.push({ from, title: groups[level]!, columns: 1, rows: 1 });
    const rows = depth + 1 - groups.length;
    levels[groups.length]!.push({ from, title: column.title, columns: 1, rows, column });
    before = groups;
  }
  return levels;
}

/**
 * «III квартал 2021 года», or from day to day for what is not a quarter. A quarter in the year of the day `beside` goes
 * without it: «III квартал».
 */
export function writePeriod(
  { startsOn, endsOn }: { startsOn: string; endsOn: string },
  locale: 'ru' | 'en',
  beside?: string,
): string {
  const quarter = quarterOf(endsOn);
  const whole = quarterInterval(quarter.year, quarter.quarter);
  if (whole.start === startsOn && whole.end === endsOn) {
    const written = writeQuarter(quarter, locale);
    return beside?.slice(0, 4) === endsOn.slice(0, 4) ? written.replace(/ \d{4}( года)?$/, '') : written;
  }
  return writeInterval({ start: startsOn, end: endsOn }, locale);
}

/** A figure in units that nobody types back: «1 174», «12,5»; in English "1,174", as everywhere beside it. */
export function writeFigure(value: number, locale: 'ru' | 'en'): string {
  const written = writeNumber(Math.round(value * 10_000), 4, locale);
  return locale === 'ru' ? written : written.replaceAll('\u00a0', ',');
}

/** A share to one decimal, always with it: «68,0 %», "68.0%". */
export const writePercent = (value: number, locale: 'ru' | 'en'): string =>
  locale === 'ru' ? `${value.toFixed(1).replace('.', ',')}\u00a0%` : `${value.toFixed(1)}%`;
