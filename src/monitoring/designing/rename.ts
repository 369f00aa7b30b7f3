import type { Check, Column, FormDefinition, Table } from '../rules/index.ts';

/** A part of the codes of cells that is called otherwise from now on. */
export type Renaming = { table: string; to: string } & (
  { part: 'table' } | { part: 'row' | 'column'; from: string }
);

/** A form in which a table, row or column has another code, in every expression, sentence and list of cells. */
export function renameIn(form: FormDefinition, renaming: Renaming): FormDefinition {
  const cell = (code: string) => renamedCell(code, renaming);
  return {
    ...form,
    tables: form.tables.map((table) => renamedTable(table, renaming)),
    checks: form.checks.map((check) => renamedCheck(check, renaming)),
    computed: form.computed.map(({ code, part, whole }) => ({ code, part: cell(part), whole: cell(whole) })),
    ...(form.follows && {
      follows: {
        ...form.follows,
        cells: Object.fromEntries(Object.entries(form.follows.cells).map(([old, now]) => [old, cell(now)])),
      },
    }),
  };
}

function renamedTable(table: Table, renaming: Renaming): Table {
  const own = table.code === renaming.table;
  const { part, to } = renaming;
  const code = (what: 'row' | 'column', one: string) =>
    own && part === what && one === renaming.from ? to : one;
  return {
    ...table,
    code: own && part === 'table' ? to : table.code,
    rows: table.rows.map((row) => ({ ...row, code: code('row', row.code) })),
    columns: table.columns.map((column) =>
      renamedColumn({ ...column, code: code('column', column.code) }, table.code, renaming),
    ),
    closed: table.closed.map(([row, column]) => [code('row', row), code('column', column)]),
  };
}

function renamedColumn(column: Column, table: string, renaming: Renaming): Column {
  const renamed = { ...column };
  for (const field of EXPRESSIONS)
    if (column[field] !== undefined)
      renamed[field] = renamedExpression(column[field], table, renaming).source;
  if (column.consolidates?.how === 'weighted')
    renamed.consolidates = {
      how: 'weighted',
      by: renamedWeight(column.consolidates.by, table, renaming),
    };
  return renamed;
}

/** A column of the row, or a cell anywhere in the form: by its code, not as an expression writes it. */
function renamedWeight(by: string, table: string, renaming: Renaming): string {
  if (by.includes('.')) return renamedCell(by, renaming);
  const isOwn = renaming.part === 'column' && table === renaming.table && by === renaming.from;
  return isOwn ? renaming.to : by;
}
export const EXPRESSIONS = ['formula', 'requiredIf', 'shownIf', 'prefill'] as const;

function renamedCheck(check: Check, renaming: Renaming): Check {
  const table = check.each === 'row' ? check.table : undefined;
  const { source, names } = renamedExpression(check.holds, table, renaming);
  const inWords = (text: string) =>
    text.replaceAll(/\{(\w+)/g, (whole, name: string) => (names.has(name) ? `{${names.get(name)}` : whole));
  const text = { ru: inWords(check.text.ru), en: inWords(check.text.en) };
  const changed = { ...check, holds: source, text };
  if (changed.each === 'cell')
    return { ...changed, cells: changed.cells.map((cell) => renamedCell(cell, renaming)) };
  if (changed.each === 'form') return { ...changed, at: renamedCell(changed.at, renaming) };
  const ofTable = changed.table === renaming.table;
  return {
    ...changed,
    table: ofTable && renaming.part === 'table' ? renaming.to : changed.table,
    at: ofTable && renaming.part === 'column' && changed.at === renaming.from ? renaming.to : changed.at,
  };
}

/** Strings stay as they are; what stands before a bracket is a function. */
const TOKEN = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*(?!\w*\s*\()/g;

function renamedExpression(
  source: string,
  table: string | undefined,
  renaming: Renaming,
): { source: string; names: Map<string, string> } {
  const names = new Map<string, string>();
  const renamed = source.replaceAll(TOKEN, (path) => {
    if (/^["']/.test(path)) return path;
    const now = renamedPath(path, table, renaming);
    if (now !== path) names.set(path.replaceAll('.', '_'), now.replaceAll('.', '_'));
    return now;
  });
  return { source: renamed, names };
}

const plain = (code: string) => code.replaceAll('-', '_');

/** A path of an expression: dashes are written `_` in it. */
function renamedPath(path: string, table: string | undefined, renaming: Renaming): string {
  const period = /^(?:prev|year_ago)\./.exec(path)?.[0] ?? '';
  const steps = path.slice(period.length).split('.');
  if (steps.length === 1) {
    const isOwn = renaming.part === 'column' && table === renaming.table && steps[0] === renaming.from;
    return isOwn ? period + renaming.to : path;
  }
  if (steps[0] !== plain(renaming.table)) return path;
  return period + exchanged(steps, renaming, plain).join('.');
}

function renamedCell(cell: string, renaming: Renaming): string {
  const steps = cell.split('.');
  if (steps[0] !== renaming.table || steps.length < 2) return cell;
  return exchanged(steps, renaming, (code) => code).join('.');
}

function exchanged(steps: string[], renaming: Renaming, write: (code: string) => string): string[] {
  const { part, to } = renaming;
  const last = steps.length - 1;
  return steps.map((step, at) => {
    if (part === 'table') return at === 0 ? write(to) : step;
    const isPart = part === 'column' ? at === last : at === 1 && last === 2;
    return isPart && step === write(renaming.from) ? write(to) : step;
  });
}
