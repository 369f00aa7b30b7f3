import type { Words } from '#messages';
import { CONFIRMED, type FormDefinition, type Row, rowsOf, type Table } from '#monitoring/rules';
import type { Grid } from './grid.ts';
import type { SaidIssue } from './view.ts';

/** What is not filled in yet, a line a row: eleven empty cells are not eleven sentences. */
export function unfilledRows(
  form: FormDefinition,
  grids: Readonly<Record<string, Grid>>,
  issues: readonly SaidIssue[],
  isUnconfirmed: (cell: string) => boolean,
  say: Words,
): { at: string; text: string }[] {
  const empty = new Set(issues.filter(({ severity }) => severity === 'unfilled').map(({ at }) => at));
  return form.tables.flatMap((table) => [
    ...(empty.has(table.code)
      ? [{ at: table.code, text: say('sheet.list-empty', { table: table.title[say.locale] }) }]
      : []),
    ...rowsOf(table).flatMap((row, down) => {
      const cells = grids[table.code]![down]!.map(({ cell }) => cell).filter((cell) => empty.has(cell));
      const [first] = cells;
      const count = cells.length;
      if (first === undefined) return [];
      if (cells.every(isUnconfirmed)) return [{ at: CONFIRMED, text: say('sheet.unconfirmed', { count }) }];
      const title = row.code === '' ? table.title[say.locale] : rowName(table, row, say);
      return [{ at: first, text: say('sheet.unfilled-row', { row: title, count }) }];
    }),
  ]);
}

/** A row of a list has a number and no name: it is called by its table too. */
const rowName = ({ kind, title }: Table, row: Row, { locale }: Words): string =>
  kind === 'list' ? `${title[locale]}, ${row.title[locale]}` : row.title[locale];
