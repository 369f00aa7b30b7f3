import { z } from 'zod';
import { allow } from '#organisations';
import { Failure } from '#platform/failure.ts';
import { type Context, reading } from '#platform/use-case.ts';
import { type Located, locateReturn, WhichReturn } from './locate.ts';
import { openWorkbook, type ReadWorkbook, readWorkbook } from './read-workbook.ts';
import { isCounted } from './show-return.ts';

export const Workbook = WhichReturn.extend({
  file: z.custom<Uint8Array>((given) => given instanceof Uint8Array),
});

/**
 * What a workbook would change in a return, and what would then be wrong with it. Nothing is saved.
 * @throws Failure `returns.not-found`, `access.denied`, `returns.campaign-closed`, `returns.already-submitted`, and those
 *   of `readWorkbook`
 */
export const previewWorkbook = reading(
  'return.preview-workbook',
  Workbook,
  async (context, { file, ...which }): Promise<ReadWorkbook> => {
    const located = await locateFilling(context, which);
    return readWorkbook(context, located, await openWorkbook(file));
  },
);

/** A return that the actor may fill in now. */
export async function locateFilling(context: Context, which: z.output<typeof WhichReturn>): Promise<Located> {
  const located = await locateReturn(context, which);
  allow(context, 'return.fill', located.organisation.path);
  refuseFinished(located);
  return located;
}

/** @throws Failure `returns.campaign-closed`, `returns.already-submitted` */
export function refuseFinished({ campaign, head }: Located): void {
  if (campaign.state === 'closed') throw new Failure('conflict', 'returns.campaign-closed');
  if (isCounted(head.state)) throw new Failure('conflict', 'returns.already-submitted');
}
