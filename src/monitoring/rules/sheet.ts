import { type Cell, cellsByCode } from './cells.ts';
import type { Answer } from './codec.ts';
import type { FormDefinition, OrganisationKind } from './form.ts';
import type { Issue } from './issue.ts';
import { readNumber, type ReadNumber } from './number.ts';
import { totalsOf } from './totals.ts';

/** What an organisation has typed: raw texts by cell, and its reasons for what does not concern it. */
export type Typed = {
  values: Readonly<Record<string, string | undefined>>;
  notApplicable: Readonly<Record<string, string | undefined>>;
  organisationKind: OrganisationKind;
};
/** A sheet as far as it can be read without the relations between its cells. */
export type Sheet = {
  /** Every cell that the form has for anybody, but for the computed ones. */
  cells: Record<string, ReadNumber | { kind: 'closed' }>;
  /** The total rows, scaled; null where nothing has been entered. */
  totals: Record<string, number | null>;
  /** What is stored: see `encode`. */
  numbers: Record<string, Answer>;
  issues: Issue[];
  /** `filled` of `open`: closed, computed and not applicable cells are in neither. */
  filled: number;
  open: number;
};

export function readSheet(form: FormDefinition, typed: Typed): Sheet {
  const sheet: Sheet = { cells: {}, totals: {}, numbers: {}, issues: [], filled: 0, open: 0 };
  const known = cellsByCode(form, typed.organisationKind);
  for (const cell of known.values()) if (cell.state !== 'computed') take(sheet, cell, typed);
  for (const at of Object.keys(typed.values))
    if (!known.has(at)) sheet.issues.push(issue(at, 'error', 'monitoring.cell-unknown', { cell: at }));
  sheet.totals = totalsOf(form, (cell) => {
    const answer = sheet.numbers[cell];
    return typeof answer === 'number' ? answer : null;
  });
  return sheet;
}

function take(sheet: Sheet, cell: Cell, { values, notApplicable }: Typed): void {
  const at = cell.code;
  const raw = values[at] ?? '';
  if (cell.state === 'closed') {
    if (raw.trim() !== '') sheet.issues.push(issue(at, 'error', 'monitoring.cell-closed', { typed: raw }));
    sheet.cells[at] = { kind: 'closed' };
    if (!cell.closedForAll) sheet.numbers[at] = 'not-applicable';
    return;
  }
  const typed = readNumber(raw, cell.column);
  const reason = notApplicable[at];
  // A number beside "not applicable" is the stronger answer: nothing typed may disappear.
  const read: ReadNumber =
    typed.kind === 'empty' && reason !== undefined ? { kind: 'not-applicable' } : typed;
  sheet.cells[at] = read;
  sheet.numbers[at] = null;
  if (read.kind === 'not-applicable') {
    sheet.numbers[at] = 'not-applicable';
    if (!reason?.trim()) sheet.issues.push(issue(at, 'error', 'monitoring.reason-missing'));
    return;
  }
  sheet.open += 1;
  if (read.kind === 'empty') sheet.issues.push(issue(at, 'unfilled', 'monitoring.cell-empty'));
  if (read.kind === 'fault') sheet.issues.push(issue(at, 'error', read.code, read.params));
  if (read.kind !== 'value') return;
  sheet.filled += 1;
  sheet.numbers[at] = read.value;
}

const issue = (
  at: string,
  severity: Issue['severity'],
  code: string,
  params: Issue['params'] = {},
): Issue => ({ at, severity, code, params });
