import { Failure } from '#platform/failure.ts';
import { readInWorker, type WorkerReading } from './read-in-worker.ts';
import type { Reading, ReadingOptions } from './rules/read-roadmap.ts';
import type { Roadmap } from './rules/roadmap.ts';

/** How an office file is opened without believing it, for rooms that read other things in one. */
export { refuseEntities, unpack } from './formats/archive.ts';

/** What an uploaded file may have at most, in bytes. */
export const LARGEST_FILE = 10 * 1024 * 1024;

/** Beyond this a page that shows them all helps nobody, and no order that we know comes near. */
const MOST_ACTIVITIES = 1000;

/** A reading that found a roadmap. */
export type Read = Reading & { roadmap: Roadmap };

/**
 * What a file says and the roadmap in it, if there is one.
 * @throws Failure `roadmap.file-empty`, `roadmap.file-too-large`, `roadmap.file-type` and others of `readDocument`,
 *   `roadmap.reading-too-long`, `roadmap.reading-busy`
 */
export async function openFile(
  bytes: Uint8Array,
  fileName: string,
  options: ReadingOptions = {},
): Promise<WorkerReading> {
  if (bytes.length > LARGEST_FILE)
    throw new Failure('too-large', 'roadmap.file-too-large', { megabytes: LARGEST_FILE / 1024 / 1024 });
  return readInWorker({ bytes, fileName, ...options });
}

/**
 * The roadmap in a file; `which` of several, from 1.
 * @throws Failure those of `openFile`, and `roadmap.no-table`, `roadmap.no-deadline-column`, `roadmap.no-activities`
 */
export async function readFile(
  bytes: Uint8Array,
  { fileName = '', which = 1 }: { fileName?: string; which?: number } = {},
): Promise<WorkerReading & { reading: Read }> {
  const read = await openFile(bytes, fileName, { which });
  const { roadmap, warnings } = read.reading;
  if (!roadmap) throw refusalOf(read.reading);
  return { ...read, reading: { ...read.reading, roadmap, warnings } };
}

/** Why a reading has no roadmap. */
export function refusalOf({ warnings }: Reading): Failure {
  const refusal = warnings.find(({ severity }) => severity === 'failure');
  return new Failure('invalid', refusal?.code ?? 'roadmap.no-table', refusal?.params);
}

/** @throws Failure `roadmap.too-many-activities` */
export function refuseTooMany({ roadmap }: Reading): void {
  const count = roadmap?.sections.reduce((sum, { activities }) => sum + activities.length, 0) ?? 0;
  if (count > MOST_ACTIVITIES)
    throw new Failure('invalid', 'roadmap.too-many-activities', { count, most: MOST_ACTIVITIES });
}
