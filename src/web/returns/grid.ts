import {
  type CellState,
  cellsOf,
  type FormDefinition,
  type OrganisationKind,
  rowsOf,
} from '#monitoring/rules';

/** A table of a form as it is seen: closed and computed cells have their places, nobody stands on them. */
export type Place = { cell: string; state: CellState };
export type Grid = readonly (readonly Place[])[];
export type At = { row: number; column: number };
/** Both corners belong to it. */
export type Block = { top: number; left: number; bottom: number; right: number };

/** The places of every table by its code, for a kind of organisation; what is `hidden` is nobody's for now. */
export function gridsOf(
  form: FormDefinition,
  kind: OrganisationKind,
  hidden?: ReadonlySet<string>,
): Record<string, Grid> {
  const states = new Map(cellsOf(form, kind).map(({ code, state }) => [code, state]));
  const codes = [...states.keys()];
  const grids: Record<string, Grid> = {};
  let next = 0;
  for (const table of form.tables)
    grids[table.code] = rowsOf(table).map(() =>
      table.columns.map((): Place => {
        const cell = codes[next++]!;
        return { cell, state: hidden?.has(cell) ? 'closed' : states.get(cell)! };
      }),
    );
  return grids;
}

export const placeAt = (grid: Grid, { row, column }: At): Place | undefined => grid[row]?.[column];
const isOpen = (grid: Grid, at: At) => placeAt(grid, at)?.state === 'open';

export function find(grid: Grid, cell: string): At | undefined {
  for (const [row, places] of grid.entries()) {
    const column = places.findIndex((place) => place.cell === cell);
    if (column >= 0) return { row, column };
  }
  return undefined;
}

/** The next cell that can be entered in one direction; nothing at the table's edge. */
export function stepFrom(grid: Grid, from: At, [rows, columns]: readonly [number, number]): At | undefined {
  let at = from;
  do at = { row: at.row + rows, column: at.column + columns };
  while (placeAt(grid, at) && !isOpen(grid, at));
  return placeAt(grid, at) ? at : undefined;
}

export type Goal = 'row-start' | 'row-end' | 'start' | 'end';

export function jump(grid: Grid, from: At, to: Goal): At | undefined {
  const rows = to === 'row-start' || to === 'row-end' ? [from.row] : [...grid.keys()];
  const open = rows.flatMap((row) =>
    [...(grid[row] ?? []).keys()].map((column) => ({ row, column })).filter((at) => isOpen(grid, at)),
  );
  return to === 'row-start' || to === 'start' ? open[0] : open.at(-1);
}

/** A corner of a selection moves over closed cells too: a block of a workbook has them in its middle. */
export function cornerFrom(grid: Grid, from: At, [rows, columns]: readonly [number, number]): At {
  const to = { row: from.row + rows, column: from.column + columns };
  return placeAt(grid, to) ? to : from;
}

export const blockOf = (one: At, other: At): Block => ({
  top: Math.min(one.row, other.row),
  left: Math.min(one.column, other.column),
  bottom: Math.max(one.row, other.row),
  right: Math.max(one.column, other.column),
});

export const placesIn = (grid: Grid, { top, left, bottom, right }: Block): Place[][] =>
  grid.slice(top, bottom + 1).map((row) => row.slice(left, right + 1));

export const covers = ({ top, left, bottom, right }: Block, { row, column }: At): boolean =>
  row >= top && row <= bottom && column >= left && column <= right;
