import {
  cellCode,
  type Check,
  type Column,
  facts,
  type FormDefinition,
  isNumber,
  type Row,
  rowsOf,
  type Said,
  type Table,
} from '../rules/index.ts';
import { compileExpression, type Expression, type ExpressionOperand, type ValueType } from './expression.ts';

/**
 * Where an operand's value comes from. `name` is what a sentence calls it: `prev_finished`; `cell` may be a total or
 * another row of a column's own (`t1.largest.mentors`), or a fact.
 */
export type Operand = Pick<ExpressionOperand, 'used'> & {
  name: string;
  cell: string;
  from: 'now' | 'before' | 'year-ago' | 'facts';
};
type AtCell = { at: string; operands: readonly Operand[]; run: Expression['run'] };
/** A check at one cell, ready to run. */
export type CheckAt = AtCell & { code: string; severity: Check['severity'] };
/** A computed cell; `scale` digits are kept. */
export type FormulaAt = AtCell & { scale: number; isFlag: boolean };
/** When a cell is asked at all, must be filled in, or is known before. */
export type ConditionAt = AtCell & { what: 'shown' | 'required' | 'prefill' };
/** A mistake in a form: where in the form, and, in an expression, at which character. */
export type FormFault = Said & { at: string };
export type CompiledForm = {
  checks: readonly CheckAt[];
  /** In the order in which they can be computed. */
  formulas: readonly FormulaAt[];
  conditions: readonly ConditionAt[];
  faults: readonly FormFault[];
};

/** Rows of a column's own: its largest and smallest row, and how many rows have a value. */
export const LARGEST = 'largest';
export const SMALLEST = 'smallest';
export const COUNT = 'count';
const ASIDE = [LARGEST, SMALLEST, COUNT] as const;

const compiled = new WeakMap<FormDefinition, CompiledForm>();

/** What the form computes and asks, one for each cell at which it does. Compiled once for a form, which is laid out. */
export function compiledForm(form: FormDefinition): CompiledForm {
  const known = compiled.get(form);
  if (known) return known;
  const work: Work = { form, places: placesOf(form), faults: [] };
  const checks = form.checks.flatMap((check) => compileCheck(check, work));
  const formulas = inOrder(
    form.tables.flatMap((table) => table.columns.flatMap((column) => formulasOf(table, column, work))),
    work,
  );
  const conditions = form.tables.flatMap((table) =>
    table.columns.flatMap((column) => conditionsOf(table, column, work)),
  );
  const result = { checks, formulas, conditions, faults: work.faults };
  compiled.set(form, result);
  return result;
}

type Work = { form: FormDefinition; places: Places; faults: FormFault[] };
/** Where a variable may point to; `closed` is nobody's cell, and a check that needs it is not made there. */
type Place = { cell: string; table: string; row: string; column: string; closed: boolean; type: ValueType };
type Places = { byCell: Map<string, Place>; byPath: Map<string, Place> };

function placesOf(form: FormDefinition): Places {
  const all = form.tables.flatMap((table) => {
    const closed = new Set(table.closed.map(([row, column]) => cellCode(table.code, row, column)));
    const aside = ASIDE.map((code): Row => ({ code, title: table.title }));
    const own: Row[] = table.kind !== 'fixed' && !table.total ? [{ code: 'total', title: table.title }] : [];
    return [...rowsOf(table), ...own, ...aside].flatMap((row) =>
      table.columns.map((column): Place => {
        const cell = cellCode(table.code, row.code, column.code);
        const { code } = column;
        const type = row.code === COUNT ? 'number' : typeOfColumn(column);
        return { cell, table: table.code, row: row.code, column: code, closed: closed.has(cell), type };
      }),
    );
  });
  return {
    byCell: new Map(all.map((place) => [place.cell, place])),
    byPath: new Map(all.map((place) => [place.cell.replaceAll('-', '_'), place])),
  };
}

export function typeOfColumn(column: Pick<Column, 'type'>): ValueType {
  if (isNumber(column)) return 'number';
  return column.type === 'yes-no' ? 'flag' : 'text';
}

/** How the names of an expression are understood: in a row, of one cell, or of the form as a whole. */
type Scope = Check['each'];

/** One expression at all of its targets. */
function compileAt(
  source: string,
  scope: Scope,
  targets: readonly string[],
  at: string,
  wants: ValueType | undefined,
  { places, faults }: Work,
): { at: string; operands: Operand[]; expression: Expression }[] {
  const fault = (why: string, params: Said['params']) => {
    const code = `monitoring.form-${why}`;
    const same = (other: FormFault) =>
      other.at === at && other.code === code && other.params.cell === params.cell;
    if (!faults.some(same)) faults.push({ at, code, params }); // once, not for each row
  };
  const first = places.byCell.get(targets[0] ?? '');
  const expression = compileExpression(
    source,
    (path) => (first && resolve(path, scope, first, places)?.type) ?? 'number',
  );
  if ('code' in expression) {
    fault(expression.code, { ...expression.params, character: expression.at + 1 });
    return [];
  }
  if (wants && expression.type !== wants) {
    fault(`expression-${wants}`, { character: 1 });
    return [];
  }
  return targets.flatMap((target) => {
    const place = places.byCell.get(target);
    if (!place) {
      fault('cell-unknown', { cell: target, character: 0 });
      return [];
    }
    const operands: Operand[] = [];
    let asked = !place.closed;
    for (const { path, used, at: character } of expression.operands) {
      const found = resolve(path, scope, place, places);
      if (!found) {
        fault('cell-unknown', { cell: path, character: character + 1 });
        return [];
      }
      asked &&= !found.closed || used !== 'value';
      operands.push({ name: nameOf(path), cell: found.cell, from: found.from, used });
    }
    return asked ? [{ at: target, operands, expression }] : [];
  });
}

function compileCheck(check: Check, work: Work): CheckAt[] {
  const at = `checks.${check.code}`;
  const found = compileAt(check.holds, check.each, targetsOf(check, work.form), at, 'flag', work);
  const operands = new Set(found[0]?.operands.map(({ name }) => name));
  if (found.length > 0)
    for (const name of namesIn(check))
      if (!operands.has(name))
        work.faults.push({ at, code: 'monitoring.form-sentence-value', params: { name } });
  const { code, severity } = check;
  return found.map(({ at, operands, expression: { run } }) => ({ code, severity, at, operands, run }));
}

/** A formula in every row that is not closed, and in the total row, where it is asked of the sums. */
function formulasOf(table: Table, column: Column, work: Work): FormulaAt[] {
  if (!column.formula) return [];
  const at = `${table.code}.columns.${column.code}`;
  const wants = typeOfColumn(column);
  const targets = rowsOf(table).map((row) => cellCode(table.code, row.code, column.code));
  const found = compileAt(column.formula, 'row', targets, at, wants, work);
  return found.map(({ at, operands, expression: { run } }) => ({
    at,
    operands,
    run,
    scale: column.scale,
    isFlag: wants === 'flag',
  }));
}

function conditionsOf(table: Table, column: Column, work: Work): ConditionAt[] {
  const targets = table.rows.map((row) => cellCode(table.code, row.code, column.code));
  const at = `${table.code}.columns.${column.code}`;
  return (['shown', 'required', 'prefill'] as const).flatMap((what) => {
    const source = { shown: column.shownIf, required: column.requiredIf, prefill: column.prefill }[what];
    if (!source) return [];
    const wants = what === 'prefill' ? typeOfColumn(column) : 'flag';
    const found = compileAt(source, 'row', targets, at, wants, work);
    if (what === 'prefill')
      for (const { name, from } of found[0]?.operands ?? [])
        if (from === 'now') work.faults.push({ at, code: 'monitoring.form-prefill-now', params: { name } });
    return found.map(({ at, operands, expression: { run } }) => ({ what, at, operands, run }));
  });
}

/** Each formula after those that it needs; what needs itself is a fault, told once with its way round. */
function inOrder(formulas: readonly FormulaAt[], { faults }: Work): FormulaAt[] {
  const byCell = new Map(formulas.map((formula) => [formula.at, formula]));
  const ordered: FormulaAt[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (formula: FormulaAt, way: readonly string[]): void => {
    if (state.get(formula.at) === 'done') return;
    if (state.get(formula.at) === 'open') {
      const round = [...way.slice(way.indexOf(formula.at)), formula.at];
      faults.push({ at: formula.at, code: 'monitoring.form-circle', params: { way: round.join(' → ') } });
      return;
    }
    state.set(formula.at, 'open');
    for (const { cell, from } of formula.operands) {
      const needed = from === 'now' ? byCell.get(cell) : undefined;
      if (needed) visit(needed, [...way, formula.at]);
    }
    state.set(formula.at, 'done');
    ordered.push(formula);
  };
  for (const formula of formulas) visit(formula, []);
  return ordered;
}

/** The cells at which a check is shown. */
function targetsOf(check: Check, form: FormDefinition): readonly string[] {
  if (check.each === 'cell') return check.cells;
  if (check.each === 'form') return [check.at];
  const table = form.tables.find(({ code }) => code === check.table);
  if (!table) return [cellCode(check.table, '?', check.at)];
  return table.rows.map((row) => cellCode(check.table, row.code, check.at));
}

type Resolved = Pick<Place, 'cell' | 'closed' | 'type'> & { from: Operand['from'] };
const OTHER_PERIODS = { prev: 'before', year_ago: 'year-ago' } as const;

function resolve(
  path: string,
  scope: Scope,
  target: Place,
  { byCell, byPath }: Places,
): Resolved | undefined {
  if (path in facts)
    return { cell: path, closed: false, type: facts[path as keyof typeof facts], from: 'facts' };
  if (path === 'sameYear') return { cell: path, closed: false, type: 'flag', from: 'facts' };
  const dot = path.indexOf('.');
  const period = dot > 0 ? OTHER_PERIODS[path.slice(0, dot) as keyof typeof OTHER_PERIODS] : undefined;
  const name = period ? path.slice(dot + 1) : path;
  const beside = (row: string, column: string) => byCell.get(cellCode(target.table, row, column));
  const found = name.includes('.')
    ? byPath.get(name)
    : scope === 'row'
      ? beside(target.row, name)
      : scope === 'cell' && name === 'value'
        ? target
        : scope === 'cell' && (name === 'total' || (ASIDE as readonly string[]).includes(name))
          ? beside(name, target.column)
          : undefined;
  return found && { ...found, from: period ?? 'now' };
}

const nameOf = (path: string) => path.replaceAll('.', '_');

function namesIn({ text }: Check): Set<string> {
  const both = `${text.ru} ${text.en}`;
  return new Set([...both.matchAll(/\{(\w+)/g)].map(([, name]) => name!));
}
