import type { z } from 'zod';
import { type Context, read } from '#platform/use-case.ts';
import type { WorkbookChange } from './read-workbook.ts';
import { previewWorkbook, Workbook } from './preview-workbook.ts';
import type { TakenNote } from './read-workbook.ts';
import { saveDraft, type SavedDraft } from './save-draft.ts';

/** `changed`: fields that went in; of `conflicts`, what somebody has typed since the workbook was made stands. */
export type TakenWorkbook = SavedDraft & { changed: string[]; notes: TakenNote[] };

/**
 * Puts what a workbook says into a return, but for what somebody has typed since it was made.
 * @throws Failure those of `previewWorkbook` and of `saveDraft`
 */
async function take(context: Context, input: z.input<typeof Workbook>): Promise<TakenWorkbook> {
  const { file, ...which } = read(Workbook, input);
  // Read before anything is written, and outside of the transaction that writes: a file may take its time.
  const { base, changes, notes } = await previewWorkbook(context, { file, ...which });
  const saved = await saveDraft(context, { ...which, base, changes: changesOf(changes), door: 'workbook' });
  const conflicts = changes.flatMap(({ field, now, conflict }) =>
    conflict ? [{ field, yours: now, ...conflict }] : [],
  );
  const left = new Set([...conflicts, ...saved.conflicts].map(({ field }) => field));
  return {
    ...saved,
    conflicts: [...conflicts, ...saved.conflicts],
    changed: changes.flatMap(({ field }) => (left.has(field) ? [] : [field])),
    notes,
  };
}
export const takeWorkbook = Object.assign(take, { title: 'return.take-workbook', schema: Workbook });

/** What goes in: changes that nobody else has made otherwise. */
export const changesOf = (
  changes: readonly WorkbookChange[],
): Record<string, { value: string; was: string }> =>
  Object.fromEntries(
    changes.flatMap(({ field, was, now, conflict }) => (conflict ? [] : [[field, { value: now, was }]])),
  );
