import { Worker } from 'node:worker_threads';
import { Failure, type Kind, type Params } from '#platform/failure.ts';
import { turns } from '#platform/turns.ts';
import type { Layout } from './layout.ts';

const LARGEST = 10 * 1024 * 1024;
const MEMORY_MB = 192;
const inTurn = turns(1, { mostWaiting: 10, busy: () => new Failure('too-many', 'roadmap.reading-busy') });

export type LayoutAnswer = { layouts: Layout[] } | { refused: { kind: Kind; code: string; params: Params } };

/**
 * The tables of a workbook, in a thread with a limit of time and memory: whatever a file does to its reader, it does it
 * there.
 * @throws Failure `form.layout-none`, `roadmap.file-empty`, `roadmap.file-too-large`, `roadmap.file-damaged`,
 * `roadmap.file-bomb`, `roadmap.file-password`, `roadmap.reading-too-long`, `roadmap.reading-busy`
 */
export async function readLayouts(bytes: Uint8Array, limitMs = 10_000): Promise<Layout[]> {
  if (bytes.length === 0) throw new Failure('invalid', 'roadmap.file-empty');
  if (bytes.length > LARGEST)
    throw new Failure('too-large', 'roadmap.file-too-large', { megabytes: LARGEST / 1024 / 1024 });
  const layouts = await inTurn(() => readOnce(bytes, limitMs));
  if (layouts.length === 0) throw new Failure('invalid', 'form.layout-none');
  return layouts;
}

function readOnce(workerData: Uint8Array, limitMs: number): Promise<Layout[]> {
  const tooLong = () => new Failure('invalid', 'roadmap.reading-too-long', { seconds: limitMs / 1000 });
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./layout-worker.ts', import.meta.url), {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 32, stackSizeMb: 8 },
    });
    const limit = setTimeout(() => {
      reject(tooLong());
      void worker.terminate();
    }, limitMs);
    worker.once('message', (answer: LayoutAnswer) => {
      clearTimeout(limit);
      if (!('refused' in answer)) return resolve(answer.layouts);
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
