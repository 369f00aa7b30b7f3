import { parentPort, workerData } from 'node:worker_threads';
import { Failure } from '#platform/failure.ts';
import { findFields } from './find-fields.ts';
import { openArchive } from './open-archive.ts';
import type { Task, WorkerAnswer } from './read-in-worker.ts';

/** A thread of its own: a file that takes for ever, or all memory, takes no more than this. */
function read({ archive, bytes }: Task): WorkerAnswer {
  try {
    return { found: archive ? openArchive(bytes) : findFields(bytes) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { refused: { kind: error.kind, code: error.code, params: error.params } };
  }
}

// A thread's port has no origin to name, unlike a window's.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort?.postMessage(read(workerData as Task));
