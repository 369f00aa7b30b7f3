import type { Issue as Fault } from '#platform/failure.ts';
import type { Background } from './background.ts';
import { cellsOf, type ExecutionField, executionStates, readFieldName, reasonKinds } from './rules/index.ts';
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
  { base, rev, by }: { base: number; rev: number; by: number | null },
): Merge {
  const merge: Merge = { changed: {}, before: {}, conflicts: [] };
  for (const [field, { value, was }] of Object.entries(changes)) {
    const now = entries[field];
    if (value === was || value === (now?.value ?? (was === undefined ? '' : undefined))) continue;
    if (now && now.rev > base && now.by !== by) {
      merge.conflicts.push({ field, theirs: now.value, by: now.by, yours: value });
      continue;
    }
    merge.changed[field] = { value, rev, by };
    merge.before[field] = now?.value ?? '';
  }
  return merge;
}

/** What is wrong with the changes themselves, whatever the draft says: fields that this return does not have. */
export function faultsIn(background: Background, fields: readonly [string, string][]): Fault[] {
  const { form, kind, duties } = background;
  const open = new Set(
    form
      ? cellsOf(form, kind)
          .filter(({ state }) => state === 'open')
          .map(({ code }) => code)
      : [],
  );
  const asked = new Set(duties.filter(({ derived }) => !derived).map(({ id }) => id));
  const warnings = new Set(
    form?.checks.filter(({ severity }) => severity === 'warning').map(({ code }) => code),
  );
  const isKnown = (name: string) => {
    const read = readFieldName(name);
    if (!read) return false;
    if (read.kind === 'confirmed') return form !== undefined;
    if (read.kind === 'execution') return asked.has(read.obligation);
    if (read.kind === 'why') return warnings.has(read.warning.slice(0, read.warning.indexOf('@')));
    return open.has(read.cell);
  };
  return fields.flatMap(([at, value]): Fault[] => {
    if (!isKnown(at)) return [{ at, code: 'returns.unknown-field', params: { field: at } }];
    return isChoice(at, value) ? [] : [{ at, code: 'returns.unknown-choice', params: { typed: value } }];
  });
}

const CHOICES: Partial<Record<ExecutionField, readonly string[]>> = {
  state: executionStates,
  reasonKind: reasonKinds,
};
function isChoice(name: string, value: string): boolean {
  const read = readFieldName(name);
  const choices = read?.kind === 'execution' ? CHOICES[read.field] : undefined;
  return value === '' || !choices || choices.includes(value);
}
