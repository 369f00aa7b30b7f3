import type { RunPrepared } from '#platform/database.server.ts';
import { MOST_TOGETHER, type Submission, writeSubmissions, type Written } from './sql/submission.ts';

/** While one statement waits for the disk, the next is on its way; more would only make each smaller. */
const STATEMENTS_AT_ONCE = 2;

type Waiting = {
  one: Submission;
  resolve(written: Written | undefined): void;
  reject(error: unknown): void;
};
type Queue = { waiting: Waiting[]; running: number; called: boolean };
const queues = new WeakMap<RunPrepared, Queue>();

/**
 * Writes a submission, together with those that are there at the same moment: at the end of a quarter schools hand in by
 * dozens, and one statement with one flush to the disk serves them all. Nobody waits to be joined by others. It is
 * answered when it has been committed.
 * @returns nothing where the return is not what was judged: see `writeSubmissions`
 */
export function writeTogether(run: RunPrepared, one: Submission): Promise<Written | undefined> {
  let queue = queues.get(run);
  if (!queue) queues.set(run, (queue = { waiting: [], running: 0, called: false }));
  const { waiting } = queue;
  const written = new Promise<Written | undefined>((resolve, reject) =>
    waiting.push({ one, resolve, reject }),
  );
  call(run, queue);
  return written;
}

/** After what this turn of the event loop still brings. */
function call(run: RunPrepared, queue: Queue): void {
  if (queue.called || queue.waiting.length === 0 || queue.running >= STATEMENTS_AT_ONCE) return;
  queue.called = true;
  setImmediate(() => {
    queue.called = false;
    const batch = queue.waiting.splice(0, MOST_TOGETHER);
    queue.running += 1;
    void write(run, batch).finally(() => {
      queue.running -= 1;
      call(run, queue);
    });
    call(run, queue);
  });
}

async function write(run: RunPrepared, batch: readonly Waiting[]): Promise<void> {
  try {
    const written = await writeSubmissions(
      run,
      batch.map(({ one }) => one),
    );
    for (const [at, { resolve }] of batch.entries()) resolve(written[at]);
  } catch (error) {
    if (batch.length === 1) return batch[0]!.reject(error);
    // One that the database refuses must not take the others with it.
    for (const each of batch) await write(run, [each]);
  }
}
