import {
  cellsOf,
  type Column,
  type FormDefinition,
  laidOut,
  listRow,
  type Row,
  type Table,
  weightOf,
} from '../rules/index.ts';
import { compiledForm, COUNT, type FormFault, LARGEST, SMALLEST } from './compiled.ts';

export const RESERVED: ReadonlySet<string> = new Set([
  'prev',
  'year_ago',
  'org',
  'roadmap',
  'period',
  'today',
  'value',
  'total',
  LARGEST,
  SMALLEST,
  COUNT,
  'rows',
  'all',
  'sameYear',
  // Names of fields that are no cells.
  'f1',
  'na',
  'why',
  'none',
]);
/** A form that a person can fill in, and a page can show. */
const MOST_CELLS = 2000;
const MOST_CHECKS = 500;

const CODE = /^[a-z][a-z0-9_-]*$/;

/** What is wrong with a form's definition; nothing for a form that can be opened to organisations. */
export function checkForm(form: FormDefinition): FormFault[] {
  const faults: FormFault[] = [];
  const fault = (at: string, why: string, params: FormFault['params']) =>
    faults.push({ at, code: `monitoring.form-${why}`, params });

  for (const code of twice(form.tables)) fault('tables', 'code-twice', { code });
  for (const code of twice(form.checks)) fault('checks', 'code-twice', { code });
  for (const table of form.tables) {
    for (const code of twice(table.rows)) fault(`${table.code}.rows`, 'code-twice', { code });
    for (const code of twice(table.columns)) fault(`${table.code}.columns`, 'code-twice', { code });
    for (const code of badCodes(table)) fault(table.code, 'code-bad', { code });
    for (const cell of unknownClosed(table))
      fault(`${table.code}.closed`, 'cell-unknown', { cell, character: 0 });
    for (const column of table.columns)
      for (const [why, params] of columnFaults(column, table, form))
        fault(`${table.code}.columns`, why, params);
    if (table.kind !== 'fixed' && table.rows.length > 0) fault(`${table.code}.rows`, 'rows-own', {});
    if (table.kind === 'fixed' && table.rows.length === 0) fault(`${table.code}.rows`, 'rows-none', {});
    if (table.columns.length === 0) fault(`${table.code}.columns`, 'columns-none', {});
  }
  if (form.tables.length === 0) fault('tables', 'tables-none', {});
  if (form.checks.length > MOST_CHECKS) fault('checks', 'checks-many', { most: MOST_CHECKS });
  // A list has no rows until somebody adds them: one stands in for all.
  const sample = laidOut(form, Object.fromEntries(form.tables.map(({ code }) => [code, [listRow(1)]])));
  const all = cellsOf(sample, 'school');
  if (all.length > MOST_CELLS) fault('tables', 'cells-many', { most: MOST_CELLS, count: all.length });
  if (faults.length > 0 && all.length > MOST_CELLS) return faults;
  const cells = new Set(all.map(({ code }) => code));
  for (const { code, part, whole } of form.computed)
    for (const cell of [part, whole])
      if (!cells.has(cell)) fault(`computed.${code}`, 'cell-unknown', { cell, character: 0 });
  return [...faults, ...compiledForm(sample).faults];
}

function twice(things: readonly { code: string }[]): string[] {
  const codes = things.map(({ code }) => code);
  return [...new Set(codes.filter((code, at) => codes.indexOf(code) !== at))];
}

function columnFaults(
  column: Column,
  table: Table,
  form: FormDefinition,
): [why: string, params: FormFault['params']][] {
  const { code, type, scale, min, max, options, consolidates, formula, requiredIf, shownIf } = column;
  const faults: [string, FormFault['params']][] = [];
  const hasDigits = type === 'decimal' || type === 'share';
  if (!Number.isInteger(scale) || scale < 0 || scale > 4 || (!hasDigits && scale !== 0))
    faults.push(['scale-bad', { code, scale }]);
  if (min !== undefined && max !== undefined && min > max) faults.push(['bounds-bad', { code, min, max }]);
  if (type === 'choice' && !(options && options.length > 1)) faults.push(['options-none', { code }]);
  for (const option of options ?? [])
    if (!CODE.test(option.code)) faults.push(['code-bad', { code: option.code }]);
  for (const option of twice(options ?? [])) faults.push(['code-twice', { code: option }]);
  if (formula && (requiredIf || shownIf)) faults.push(['formula-asked', { code }]);
  const isWeighed = ({ code: row }: Row) => weightOf(column, table, row, form) !== undefined;
  if (consolidates?.how === 'weighted' && !(table.kind === 'fixed' && table.rows.every(isWeighed)))
    faults.push(['weight-bad', { code, by: consolidates.by }]);
  if (consolidates?.how === 'recompute' && !formula) faults.push(['recompute-nothing', { code }]);
  return faults;
}

/** Codes become parts of a cell's code and names in expressions; only a table of one row may leave its row unnamed. */
function badCodes({ code, rows, columns }: Table): string[] {
  const rowCodes = rows.map((row) => row.code).filter((row) => row !== '' || rows.length > 1);
  const columnCodes = columns.map((column) => column.code);
  return [code, ...rowCodes, ...columnCodes].filter((each) => !CODE.test(each) || RESERVED.has(each));
}

function unknownClosed({ rows, columns, closed }: Table): string[] {
  const known = (things: readonly { code: string }[], code: string) =>
    things.some((thing) => thing.code === code);
  return closed
    .filter(([row, column]) => !known(rows, row) || !known(columns, column))
    .map((pair) => pair.join('.'));
}
