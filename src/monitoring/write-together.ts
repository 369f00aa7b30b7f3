import type { RunPrepared } from '#platform/database.server.ts';
import { together } from '#platform/together.ts';
import { MOST_TOGETHER, type Submission, writeSubmissions, type Written } from './sql/submission.ts';

/** While one statement waits for the disk, the next is on its way; more would only make each smaller. */
const STATEMENTS_AT_ONCE = 2;

type Write = (one: Submission) => Promise<Written | undefined>;
const writers = new WeakMap<RunPrepared, Write>();

/**
 * Writes a submission, together with those that are there at the same moment: at the end of a quarter schools hand in by
 * dozens, and one statement with one flush to the disk serves them all. It is answered when it has been committed.
 * @returns nothing where the return is not what was judged: see `writeSubmissions`
 */
export function writeTogether(run: RunPrepared, one: Submission): Promise<Written | undefined> {
  let write = writers.get(run);
  if (!write) {
    const size = { most: MOST_TOGETHER, atOnce: STATEMENTS_AT_ONCE };
    writers.set(run, (write = together((many: readonly Submission[]) => writeSubmissions(run, many), size)));
  }
  return write(one);
}
