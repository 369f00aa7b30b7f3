import { compileExpression } from './expression.ts';
import {
  cellCode,
  type Check,
  type Column,
  type FormDefinition,
  type Row,
  rowsOf,
  type Said,
  type Table,
} from './rules/index.ts';

/** A check at one cell, ready to run. */
export type CheckAt = {
  code: string;
  severity: Check['severity'];
  at: string;
  operands: readonly Operand[];
  holds: (values: readonly number[], sameYear: boolean) => boolean;
};
/** `name` is what a sentence calls it: `prev_finished`; `cell` may be a total or a largest row (`t1.largest.mentors`). */
export type Operand = { name: string; cell: string; before: boolean };
/** A mistake in a form: where in the form, and, in an expression, at which character. */
export type FormFault = Said & { at: string };
export type CompiledForm = { checks: readonly CheckAt[]; faults: readonly FormFault[] };

/** The pseudo-row of each column's largest row. */
export const LARGEST = 'largest';

const compiled = new WeakMap<FormDefinition, CompiledForm>();

/** The form's checks, one for each cell at which they are made. Compiled once for a form. */
export function checksOf(form: FormDefinition): CompiledForm {
  const known = compiled.get(form);
  if (known) return known;
  const places = placesOf(form);
  const faults: FormFault[] = [];
  const checks = form.checks.flatMap((check) => compile(check, places, form, faults));
  const result = { checks, faults };
  compiled.set(form, result);
  return result;
}

/** Where a variable may point to; `closed` is nobody's cell, and a check that needs it is not made there. */
type Place = { cell: string; table: string; row: string; column: string; closed: boolean };
type Places = { byCell: Map<string, Place>; byPath: Map<string, Place> };

function placesOf(form: FormDefinition): Places {
  const all = form.tables.flatMap((table) =>
    [...rowsOf(table), ...(table.total ? [largestRow(table)] : [])].flatMap((row) =>
      table.columns.map((column) => placeOf(table, row, column)),
    ),
  );
  return {
    byCell: new Map(all.map((place) => [place.cell, place])),
    byPath: new Map(all.map((place) => [place.cell.replaceAll('-', '_'), place])),
  };
}

const largestRow = (table: Table): Row => ({ code: LARGEST, title: table.title });

const placeOf = (table: Table, row: Row, column: Column): Place => ({
  cell: cellCode(table.code, row.code, column.code),
  table: table.code,
  row: row.code,
  column: column.code,
  closed: table.closed.some(([r, c]) => r === row.code && c === column.code),
});

function compile(check: Check, places: Places, form: FormDefinition, faults: FormFault[]): CheckAt[] {
  const at = `checks.${check.code}`;
  const fault = (why: string, params: Said['params']) => {
    const code = `monitoring.form-${why}`;
    const said = faults.some(
      (other) => other.at === at && other.code === code && other.params.cell === params.cell,
    );
    if (!said || params.cell === undefined) faults.push({ at, code, params }); // once, not for each row
    return [];
  };
  const expression = compileExpression(check.holds);
  if ('fault' in expression)
    return fault('expression', { fault: expression.fault, character: expression.at + 1 });
  const names = new Set(expression.operands.map(({ path }) => nameOf(path)));
  for (const name of namesIn(check)) if (!names.has(name)) fault('sentence-value', { name });

  return targetsOf(check, form).flatMap((at) => {
    const target = places.byCell.get(at);
    if (!target) return fault('cell-unknown', { cell: at, character: 0 });
    const operands: Operand[] = [];
    let asked = !target.closed;
    for (const { path, at: character } of expression.operands) {
      const place = resolve(path, check, target, places);
      if (!place) return fault('cell-unknown', { cell: path, character: character + 1 });
      asked &&= !place.closed;
      operands.push({ name: nameOf(path), cell: place.cell, before: path.startsWith('prev.') });
    }
    const { code, severity } = check;
    return asked ? [{ code, severity, at, operands, holds: expression.holds }] : [];
  });
}

/** The cells at which a check is shown. */
function targetsOf(check: Check, form: FormDefinition): readonly string[] {
  if (check.each === 'cell') return check.cells;
  if (check.each === 'form') return [check.at];
  const rows = form.tables.find(({ code }) => code === check.table)?.rows ?? [{ code: '?' }];
  return rows.map((row) => cellCode(check.table, row.code, check.at));
}

function resolve(path: string, check: Check, target: Place, { byCell, byPath }: Places): Place | undefined {
  const name = path.replace(/^prev\./, '');
  const beside = (row: string, column: string) => byCell.get(cellCode(target.table, row, column));
  if (name.includes('.')) return byPath.get(name);
  if (check.each === 'row') return beside(target.row, name);
  if (check.each !== 'cell') return undefined;
  if (name === 'value') return target;
  return name === 'total' || name === LARGEST ? beside(name, target.column) : undefined;
}

const nameOf = (path: string) => path.replaceAll('.', '_');

function namesIn({ text }: Check): Set<string> {
  const both = `${text.ru} ${text.en}`;
  return new Set([...both.matchAll(/\{(\w+)/g)].map(([, name]) => name!));
}
