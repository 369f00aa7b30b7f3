import { cellCode, type FormDefinition, partsOf } from '#monitoring/rules';

/**
 * What a button under a table types: `zero:t1.other` puts 0 into a row's empty cells, `previous:t1` last period's
 * numbers into a table's. Only empty cells: nothing that somebody typed is overwritten.
 */
export function filling(
  button: string,
  form: FormDefinition,
  isOpen: (cell: string) => boolean,
  value: (cell: string) => string,
  previous: Readonly<Record<string, string>>,
): { cell: string; typed: string }[] {
  const [what = '', where = ''] = button.split(':');
  const [tableCode = '', rowCode] = where.split('.');
  const table = form.tables.find(({ code }) => code === tableCode);
  if (!table) return [];
  const rows = rowCode === undefined ? table.rows : partsOf(table).filter(({ code }) => code === rowCode);
  return rows
    .flatMap((row) => table.columns.map((column) => cellCode(table.code, row.code, column.code)))
    .filter((cell) => isOpen(cell) && value(cell).trim() === '')
    .flatMap((cell) => {
      const typed = what === 'zero' ? '0' : previous[cell];
      return typed === undefined ? [] : [{ cell, typed }];
    });
}
