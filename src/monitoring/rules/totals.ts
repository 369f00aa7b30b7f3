import { cellCode, partsOf } from './cells.ts';
import type { FormDefinition } from './form.ts';

/**
 * The total rows from the cells, scaled as the cells are: a sum over what is there, null where nothing is. The same
 * for one return and for the sums of a node: a total is never stored.
 */
export function totalsOf(
  form: FormDefinition,
  read: (cell: string) => number | null | undefined,
): Record<string, number | null> {
  const totals: Record<string, number | null> = {};
  for (const table of form.tables) {
    if (!table.total) continue;
    for (const column of table.columns)
      totals[cellCode(table.code, table.total.code, column.code)] = sum(
        partsOf(table).map((row) => read(cellCode(table.code, row.code, column.code))),
      );
  }
  return totals;
}

/** Empty is not zero: the sum of nothing is null. */
export const sum = (values: readonly (number | null | undefined)[]): number | null =>
  values.reduce<number | null>((total, value) => (value == null ? total : (total ?? 0) + value), null);
