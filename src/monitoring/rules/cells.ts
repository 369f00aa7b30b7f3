import type { Column, FormDefinition, OrganisationKind, Row, Table } from './form.ts';

/** `open`: can be entered; `closed`: hatched; `computed`: a sum of rows. */
export type CellState = 'open' | 'closed' | 'computed';
export type Cell = { code: string; table: Table; row: Row; column: Column; state: CellState };

/** `t1.teacher-teacher.mentors`; `t0.pupils_total` in a table whose only row has no code. */
export const cellCode = (table: string, row: string, column: string): string =>
  row === '' ? `${table}.${column}` : `${table}.${row}.${column}`;

/** The rows as they are shown: the total stands after its parts and before the rows that are no part of it. */
export function rowsOf(table: Table): readonly Row[] {
  const parts = table.rows.filter((row) => !row.apart);
  return [...parts, ...(table.total ? [table.total] : []), ...table.rows.filter((row) => row.apart)];
}

/** Every cell of the form in reading order, as it is for a kind of organisation. */
export function cellsOf(form: FormDefinition, kind: OrganisationKind): Cell[] {
  return form.tables.flatMap((table) => {
    const closed = closedIn(table, kind);
    return rowsOf(table).flatMap((row) =>
      table.columns.map((column): Cell => {
        const code = cellCode(table.code, row.code, column.code);
        if (row.code !== table.total?.code)
          return { code, table, row, column, state: closed(row, column) ? 'closed' : 'open' };
        const none = partsOf(table).every((part) => closed(part, column));
        return { code, table, row, column, state: none ? 'closed' : 'computed' };
      }),
    );
  });
}

/** The rows that the total adds up. */
export const partsOf = (table: Table): Row[] => table.rows.filter((row) => !row.apart);

function closedIn(table: Table, kind: OrganisationKind) {
  const pairs = new Set(table.closed.map(([row, column]) => cellCode(table.code, row, column)));
  return (row: Row, column: Column): boolean =>
    row.closedFor?.includes(kind) === true ||
    column.closedFor?.includes(kind) === true ||
    pairs.has(cellCode(table.code, row.code, column.code));
}
