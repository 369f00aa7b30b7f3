import { isNumber } from './number-cell.ts';
import type { Column, FormDefinition, OrganisationKind, Row, Table } from './form.ts';

/** `open`: can be entered; `closed`: hatched; `computed`: a sum of rows, or by a formula. */
export type CellState = 'open' | 'closed' | 'computed';
export type Cell = {
  code: string;
  table: Table;
  row: Row;
  column: Column;
  state: CellState;
  /** Closed by row × column: nobody has it, and no layout does. */
  closedForAll: boolean;
};

/** `t1.teacher-teacher.mentors`; `t0.pupils_total` in a table whose only row has no code. */
export const cellCode = (table: string, row: string, column: string): string =>
  row === '' ? `${table}.${column}` : `${table}.${row}.${column}`;

/** The table of a cell; a table itself may have something to say too. */
export const tableOf = (at: string): string => at.split('.', 1)[0]!;

/** The rows as they are shown: the total stands after its parts and before the rows that are no part of it. */
export function rowsOf(table: Table): readonly Row[] {
  const parts = table.rows.filter((row) => !row.apart);
  return [...parts, ...(table.total ? [table.total] : []), ...table.rows.filter((row) => row.apart)];
}

/** A form is laid out once for each kind: it is asked at every save and submission. */
const laidOut = new WeakMap<FormDefinition, Map<OrganisationKind, ReadonlyMap<string, Cell>>>();

/** Every cell of the form in reading order, as it is for a kind of organisation. */
export const cellsOf = (form: FormDefinition, kind: OrganisationKind): readonly Cell[] => [
  ...cellsByCode(form, kind).values(),
];

/** The same by their codes. */
export function cellsByCode(form: FormDefinition, kind: OrganisationKind): ReadonlyMap<string, Cell> {
  const kinds = laidOut.get(form) ?? new Map<OrganisationKind, ReadonlyMap<string, Cell>>();
  laidOut.set(form, kinds);
  const known = kinds.get(kind);
  if (known) return known;
  const cells = new Map(layOut(form, kind).map((cell) => [cell.code, cell]));
  kinds.set(kind, cells);
  return cells;
}

function layOut(form: FormDefinition, kind: OrganisationKind): Cell[] {
  return form.tables.flatMap((table) => {
    const closed = closedIn(table, kind);
    const pairs = closedPairs(table);
    return rowsOf(table).flatMap((row) =>
      table.columns.map((column): Cell => {
        const code = cellCode(table.code, row.code, column.code);
        const cell = { code, table, row, column, closedForAll: pairs.has(code) };
        if (row.code !== table.total?.code)
          return { ...cell, state: closed(row, column) ? 'closed' : column.formula ? 'computed' : 'open' };
        const none = !isNumber(column) || partsOf(table).every((part) => closed(part, column));
        return { ...cell, state: none ? 'closed' : 'computed' };
      }),
    );
  });
}

/** The rows that the total adds up. */
export const partsOf = (table: Table): Row[] => table.rows.filter((row) => !row.apart);

function closedIn(table: Table, kind: OrganisationKind) {
  const pairs = closedPairs(table);
  return (row: Row, column: Column): boolean =>
    row.closedFor?.includes(kind) === true ||
    column.closedFor?.includes(kind) === true ||
    pairs.has(cellCode(table.code, row.code, column.code));
}

const closedPairs = (table: Table): Set<string> =>
  new Set(table.closed.map(([row, column]) => cellCode(table.code, row, column)));
