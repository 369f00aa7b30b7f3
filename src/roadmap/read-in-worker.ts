import { Worker } from 'node:worker_threads';
import { Failure, type Kind, type Params } from '#platform/failure.ts';
import { turns } from '#platform/turns.ts';
import type { Format } from './formats/document.ts';
import type { Reading, ReadingOptions } from './rules/read-roadmap.ts';
import type { Part } from './rules/reading/rows.ts';

const AT_ONCE = 2;
const WAITING_AT_MOST = 20;
const MEMORY_MB = 192;

const inTurn = turns(AT_ONCE, {
  mostWaiting: WAITING_AT_MOST,
  busy: () => new Failure('too-many', 'roadmap.reading-busy'),
});

/** A file as it came, or the parts of one that was read before. */
export type ToRead = ({ bytes: Uint8Array; fileName?: string } | { parts: Part[] }) & ReadingOptions;
/** `source` is the file as text, a part a line. */
export type WorkerReading = { format: Format; parts: Part[]; source: string; reading: Reading };
export type WorkerAnswer = WorkerReading | { refused: { kind: Kind; code: string; params: Params } };

/**
 * Opens a file and reads the roadmap in it, in a thread with a limit of time and memory, two at once: whatever a file
 * does to its reader, it does it there.
 * @throws Failure `roadmap.reading-too-long`, `roadmap.reading-busy`, and those of `readDocument`
 */
export const readInWorker = (input: ToRead, limitMs = 10_000): Promise<WorkerReading> =>
  inTurn(() => readOnce(input, limitMs));

function readOnce(workerData: ToRead, limitMs: number): Promise<WorkerReading> {
  const tooLong = () => new Failure('invalid', 'roadmap.reading-too-long', { seconds: limitMs / 1000 });
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./reading-worker.ts', import.meta.url), {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 32, stackSizeMb: 8 },
    });
    const limit = setTimeout(() => {
      reject(tooLong());
      void worker.terminate();
    }, limitMs);
    worker.once('message', (answer: WorkerAnswer) => {
      clearTimeout(limit);
      if (!('refused' in answer)) return resolve(answer);
      const { kind, code, params } = answer.refused;
      reject(new Failure(kind, code, params));
    });
    worker.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(limit);
      reject(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Failure('too-large', 'roadmap.file-bomb') : error,
      );
    });
    worker.once('exit', () => {
      clearTimeout(limit);
      reject(tooLong()); // does nothing where it has been answered
    });
  });
}
