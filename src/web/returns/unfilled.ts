import type { Words } from '#messages';
import { CONFIRMED, type FormDefinition, rowsOf } from '#monitoring/rules';
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
  return form.tables.flatMap((table) =>
    rowsOf(table).flatMap((row, down) => {
      const cells = grids[table.code]![down]!.map(({ cell }) => cell).filter((cell) => empty.has(cell));
      const [first] = cells;
      const count = cells.length;
      if (first === undefined) return [];
      if (cells.every(isUnconfirmed)) return [{ at: CONFIRMED, text: say('sheet.unconfirmed', { count }) }];
      const title = row.code === '' ? table.title : row.title;
      return [{ at: first, text: say('sheet.unfilled-row', { row: title[say.locale], count }) }];
    }),
  );
}
