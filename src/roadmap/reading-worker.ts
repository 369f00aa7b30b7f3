import { parentPort, workerData } from 'node:worker_threads';
import { readRoadmap } from './rules/read-roadmap.ts';

/** A thread of its own: a file that takes for ever, or all memory, takes no more than this. */
const { text, which } = workerData as { text: string; which: number };
// A thread's port has no origin to name, unlike a window's.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort?.postMessage(readRoadmap(text, which));
