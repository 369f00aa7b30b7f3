import { cellCode, cellsOf } from './cells.ts';
import type { Answer, Layout } from './codec.ts';
import type { Column, FormDefinition, OrganisationKind, Table } from './form.ts';
import { isNumber } from './number-cell.ts';

/**
 * Where the numbers of a return stand. A position is named by the cell in which it is typed; what is counted from
 * other answers has a colon in its name: `t1.a.works:yes`, `t1.a.state:done` (0 or 1), `t1.a.essay:given`,
 * `t1.a.score:weighted` (value × weight), `t1.a.share:value` (by a formula), and of a list or roadmap table
 * `t3.all:rows`, `t3.all:sum.hours` (or `count`, `min`, `max`), `t3.all:of.state.done`.
 */
type Position = {
  cell: string;
  scale: number;
  /** The entered cells on which it rests: closed with the first of them. Empty for a list. */
  of: string;
  /** From what stands in the return; null where nothing does. */
  read: (given: Given) => Answer;
};
/** What has been read of a return, scaled; texts as they are kept; computed cells by their codes. */
export type Given = {
  form: FormDefinition;
  numbers: Readonly<Record<string, Answer | undefined>>;
  texts: Readonly<Record<string, string | undefined>>;
  computed: Readonly<Record<string, number | null | undefined>>;
  /** Cells and tables that do not apply: by the organisation's word, closed to its kind, or not asked. */
  isAway: (cellOrTable: string) => boolean;
};

/** What stands for all rows of a list. */
export const OWN = 'all';

const known = new WeakMap<FormDefinition, readonly Position[]>();

function positionsOf(form: FormDefinition): readonly Position[] {
  const found = known.get(form) ?? form.tables.flatMap((table) => positionsIn(table, form));
  known.set(form, found);
  return found;
}

const positionsIn = (table: Table, form: FormDefinition): Position[] =>
  table.kind === 'fixed' ? fixedPositions(table, form) : ownPositions(table);

function fixedPositions(table: Table, form: FormDefinition): Position[] {
  const closed = new Set(table.closed.map(([row, column]) => cellCode(table.code, row, column)));
  return table.rows.flatMap((row) =>
    table.columns.flatMap((column) => {
      const cell = cellCode(table.code, row.code, column.code);
      return closed.has(cell) ? [] : cellPositions(weightOf(column, table, row.code, form), column, cell);
    }),
  );
}

const asTyped = (cell: string, scale: number): Position => ({
  cell,
  scale,
  of: cell,
  read: ({ numbers }) => numbers[cell] ?? null,
});

/** The cell by whose number a column is weighed: in the same row, or anywhere in the form by its code. */
export function weightOf(
  { consolidates }: Column,
  table: Table,
  row: string,
  form: FormDefinition,
): { cell: string; scale: number } | undefined {
  if (consolidates?.how !== 'weighted') return undefined;
  const { by } = consolidates;
  const cell = by.includes('.') ? by : cellCode(table.code, row, by);
  for (const { code, rows, columns } of form.tables)
    for (const { code: row } of rows)
      for (const column of columns)
        if (cellCode(code, row, column.code) === cell && isNumber(column) && !column.formula)
          return { cell, scale: column.scale };
  return undefined;
}

function cellPositions(
  weight: { cell: string; scale: number } | undefined,
  column: Column,
  cell: string,
): Position[] {
  const how = column.consolidates;
  if (isNumber(column)) {
    if (column.formula)
      return how?.how === 'sum'
        ? [
            {
              cell: `${cell}:value`,
              scale: column.scale,
              of: cell,
              read: ({ computed, isAway }) => computed[cell] ?? (isAway(cell) ? 'not-applicable' : null),
            },
          ]
        : [];
    return weight
      ? [asTyped(cell, column.scale), ...weighted(cell, column, weight)]
      : [asTyped(cell, column.scale)];
  }
  if (how?.how === 'none') return [];
  const counted = (name: string, isSo: (text: string) => boolean): Position => ({
    cell: `${cell}:${name}`,
    scale: 0,
    of: cell,
    read: ({ texts, isAway }) => {
      const text = texts[cell];
      if (text === undefined) return isAway(cell) ? 'not-applicable' : null;
      return isSo(text) ? 1 : 0;
    },
  });
  if (column.type === 'yes-no') return [counted('yes', (text) => text === 'yes')];
  if (column.type === 'choice')
    return (column.options ?? []).map(({ code }) => counted(code, (text) => text === code));
  return how?.how === 'count' ? [counted('given', () => true)] : [];
}

/** Sums of which the mean is the quotient; only of those who gave both. */
function weighted(cell: string, { scale }: Column, weight: { cell: string; scale: number }): Position[] {
  const both = (read: (value: number, weight: number) => number) => {
    return ({ numbers }: Given): Answer => {
      const [value, times] = [numbers[cell], numbers[weight.cell]];
      if (value === 'not-applicable' || times === 'not-applicable') return 'not-applicable';
      return typeof value === 'number' && typeof times === 'number' ? read(value, times) : null;
    };
  };
  return [
    {
      cell: `${cell}:weighted`,
      scale: scale + weight.scale,
      of: cell,
      read: both((value, times) => value * times),
    },
    { cell: `${cell}:weight`, scale: weight.scale, of: cell, read: both((_, times) => times) },
  ];
}

/** What the rows of a list say together of a column of numbers. */
type OverRows = 'sum' | 'count' | 'min' | 'max';
export const overRows = ({ consolidates }: Column): OverRows =>
  consolidates?.how === 'count' || consolidates?.how === 'min' || consolidates?.how === 'max'
    ? consolidates.how
    : 'sum';
/** Where it is stored: `t3.all:sum.hours`. */
export const ofRows = (table: string, said: OverRows, column: string): string =>
  `${table}.${OWN}:${said}.${column}`;
const OVER_ROWS: Record<OverRows, (values: readonly number[]) => number | null> = {
  sum: (values) => values.reduce((sum, value) => sum + value, 0),
  count: (values) => values.length,
  min: (values) => (values.length > 0 ? Math.min(...values) : null),
  max: (values) => (values.length > 0 ? Math.max(...values) : null),
};

/** Rows differ from return to return: what is stored of them is their number and what their columns come to. */
function ownPositions(table: Table): Position[] {
  const over =
    (read: (cells: string[], given: Given) => number | null, column = '') =>
    (given: Given): Answer => {
      if (given.isAway(table.code)) return 'not-applicable';
      const rows = given.form.tables.find(({ code }) => code === table.code)?.rows ?? [];
      return read(
        rows.map((row) => cellCode(table.code, row.code, column)),
        given,
      );
    };
  const position = (cell: string, scale: number, read: Position['read']): Position => ({
    cell,
    scale,
    of: '',
    read,
  });
  const rows = position(
    `${table.code}.${OWN}:rows`,
    0,
    over((cells, given) => cells.filter((row) => isFilled(row, table, given)).length),
  );
  return [
    rows,
    ...table.columns.flatMap((column): Position[] => {
      const how = column.consolidates?.how;
      if (how === 'none') return [];
      if (isNumber(column)) {
        const said = overRows(column);
        return [
          position(
            ofRows(table.code, said, column.code),
            said === 'count' ? 0 : column.scale,
            over((cells, { numbers, computed }) => {
              const values = cells.map((cell) => (column.formula ? computed[cell] : numbers[cell]));
              return OVER_ROWS[said](values.filter((value) => typeof value === 'number'));
            }, column.code),
          ),
        ];
      }
      const options =
        column.type === 'yes-no'
          ? ['yes']
          : column.type === 'choice'
            ? (column.options ?? []).map(({ code }) => code)
            : [];
      return options.map((option) =>
        position(
          `${table.code}.${OWN}:of.${column.code}.${option}`,
          0,
          over((cells, { texts }) => cells.filter((cell) => texts[cell] === option).length, column.code),
        ),
      );
    }),
  ];
}

/** A row in which anything stands. `row` is `t3.r1.` */
const isFilled = (row: string, { columns }: Table, { numbers, texts }: Given): boolean =>
  columns.some(({ code }) => {
    const cell = `${row.replace(/\.$/, '')}.${code}`;
    return typeof numbers[cell] === 'number' || texts[cell] !== undefined;
  });

/** In what order a return of the form is stored; cells closed for some kinds of organisation are among them. */
export const layoutOf = (form: FormDefinition): Layout =>
  positionsOf(form).map(({ cell, scale }) => ({ cell, scale }));

/** The number at every position, as `encode` takes them. `form` is the one that `layoutOf` was asked about. */
export function numbersAt(form: FormDefinition, given: Given): Record<string, Answer> {
  const numbers: Record<string, Answer> = {};
  for (const { cell, of, read } of positionsOf(form))
    numbers[cell] = cell === of ? (given.numbers[cell] ?? null) : read(given); // typed, or counted
  return numbers;
}

/** Which positions the form closes for a kind of organisation: tells them from the organisation's own "not applicable". */
export function closedBits(layout: Layout, form: FormDefinition, kind: OrganisationKind): string {
  const closed = new Set(
    cellsOf(form, kind).flatMap(({ code, state }) => (state === 'closed' ? [code] : [])),
  );
  const restsOn = new Map(positionsOf(form).map(({ cell, of }) => [cell, of]));
  return layout
    .map(({ cell }) => (!restsOn.has(cell) || closed.has(restsOn.get(cell)!) ? '1' : '0'))
    .join('');
}

/** The cell in which a stored position is shown: the totals of a list stand in its total row. */
export function shownAt(position: string): string {
  if (!position.includes(':')) return position;
  const [cell = '', what] = position.split(':', 2);
  if (what === 'value') return cell;
  const own = `.${OWN}`;
  const column = /^(?:sum|count|min|max)\.(.+)$/.exec(what ?? '')?.[1];
  return column && cell.endsWith(own) ? `${cell.slice(0, -own.length)}.total.${column}` : position;
}

/** Whether a position is counted from answers rather than typed. */
export const isCounted = (position: string): boolean => position.includes(':');
