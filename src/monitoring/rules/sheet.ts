import { type Cell, cellsByCode } from './cells.ts';
import type { Answer } from './codec.ts';
import type { FormDefinition, OrganisationKind, Table } from './form.ts';
import type { Issue } from './issue.ts';
import { totalsOf } from './totals.ts';
import { isNumber, type ReadValue, type ValueColumn } from './number-cell.ts';

/** What an organisation has typed: raw texts by cell, and its reasons for what does not concern it. */
export type Typed = {
  values: Readonly<Record<string, string | undefined>>;
  /** By cell, or by table for all of it. */
  notApplicable: Readonly<Record<string, string | undefined>>;
  /** Tables of which there is nothing to report: an empty number in them is a zero, an empty list is an answer. */
  nothing?: Readonly<Record<string, boolean | undefined>>;
  organisationKind: OrganisationKind;
};
/** A sheet as far as it can be read without the relations between its cells. */
export type Sheet = {
  /** Every cell that the form has for anybody, but for the computed ones. */
  cells: Record<string, ReadValue | { kind: 'closed' }>;
  /** The total rows and the formulas, scaled; null where nothing has been entered. */
  totals: Record<string, number | null>;
  /** The entered numbers, scaled. */
  numbers: Record<string, Answer>;
  /** The entered words, as they are kept. */
  texts: Record<string, string>;
  issues: Issue[];
  /** `filled` of `open`: closed, computed and not applicable cells are in neither. */
  filled: number;
  open: number;
  /** The same of each table. */
  byTable: Record<string, { filled: number; open: number }>;
};

/** How a cell is read: see `readValue` and, for a page that has just opened, `readPlainly`. */
export type ReadCell = (raw: string, column: ValueColumn) => ReadValue;

/** `form` is laid out: see `laidOut`. */
export function readSheet(form: FormDefinition, typed: Typed, readCell: ReadCell): Sheet {
  const sheet: Sheet = {
    cells: {},
    totals: {},
    numbers: {},
    texts: {},
    issues: [],
    filled: 0,
    open: 0,
    byTable: {},
  };
  for (const { code } of form.tables) sheet.byTable[code] = { filled: 0, open: 0 };
  const known = cellsByCode(form, typed.organisationKind);
  const lists = form.tables.filter(({ kind }) => kind !== 'fixed');
  const blank = lists.length > 0 ? blankRows(lists, typed) : NONE;
  const isBlank = ({ table, row }: Cell) => blank.size > 0 && blank.has(`${table.code}.${row.code}`);
  for (const cell of known.values())
    if (cell.state !== 'computed' && !isBlank(cell)) take(sheet, cell, typed, readCell);
  for (const table of form.tables) askTable(sheet, table, typed, blank);
  for (const at of Object.keys(typed.values))
    if (!known.has(at)) sheet.issues.push(issue(at, 'error', 'monitoring.cell-unknown', { cell: at }));
  sheet.totals = totalsOf(form, (cell) => {
    const answer = sheet.numbers[cell];
    return typeof answer === 'number' ? answer : null;
  });
  return sheet;
}

const NONE: ReadonlySet<string> = new Set();

/** The rows of lists in which nothing stands: they are no rows. */
function blankRows(tables: readonly Table[], { values, notApplicable }: Typed): Set<string> {
  const blank = new Set<string>();
  for (const { code, kind, rows, columns } of tables)
    for (const row of rows) {
      const isTyped = columns.some((column) => {
        const cell = `${code}.${row.code}.${column.code}`;
        return (values[cell] ?? '').trim() !== '' || notApplicable[cell] !== undefined;
      });
      if (!isTyped && kind === 'list') blank.add(`${code}.${row.code}`);
    }
  return blank;
}

/** What a table asks as a whole: a list must have rows, or somebody must say that there is nothing. */
function askTable(
  sheet: Sheet,
  { code, kind, rows, optional }: Table,
  { notApplicable, nothing }: Typed,
  blank: ReadonlySet<string>,
): void {
  const reason = notApplicable[code];
  if (reason !== undefined && reason.trim() === '')
    sheet.issues.push(issue(code, 'error', 'monitoring.reason-missing'));
  if (kind !== 'list' || optional || reason !== undefined) return;
  count(sheet, code, 'open', 1);
  if (nothing?.[code] || rows.some((row) => !blank.has(`${code}.${row.code}`)))
    count(sheet, code, 'filled', 1);
  else sheet.issues.push(issue(code, 'unfilled', 'monitoring.list-empty'));
}

function take(sheet: Sheet, cell: Cell, { values, notApplicable, nothing }: Typed, readCell: ReadCell): void {
  const at = cell.code;
  const raw = values[at] ?? '';
  if (cell.state === 'closed') {
    if (raw.trim() !== '') sheet.issues.push(issue(at, 'error', 'monitoring.cell-closed', { typed: raw }));
    sheet.cells[at] = { kind: 'closed' };
    if (!cell.closedForAll && isNumber(cell.column)) sheet.numbers[at] = 'not-applicable';
    return;
  }
  const { column, table } = cell;
  const holdsNumber = isNumber(column);
  let read = readCell(raw, column);
  const reason = notApplicable[at];
  const ofTable = notApplicable[table.code];
  // A value beside "not applicable" is the stronger answer: nothing typed may disappear.
  if (read.kind === 'empty' && (reason !== undefined || ofTable !== undefined))
    read = { kind: 'not-applicable' };
  else if (read.kind === 'empty' && nothing?.[table.code] && holdsNumber) read = { kind: 'value', value: 0 };
  sheet.cells[at] = read;
  if (holdsNumber)
    sheet.numbers[at] =
      read.kind === 'value' ? read.value : read.kind === 'not-applicable' ? 'not-applicable' : null;
  if (read.kind === 'not-applicable') {
    if (!(reason ?? ofTable)?.trim() && ofTable === undefined)
      sheet.issues.push(issue(at, 'error', 'monitoring.reason-missing'));
    return;
  }
  if (read.kind === 'empty' && (column.optional || nothing?.[table.code])) return;
  count(sheet, table.code, 'open', 1);
  if (read.kind === 'empty') sheet.issues.push(issue(at, 'unfilled', 'monitoring.cell-empty'));
  if (read.kind === 'fault') sheet.issues.push(issue(at, 'error', read.code, read.params));
  if (read.kind === 'text') sheet.texts[at] = read.text;
  if (read.kind === 'value' || read.kind === 'text') count(sheet, table.code, 'filled', 1);
}

/** Counts cells of a table, and so of the whole. */
export function count(
  sheet: Pick<Sheet, 'filled' | 'open' | 'byTable'>,
  table: string,
  what: 'filled' | 'open',
  by: 1 | -1,
): void {
  sheet[what] += by;
  sheet.byTable[table]![what] += by;
}

const issue = (
  at: string,
  severity: Issue['severity'],
  code: string,
  params: Issue['params'] = {},
): Issue => ({ at, severity, code, params });
