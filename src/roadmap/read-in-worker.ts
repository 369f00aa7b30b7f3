import { Worker } from 'node:worker_threads';
import { Failure } from '#platform/failure.ts';
import type { Reading } from './rules/read-roadmap.ts';

const AT_ONCE = 2;
const WAITING_AT_MOST = 20;
const MEMORY_MB = 192;

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Reads a roadmap in a thread with a limit of time and memory, two at once.
 * @throws Failure `roadmap.reading-too-long`, `roadmap.reading-busy`
 */
export async function readInWorker(text: string, which = 1, limitMs = 10_000): Promise<Reading> {
  if (running >= AT_ONCE) {
    if (waiting.length >= WAITING_AT_MOST) throw new Failure('too-many', 'roadmap.reading-busy');
    await new Promise<void>((go) => waiting.push(go));
  } else running++;
  try {
    return await readOnce(text, which, limitMs);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

function readOnce(text: string, which: number, limitMs: number): Promise<Reading> {
  const tooLong = () => new Failure('invalid', 'roadmap.reading-too-long', { seconds: limitMs / 1000 });
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./reading-worker.ts', import.meta.url), {
      workerData: { text, which },
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 32, stackSizeMb: 8 },
    });
    const limit = setTimeout(() => {
      reject(tooLong());
      void worker.terminate();
    }, limitMs);
    worker.once('message', (reading: Reading) => {
      clearTimeout(limit);
      resolve(reading);
    });
    worker.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(limit);
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooLong() : error);
    });
    worker.once('exit', () => {
      clearTimeout(limit);
      reject(tooLong()); // does nothing where it has been answered
    });
  });
}
