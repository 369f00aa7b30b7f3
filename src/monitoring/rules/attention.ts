import type { Answer } from './codec.ts';
import type { StoredExecution } from './content.ts';
import { executionField } from './fields.ts';
import { type FormDefinition } from './form.ts';
import { cellCode } from './cells.ts';

/** What a reviewer looks at first, and why. */
export type Attention = { field: string; why: 'fell' | 'rose' | 'explained' | 'not-done' };

/** Below this a pair that begins or ends would already look like an upheaval. */
const NOTICEABLE = 5;

/**
 * Numbers as of a day that have fallen or risen by more than half since the last period, warnings that were explained,
 * and what was not done; each field once. Numbers of one period alone (events) and those that only grow may jump.
 */
export function attentionIn(
  form: FormDefinition | undefined,
  given: {
    now: Readonly<Record<string, Answer | undefined>>;
    before: Readonly<Record<string, Answer | undefined>> | undefined;
    explanations: Readonly<Record<string, string>>;
    executions: Readonly<Record<string, StoredExecution>>;
  },
): Attention[] {
  const found = new Map<string, Attention['why']>();
  for (const { code, rows, columns } of form?.tables ?? [])
    for (const row of rows)
      for (const column of columns) {
        const cell = cellCode(code, row.code, column.code);
        const why =
          column.over === 'as-of' && jump(given.now[cell], given.before?.[cell], 10 ** column.scale);
        if (why) found.set(cell, why);
      }
  for (const warning of Object.keys(given.explanations)) {
    const cell = warning.slice(warning.indexOf('@') + 1);
    if (!found.has(cell)) found.set(cell, 'explained');
  }
  for (const [obligation, { state }] of Object.entries(given.executions))
    if (state === 'not-done') found.set(executionField(Number(obligation), 'state'), 'not-done');
  return [...found].map(([field, why]) => ({ field, why }));
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
