import {
  cellCode,
  type Column,
  consolidatedForm,
  type Extremes,
  type Figure,
  figuresOf,
  type FormDefinition,
  laidOut,
  type Layout,
  type NodeSums,
} from '../rules/index.ts';
import { compiledForm, type FormulaAt } from './compiled.ts';

/**
 * Everything that a consolidation of `asks` says: sums, counts, means, the least and the largest, and what is computed
 * from them. The same on the server and over workbooks without one.
 */
export function consolidatedFigures(
  asks: FormDefinition,
  layout: Layout,
  node: NodeSums,
  extremes?: Extremes,
): Record<string, Figure> {
  const figures = figuresOf(consolidatedForm(asks), layout, node, extremes);
  recompute(asks, figures);
  for (const { code, rows, columns, total } of asks.tables)
    for (const column of columns)
      if (column.consolidates?.how === 'none')
        for (const row of total ? [...rows, total] : rows)
          delete figures[cellCode(code, row.code, column.code)];
  return figures;
}

const known = new WeakMap<FormDefinition, readonly FormulaAt[]>();

/** The formulas that are asked again above the organisations: those over numbers of the same period. */
function formulasOf(form: FormDefinition): readonly FormulaAt[] {
  const found = known.get(form) ?? recomputed(form);
  known.set(form, found);
  return found;
}

function recomputed(form: FormDefinition): FormulaAt[] {
  const columns = new Map<string, Column>(
    form.tables.flatMap(({ code, columns }) =>
      columns.map((column) => [`${code} ${column.code}`, column] as const),
    ),
  );
  return compiledForm(laidOut(form, {})).formulas.filter(({ at, operands, isFlag }) => {
    const column = columns.get(`${at.split('.', 1)[0]} ${at.slice(at.lastIndexOf('.') + 1)}`);
    const how = column?.consolidates?.how ?? 'recompute';
    return (
      !isFlag && how === 'recompute' && operands.every(({ from, used }) => from === 'now' && used !== 'given')
    );
  });
}

/**
 * The computed cells from the sums beneath them, as shares must be: never added up, never averaged. Values in units; a
 * formula that lacks a sum has none. It covers those who gave the least given of its sums.
 */
function recompute(form: FormDefinition, figures: Record<string, Figure>): void {
  for (const { at, operands, run, scale } of formulasOf(form)) {
    const parts = operands.flatMap(({ cell }) => figures[cell] ?? []);
    if (parts.length === 0) continue;
    const values = operands.map(({ cell }) => figures[cell]?.value ?? undefined);
    const isWhole = operands.every(({ used }, index) => used === 'listed' || values[index] !== undefined);
    const value = isWhole ? run(values) : undefined;
    figures[at] = {
      value: typeof value === 'number' ? Math.round(value * 10 ** scale) / 10 ** scale : null,
      given: Math.min(...parts.map(({ given }) => given)),
      of: Math.max(...parts.map(({ of }) => of)),
    };
  }
}

/** The same for the answers of one organisation, by cell and in units. */
export function recomputeAnswers<Answer>(
  form: FormDefinition,
  answers: Record<string, Answer | number | null>,
): void {
  for (const { at, operands, run, scale } of formulasOf(form)) {
    const values = operands.map(({ cell }) => {
      const value = answers[cell];
      return typeof value === 'number' ? value : undefined;
    });
    const isWhole = operands.every(({ used }, index) => used === 'listed' || values[index] !== undefined);
    const value = isWhole ? run(values) : undefined;
    answers[at] = typeof value === 'number' ? Math.round(value * 10 ** scale) / 10 ** scale : null;
  }
}
