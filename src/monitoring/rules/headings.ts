import type { Column, Table, Text } from './form.ts';

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
