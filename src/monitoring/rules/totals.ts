import { cellCode, partsOf } from './cells.ts';
import type { Column, FormDefinition, Table } from './form.ts';
import { isNumber } from './number-cell.ts';

/**
 * The total rows from the cells, scaled as the cells are: a sum over what is there, null where nothing is. The same
 * for one return and for the sums of a node: a total is never stored.
 */
export function totalsOf(
  form: FormDefinition,
  read: (cell: string) => number | null | undefined,
): Record<string, number | null> {
  const totals: Record<string, number | null> = {};
  for (const { total, parts } of addedUp(form)) totals[total] = sum(parts.map(read));
  return totals;
}

const known = new WeakMap<FormDefinition, { total: string; parts: readonly string[] }[]>();

/** Which cells each total adds up: found once for a form. */
function addedUp(form: FormDefinition) {
  const found = known.get(form) ?? form.tables.flatMap((table) => totalsIn(table));
  known.set(form, found);
  return found;
}

function totalsIn(table: Table): { total: string; parts: string[] }[] {
  const { total } = table;
  if (!total) return [];
  return table.columns.filter(isSummed).map((column) => {
    const code = (row: string) => cellCode(table.code, row, column.code);
    return { total: code(total.code), parts: partsOf(table).map((row) => code(row.code)) };
  });
}

/** Whether the total row adds a column up: words have no sum, and a formula is asked of the sums. */
export const isSummed = (column: Column): boolean =>
  isNumber(column) && !column.formula && isAddedUp(column.consolidates);
/** A mean, a least or a largest is no sum. */
const isAddedUp = (consolidates: Column['consolidates']) =>
  !consolidates || consolidates.how === 'sum' || consolidates.how === 'count' || consolidates.how === 'none';

/** Empty is not zero: the sum of nothing is null. */
export const sum = (values: readonly (number | null | undefined)[]): number | null =>
  values.reduce<number | null>((total, value) => (value == null ? total : (total ?? 0) + value), null);
