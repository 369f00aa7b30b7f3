import { cellCode, cellsOf, partsOf } from './cells.ts';
import { type Answer, decode, type Layout } from './codec.ts';
import type { FormDefinition, Table } from './form.ts';
import { type Indicator, percent } from './indicators.ts';
import { isCounted, ofRows, shownAt } from './positions.ts';
import { isNumber } from './number-cell.ts';
import { isSummed, sum } from './totals.ts';

/** The sums of a node as they are stored: by position of the layout, scaled as the cells are. */
export type NodeSums = {
  sums: readonly number[];
  /** How many returns gave the cell. */
  ns: readonly number[];
  /** To how many organisations it does not apply: closed for their kind, or by their own answer. */
  nas: readonly number[];
  /** Submitted or accepted; `accepted` of these; of `expected`. */
  submitted: number;
  accepted: number;
  expected: number;
};

/**
 * A figure of a consolidation, in units. `value` is null where nobody has given it: no data, never zero. It covers
 * `given` of the `of` organisations that it applies to; `of` 0 means that it applies to nobody.
 */
export type Figure = { value: number | null; given: number; of: number };

/** A share, recomputed from the two sums. `percent` to one decimal; null where there is nothing to be a share of. */
export type IndicatorFigure = {
  code: string;
  part: number | null;
  whole: number | null;
  percent: number | null;
  /** Organisations that gave both, and those that it applies to. */
  given: number;
  of: number;
};

/** The least or the largest answer, in units, of the cells that `extremesOf` names; none: nobody has looked at each. */
export type Extremes = Readonly<Record<string, number | null>>;

/**
 * The figures of every entered cell and of the total rows, by code. `form` is the one asked as it consolidates: see
 * `consolidatedForm`.
 */
export function figuresOf(
  form: FormDefinition,
  layout: Layout,
  node: NodeSums,
  extremes: Extremes = {},
): Record<string, Figure> {
  const figures: Record<string, Figure> = {};
  const tallied = talliedIn(form);
  layout.forEach(({ cell }, at) => {
    const given = node.ns[at] ?? 0;
    const sum = tallied.has(cell) ? given : (node.sums[at] ?? 0);
    figures[cell] = { value: given === 0 ? null : sum, given, of: node.expected - (node.nas[at] ?? 0) };
  });
  const counted = layout.filter(({ cell }) => isCounted(cell));
  for (const { cell } of counted) figures[shownAt(cell)] = figures[cell]!;
  for (const { total, parts } of totalCells(form)) {
    const there = parts.flatMap((part) => figures[part] ?? []);
    if (there.length > 0) figures[total] = totalOf(there);
  }
  for (const { cell, scale } of layout) if (!tallied.has(cell)) toUnits(figures[cell], scale);
  for (const { total, scale } of scaledTotals(form, layout)) toUnits(figures[total], scale);
  for (const { cell } of counted)
    if (cell.endsWith(WEIGHTED)) weigh(figures, cell.slice(0, -WEIGHTED.length));
  for (const { cell } of extremesOf(form)) if (figures[cell]) figures[cell].value = extremes[cell] ?? null;
  return figures;
}

const talliedByForm = new WeakMap<FormDefinition, ReadonlySet<string>>();

/** Cells of which it is counted who has given them: an organisation's part is 1, whatever its number. */
function talliedIn(form: FormDefinition): ReadonlySet<string> {
  const known = talliedByForm.get(form);
  if (known) return known;
  const found = new Set(
    form.tables.flatMap(({ code, kind, rows, columns }) =>
      columns
        .filter((column) => kind === 'fixed' && isNumber(column) && column.consolidates?.how === 'count')
        .flatMap((column) => rows.map((row) => cellCode(code, row.code, column.code))),
    ),
  );
  talliedByForm.set(form, found);
  return found;
}

const WEIGHTED = ':weighted';

/** A mean is the quotient of two sums, not a mean of means; weights that are all 0 give none. */
function weigh(figures: Record<string, Figure>, cell: string): void {
  const [above, below] = [figures[`${cell}${WEIGHTED}`], figures[`${cell}:weight`]];
  const figure = figures[cell];
  if (!above || !below || !figure) return;
  const mean = above.value === null || !below.value ? null : above.value / below.value;
  figures[cell] = { value: mean, given: above.given, of: figure.of };
}

function toUnits(figure: Figure | undefined, scale: number): void {
  if (scale !== 0 && figure && figure.value !== null) figure.value = inUnits(figure.value, scale);
}

// Totals are added up while they are whole numbers, so that no tenth is lost.
const inUnits = (scaled: number, scale: number): number => scaled / 10 ** scale;

/** The total cells that are no whole numbers. */
function scaledTotals(form: FormDefinition, layout: Layout): { total: string; scale: number }[] {
  const tallied = talliedIn(form);
  const scales = new Map(
    layout
      .filter(({ cell, scale }) => scale !== 0 && !tallied.has(cell))
      .map(({ cell, scale }) => [cell, scale]),
  );
  if (scales.size === 0) return [];
  return totalCells(form).flatMap(({ total, parts }) => {
    const scale = scales.get(parts[0] ?? '');
    return scale === undefined ? [] : { total, scale };
  });
}

type TotalCell = { total: string; parts: readonly string[] };
// A form never changes, and a consolidation asks for its totals for every organisation.
const totalsByForm = new WeakMap<FormDefinition, readonly TotalCell[]>();

/** Each cell of a total row with the cells that it adds up, those nobody fills in left out. */
function totalCells(form: FormDefinition): readonly TotalCell[] {
  let known = totalsByForm.get(form);
  if (!known) totalsByForm.set(form, (known = form.tables.flatMap(totalsOfTable)));
  return known;
}

function totalsOfTable(table: Table): TotalCell[] {
  const { total } = table;
  if (!total || table.kind !== 'fixed') return [];
  const closed = new Set(table.closed.map(([row, column]) => cellCode(table.code, row, column)));
  return table.columns.filter(isSummed).map((column) => ({
    total: cellCode(table.code, total.code, column.code),
    parts: partsOf(table)
      .map((row) => cellCode(table.code, row.code, column.code))
      .filter((cell) => !closed.has(cell)),
  }));
}

/**
 * A total as the sum of its rows. It applies to whom any row applies to, and lacks those whom any row lacks: exact
 * where a return that lacks one row lacks all, since a return is handed in whole.
 */
function totalOf(parts: readonly Figure[]): Figure {
  const of = Math.max(...parts.map((part) => part.of));
  const lacking = Math.max(...parts.map((part) => part.of - part.given));
  return { value: sum(parts.map((part) => part.value)), given: Math.max(0, of - lacking), of };
}

export function indicatorFigure(
  { code, part, whole }: Pick<Indicator, 'code' | 'part' | 'whole'>,
  figures: Readonly<Record<string, Figure>>,
): IndicatorFigure {
  const [above, below] = [figures[part], figures[whole]];
  const values = { part: above?.value ?? null, whole: below?.value ?? null };
  const of = Math.max(above?.of ?? 0, below?.of ?? 0);
  const given = above && below ? Math.min(above.given, below.given) : 0;
  const share = values.part === null || values.whole === null ? null : percent(values.part, values.whole);
  return { code, ...values, percent: share, given, of };
}

/** One organisation's figures in units: cells and total rows, by code; `null` for a cell that was left empty. */
export function answersOf(
  form: FormDefinition,
  layout: Layout,
  stored: Parameters<typeof decode>[1],
): Record<string, Answer> {
  const answers = decode(layout, stored);
  const tallied = talliedIn(form);
  for (const cell of tallied) if (typeof answers[cell] === 'number') answers[cell] = 1;
  for (const { cell } of layout) if (isCounted(cell)) answers[shownAt(cell)] = answers[cell] ?? null;
  for (const { total, parts } of totalCells(form)) {
    const there = parts.flatMap((part) => (part in answers ? [answers[part] ?? null] : []));
    if (there.length === 0) continue;
    answers[total] = there.every((answer) => answer === 'not-applicable')
      ? 'not-applicable'
      : sum(there.map((answer) => (typeof answer === 'number' ? answer : null)));
  }
  const scaled = layout.flatMap(({ cell, scale }) =>
    scale === 0 || tallied.has(cell)
      ? []
      : [...new Set([cell, shownAt(cell)])].map((at) => ({ cell: at, scale })),
  );
  const totals = scaledTotals(form, layout).map(({ total, scale }) => ({ cell: total, scale }));
  for (const { cell, scale } of [...scaled, ...totals]) {
    const answer = answers[cell];
    if (typeof answer === 'number') answers[cell] = inUnits(answer, scale);
  }
  return answers;
}

/** Table, row and column of a cell that a consolidation can open; nothing for one that nobody fills in. */
export const cellOf = (form: FormDefinition, code: string) =>
  cellsOf(form, 'school').find((cell) => cell.code === code);

/** The least or the largest of what organisations have given, where a column is consolidated so. */
export function extremesAmong(
  form: FormDefinition,
  organisations: readonly { figures: Readonly<Record<string, Answer>> | null }[],
): Extremes {
  return Object.fromEntries(
    extremesOf(form).map(({ cell, how }) => {
      const given = organisations.flatMap(({ figures }) => {
        const value = figures?.[cell];
        return typeof value === 'number' ? value : [];
      });
      return [cell, given.length === 0 ? null : Math[how](...given)];
    }),
  );
}

const extremesByForm = new WeakMap<FormDefinition, readonly ExtremeCell[]>();
type ExtremeCell = { cell: string; how: 'min' | 'max' };

/** The cells that need every organisation's answer: no stored sum tells them. */
export function extremesOf(form: FormDefinition): readonly ExtremeCell[] {
  let known = extremesByForm.get(form);
  if (!known) extremesByForm.set(form, (known = form.tables.flatMap(extremesIn)));
  return known;
}

const extremesIn = ({ code, kind, rows, columns }: Table): ExtremeCell[] =>
  columns.flatMap((column) => {
    const how = column.consolidates?.how;
    if (!isNumber(column) || (how !== 'min' && how !== 'max')) return [];
    if (kind !== 'fixed') return [{ cell: ofRows(code, how, column.code), how }];
    return rows.map((row) => ({ cell: cellCode(code, row.code, column.code), how }));
  });
