import { Worker } from 'node:worker_threads';
import { Failure, type Kind, type Params } from '#platform/failure.ts';
import { turns } from '#platform/turns.ts';
import type { FoundBook } from './find-fields.ts';
import type { ArchivedFile } from './open-archive.ts';

const MEMORY_MB = 160;
const LIMIT_MS = 10_000;

const inTurn = turns(2, {
  mostWaiting: 100,
  busy: () => new Failure('too-many', 'workbook.reading-busy'),
});

/** A workbook, or an archive of workbooks. */
export type Task = { bytes: Uint8Array; archive?: true };
type Found = FoundBook | ArchivedFile[];
export type WorkerAnswer = { found: Found } | { refused: { kind: Kind; code: string; params: Params } };

/**
 * Reads a workbook in a thread with a limit of time and memory, two at once.
 * @throws Failure `workbook.reading-too-long`, `workbook.reading-busy`, and those of `findFields`
 */
export const readInWorker = (bytes: Uint8Array, limitMs = LIMIT_MS): Promise<FoundBook> =>
  inTurn(() => readOnce({ bytes }, limitMs)) as Promise<FoundBook>;

/** The workbooks of an archive, in the same way. @throws Failure as `readInWorker`, and those of `openArchive` */
export const unpackInWorker = (bytes: Uint8Array, limitMs = LIMIT_MS): Promise<ArchivedFile[]> =>
  inTurn(() => readOnce({ bytes, archive: true }, limitMs)) as Promise<ArchivedFile[]>;

function readOnce(workerData: Task, limitMs: number): Promise<Found> {
  const tooLong = () => new Failure('invalid', 'workbook.reading-too-long', { seconds: limitMs / 1000 });
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./reading-worker.ts', import.meta.url), {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    });
    const limit = setTimeout(() => {
      reject(tooLong());
      void worker.terminate();
    }, limitMs);
    worker.once('message', (answer: WorkerAnswer) => {
      clearTimeout(limit);
      if ('found' in answer) return resolve(answer.found);
      const { kind, code, params } = answer.refused;
      reject(new Failure(kind, code, params));
    });
    worker.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(limit);
      reject(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Failure('too-large', 'workbook.file-bomb') : error,
      );
    });
    worker.once('exit', () => {
      clearTimeout(limit);
      reject(tooLong()); // does nothing where it has been answered
    });
  });
}
