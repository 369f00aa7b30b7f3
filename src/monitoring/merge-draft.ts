import type { Issue as Fault } from '#platform/failure.ts';
import type { Background } from './background.ts';
import { formNaming, PREFILL_CHANGED } from './judging/index.ts';
import {
  cellsByCode,
  type Door,
  type ExecutionField,
  executionStates,
  type FormDefinition,
  isListRow,
  type FieldName,
  readFieldName,
  reasonKinds,
} from './rules/index.ts';
import type { Entry } from './sql/returns.ts';

/** `was` is what stood in the field when the page was made: with it, a field that was left alone is no change. */
export type Change = { value: string; was?: string | undefined };
/** A field that somebody else has changed meanwhile to something else: theirs stands, yours is here. */
export type Conflict = { field: string; theirs: string; by: number | null; yours: string };
export type Merge = { changed: Record<string, Entry>; before: Record<string, string>; conflicts: Conflict[] };

/**
 * Puts changes over a draft. Two people who fill in different fields do not notice each other; where they differ about
 * one, the one who saves later is told, and keeps what they typed.
 */
export function mergeDraft(
  entries: Readonly<Record<string, Entry>>,
  changes: Readonly<Record<string, Change>>,
  { base, rev, by, door = 'page' }: { base: number; rev: number; by: number | null; door?: Door | undefined },
): Merge {
  const merge: Merge = { changed: {}, before: {}, conflicts: [] };
  for (const [field, { value, was }] of Object.entries(changes)) {
    const now = entries[field];
    if (value === was || value === (now?.value ?? (was === undefined ? '' : undefined))) continue;
    if (now && now.rev > base && now.by !== by) {
      merge.conflicts.push({ field, theirs: now.value, by: now.by, yours: value });
      continue;
    }
    merge.changed[field] = { value, rev, by, ...(door === 'page' ? {} : { door }) };
    merge.before[field] = now?.value ?? '';
  }
  return merge;
}

/** What is wrong with the changes themselves, whatever the draft says: fields that this return does not have. */
export function faultsIn(background: Background, fields: Readonly<Record<string, string>>): Fault[] {
  const faults: Fault[] = [];
  // Every row that is named is there, whether anything stands in it or not.
  const form = formNaming(background, Object.keys(fields));
  const cells = form && cellsByCode(form, background.kind);
  for (const at of Object.keys(fields)) {
    const cell = cells?.get(at);
    if (cell?.state === 'open' && cell.table.kind === 'fixed') continue; // most of them
    const field = readFieldName(at);
    const typed = fields[at]!;
    if (!field || !has(background, form, field))
      faults.push({ at, code: 'returns.unknown-field', params: { field: at } });
    else if (!isChoice(field, typed)) faults.push({ at, code: 'returns.unknown-choice', params: { typed } });
  }
  return faults;
}

function has({ kind, duties }: Background, form: FormDefinition | undefined, field: FieldName): boolean {
  if (field.kind === 'execution')
    return duties.some(({ id, derived }) => id === field.obligation && !derived);
  if (!form) return false;
  if (field.kind === 'confirmed') return true;
  if (field.kind === 'nothing') return form.tables.some(({ code }) => code === field.table);
  if (field.kind !== 'why') {
    if (field.kind === 'not-applicable' && form.tables.some(({ code }) => code === field.cell)) return true;
    const cell = cellsByCode(form, kind).get(field.cell);
    return cell?.state === 'open' && (cell.table.kind !== 'list' || isListRow(cell.table, cell.row.code));
  }
  const check = field.warning.slice(0, field.warning.indexOf('@'));
  return (
    check === PREFILL_CHANGED ||
    form.checks.some(({ code, severity }) => code === check && severity === 'warning')
  );
}

/** Whether a field holds evidence: that of an obligation, or a cell that asks for it. */
export function takesFiles(background: Background, at: string): boolean {
  const field = readFieldName(at);
  if (field?.kind === 'execution') return field.field === 'files' && has(background, undefined, field);
  const isAsked = background.form?.tables.some(({ columns }) =>
    columns.some(({ type, code }) => type === 'file' && at.endsWith(`.${code}`)),
  );
  const form = isAsked ? formNaming(background, [at]) : undefined;
  if (!form || !field || !has(background, form, field)) return false;
  return field.kind === 'cell' && cellsByCode(form, background.kind).get(at)?.column.type === 'file';
}

const CHOICES: Partial<Record<ExecutionField, readonly string[]>> = {
  state: executionStates,
  reasonKind: reasonKinds,
};
function isChoice(field: FieldName, value: string): boolean {
  const choices = field.kind === 'execution' ? CHOICES[field.field] : undefined;
  return value === '' || !choices || choices.includes(value);
}
