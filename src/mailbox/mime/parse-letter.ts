import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Failure } from '#platform/failure.ts';
import type { Letter } from './letter.ts';
import type { ParsedLetter } from './parsing-worker.ts';

const LIMIT_MS = 10_000;
const LIMITS = { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };

/**
 * Reads letters one after another in a thread with a limit of time and memory. A letter that breaks the thread breaks no
 * other: the next has a new one.
 */
export function letterParser(limitMs = LIMIT_MS) {
  let worker: Worker | undefined;
  const start = () =>
    new Worker(new URL('./parsing-worker.ts', import.meta.url), { resourceLimits: LIMITS }).on(
      'error',
      () => {}, // told to who waits for the letter; without a listener the process dies
    );
  const close = async () => {
    await worker?.terminate();
    worker = undefined;
  };
  /** @throws Failure `mail.broken`, `mail.too-many-parts`, `mail.parsing-too-long` */
  const parse = async (bytes: Uint8Array): Promise<Letter> => {
    worker ??= start();
    const answer = once(worker, 'message', { signal: AbortSignal.timeout(limitMs) });
    // A thread's port has no origin to name, unlike a window's.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    worker.postMessage(bytes);
    const [parsed] = (await answer.catch(async (error: unknown) => {
      await close();
      throw reasonOf(error);
    })) as [ParsedLetter];
    if ('letter' in parsed) return parsed.letter;
    throw new Failure('invalid', parsed.refused);
  };
  return { parse, close };
}
export type LetterParser = ReturnType<typeof letterParser>;

function reasonOf(error: unknown): unknown {
  const { name, code } = error as NodeJS.ErrnoException;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return new Failure('too-large', 'mail.too-many-parts');
  return name === 'AbortError' ? new Failure('invalid', 'mail.parsing-too-long') : error;
}
