import { parentPort, workerData } from 'node:worker_threads';
import { Failure } from '#platform/failure.ts';
import { type Document, writeParts } from './formats/document.ts';
import { readDocument } from './formats/read-document.ts';
import type { ToRead, WorkerAnswer } from './read-in-worker.ts';
import { readRoadmapIn } from './rules/read-roadmap.ts';
import type { Warning } from './rules/roadmap.ts';

/** A thread of its own: a file that takes for ever, or all memory, takes no more than this. */
const { which, known, headingLine, ...input } = workerData as ToRead;

async function read(): Promise<WorkerAnswer> {
  try {
    const { format, parts, remarks, text }: Document =
      'parts' in input
        ? { format: 'text', parts: input.parts, remarks: [] }
        : await readDocument(input.bytes, input.fileName);
    const reading = readRoadmapIn(parts, { which, known, headingLine });
    const notes = remarks.map(({ code, params, line }): Warning => ({
      code,
      severity: 'note',
      params,
      where: line === undefined ? {} : { line },
    }));
    return {
      format,
      parts,
      source: text ?? writeParts(parts),
      reading: { ...reading, warnings: [...reading.warnings, ...notes] },
    };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { refused: { kind: error.kind, code: error.code, params: error.params } };
  }
}

const answer = await read();
// A thread's port has no origin to name, unlike a window's.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort?.postMessage(answer);
