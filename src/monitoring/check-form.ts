import { type CompiledForm, checksOf, type FormFault } from './checks.ts';
import { cellsOf, type FormDefinition, type Table } from './rules/index.ts';

const RESERVED = new Set(['prev', 'value', 'total', 'largest', 'sameYear']);
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
    for (const { code, type, scale } of table.columns)
      if (!Number.isInteger(scale) || scale < 0 || scale > 4 || (type === 'whole' && scale !== 0))
        fault(`${table.code}.columns`, 'scale-bad', { code, scale });
  }
  const cells = new Set(cellsOf(form, 'school').map(({ code }) => code));
  for (const { code, part, whole } of form.computed)
    for (const cell of [part, whole])
      if (!cells.has(cell)) fault(`computed.${code}`, 'cell-unknown', { cell, character: 0 });
  const { faults: inChecks }: CompiledForm = checksOf(form);
  return [...faults, ...inChecks];
}

function twice(things: readonly { code: string }[]): string[] {
  const codes = things.map(({ code }) => code);
  return [...new Set(codes.filter((code, at) => codes.indexOf(code) !== at))];
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
