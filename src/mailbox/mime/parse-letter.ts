import { Worker } from 'node:worker_threads';
import { Failure } from '#platform/failure.ts';
import type { Letter } from './letter.ts';
import type { ParsedLetter } from './parsing-worker.ts';

const LIMIT_MS = 10_000;

/**
 * Reads a letter in a thread with a limit of time and memory.
 * @throws Failure `mail.broken`, `mail.too-many-parts`, `mail.parsing-too-long`
 */
export function parseLetter(bytes: Uint8Array, limitMs = LIMIT_MS): Promise<Letter> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./parsing-worker.ts', import.meta.url), {
      workerData: bytes,
      resourceLimits: { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    });
    const tooLong = () => new Failure('invalid', 'mail.parsing-too-long');
    const limit = setTimeout(() => {
      reject(tooLong());
      void worker.terminate();
    }, limitMs);
    worker.once('message', (answer: ParsedLetter) => {
      if ('letter' in answer) resolve(answer.letter);
      else reject(new Failure('invalid', answer.refused));
    });
    worker.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Failure('too-large', 'mail.too-many-parts') : error,
      ),
    );
    worker.once('exit', () => {
      clearTimeout(limit);
      reject(tooLong()); // does nothing where it has been answered
    });
  });
}
