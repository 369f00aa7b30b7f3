import { Failure } from '#platform/failure.ts';
import { decodeFile } from './decode-file.ts';
import { readInWorker } from './read-in-worker.ts';
import type { Reading } from './rules/read-roadmap.ts';
import type { Roadmap } from './rules/roadmap.ts';

/** A reading that found a roadmap. */
export type Read = Reading & { roadmap: Roadmap };

/**
 * The text of a file and the roadmap in it; `which` of several, from 1.
 * @throws Failure `roadmap.file-empty`, `roadmap.file-too-large`, `roadmap.file-type`, `roadmap.no-table`,
 *   `roadmap.no-deadline-column`, `roadmap.no-activities`, `roadmap.reading-too-long`, `roadmap.reading-busy`
 */
export async function readFile(bytes: Uint8Array, which = 1): Promise<{ source: string; reading: Read }> {
  const source = decodeFile(bytes);
  const { roadmap, warnings } = await readInWorker(source, which);
  const refusal = warnings.find(({ severity }) => severity === 'failure');
  if (!roadmap || refusal) throw new Failure('invalid', refusal?.code ?? 'roadmap.no-table', refusal?.params);
  return { source, reading: { roadmap, warnings } };
}
