import { z } from 'zod';
import { anyone } from '#organisations';
import { reading } from '#platform/use-case.ts';
import { submissionsNamed } from './sql/scans.ts';

const CheckPaper = z.object({
  /** The number of a receipt: `2021-4-school-15-1`. */
  number: z.string().trim().max(120),
  /** As the paper has it: at least its first sixteen digits. */
  checksum: z.string().trim().max(100),
});
/** `unknown` is told of what never was as of what is guessed at. */
export type PaperState = 'matches' | 'changed' | 'unknown';

const NUMBER = /^(\d{4})-([1-4])-([\w.-]{1,80})-(\d{1,4})$/;
const FEWEST = 16;

/** Whether a paper says what the return says now. For anybody who holds it: nothing else is told. */
export const checkPaper = reading(
  'paper.check',
  CheckPaper,
  async (context, { number, checksum }): Promise<PaperState> => {
    anyone(context);
    const [, year, quarter, code, rev] = NUMBER.exec(number) ?? [];
    const digits = checksum.toLowerCase().replaceAll(/\s/g, '');
    if (!year || !code || !/^[\da-f]+$/.test(digits) || digits.length < FEWEST) return 'unknown';
    const named = { slug: `${year}-q${quarter}`, code, rev: Number(rev) };
    const found = (await submissionsNamed(context.db, named)).find((one) => one.checksum.startsWith(digits));
    if (!found) return 'unknown';
    return found.isCounted ? 'matches' : 'changed';
  },
);
