import type { Answer } from './codec.ts';
import type { StoredExecution } from './content.ts';
import { executionField } from './field-names.ts';
import { type FormDefinition } from './form.ts';
import { cellCode } from './cells.ts';
import type { Usual } from './out-of-line.ts';

/**
 * What a reviewer looks at first, and why. `usual` stands where a number is out of line with its own history or with
 * organisations like its own.
 */
export type Attention = {
  field: string;
  why: 'not-done' | 'unlike-own' | 'unlike-alike' | 'fell' | 'rose' | 'explained';
  usual?: Usual;
};

/** What is wrong first, then what is furthest out of line, then what only asks to be read. */
const ORDER: readonly Attention['why'][] = [
  'not-done',
  'unlike-own',
  'unlike-alike',
  'fell',
  'rose',
  'explained',
];
const rankOf = ({ why }: Attention) =>
  why === 'unlike-alike' ? ORDER.indexOf('unlike-own') : ORDER.indexOf(why);

/** Below this a pair that begins or ends would already look like an upheaval. */
const NOTICEABLE = 5;

/**
 * What was not done; numbers out of line; numbers as of a day that have fallen or risen by more than half since the last
 * period; warnings that were explained, except those explained in an earlier period already. Each field once. Numbers of
 * one period alone (events) and those that only grow may jump.
 */
export function attentionIn(
  form: FormDefinition | undefined,
  given: {
    now: Readonly<Record<string, Answer | undefined>>;
    before: Readonly<Record<string, Answer | undefined>> | undefined;
    explanations: Readonly<Record<string, string>>;
    executions: Readonly<Record<string, StoredExecution>>;
    unusual?: ReadonlyMap<string, Usual>;
    explainedBefore?: ReadonlySet<string>;
  },
): Attention[] {
  const found = new Map<string, Attention>();
  const put = (one: Attention) => void (found.has(one.field) || found.set(one.field, one));
  for (const [field, usual] of given.unusual ?? []) put({ field, why: `unlike-${usual.than}`, usual });
  for (const { code, rows, columns } of form?.tables ?? [])
    for (const row of rows)
      for (const column of columns) {
        const field = cellCode(code, row.code, column.code);
        const why =
          column.over === 'as-of' && jump(given.now[field], given.before?.[field], 10 ** column.scale);
        if (why) put({ field, why });
      }
  for (const warning of Object.keys(given.explanations))
    if (!given.explainedBefore?.has(warning))
      put({ field: warning.slice(warning.indexOf('@') + 1), why: 'explained' });
  for (const [obligation, { state }] of Object.entries(given.executions))
    if (state === 'not-done') put({ field: executionField(Number(obligation), 'state'), why: 'not-done' });
  // Of one rank in the order of the page, but what is out of line by how far it is.
  return [...found.values()].toSorted(
    (a, b) => rankOf(a) - rankOf(b) || (b.usual?.score ?? 0) - (a.usual?.score ?? 0),
  );
}

function jump(
  now: Answer | undefined,
  before: Answer | undefined,
  unit: number,
): 'fell' | 'rose' | undefined {
  if (typeof now !== 'number' || typeof before !== 'number') return undefined;
  if (Math.abs(now - before) < NOTICEABLE * unit) return undefined;
  if (now * 2 < before) return 'fell';
  return now * 2 > before * 3 ? 'rose' : undefined;
}
