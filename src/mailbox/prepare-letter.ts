import { type ArchivedFile, type FoundBook, tryOpening, unpackArchive } from '#monitoring';
import { Failure } from '#platform/failure.ts';
import type { Letter } from './mime/letter.ts';
import { isReport, kindOf } from './rules/index.ts';

/** A file of a letter, read as far as it can be without writing anything. */
export type PreparedFile = ArchivedFile & { opened: FoundBook | Failure };

export const MOST_BOOKS = 50;
const LONGEST_MS = 60_000;

/** The workbooks that a letter brings, those of its archives too, and what else is attached, each with its reason. */
export async function prepareLetter({ headers, from, parts }: Letter): Promise<PreparedFile[]> {
  if (isReport(headers, from)) return [];
  const until = performance.now() + LONGEST_MS;
  const files: PreparedFile[] = [];
  for (const part of parts) {
    const kind = kindOf(part);
    if (kind === 'passed over') continue;
    if (kind === 'archive') files.push(...(await filesIn(part)));
    else if (kind === 'book') files.push({ name: part.name, bytes: part.bytes, opened: LATER });
    else files.push(refusedAs(part, kind === 'winmail' ? 'mail.winmail' : 'mail.not-book'));
  }
  const most = files.slice(0, MOST_BOOKS);
  for (const file of most)
    if (file.opened === LATER)
      file.opened =
        performance.now() > until
          ? new Failure('invalid', 'mail.letter-too-long')
          : await tryOpening(file.bytes);
  if (files.length > MOST_BOOKS) {
    const failure = new Failure('too-large', 'mail.too-many-books', { most: MOST_BOOKS });
    most.push({ name: '', bytes: new Uint8Array(), opened: failure });
  }
  return most;
}

const LATER = new Failure('invalid', 'mail.letter-too-long');

async function filesIn(archive: ArchivedFile): Promise<PreparedFile[]> {
  try {
    return (await unpackArchive(archive.bytes)).map((file) => ({ ...file, opened: LATER }));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [{ name: archive.name, bytes: new Uint8Array(), opened: error }];
  }
}

const refusedAs = ({ name, type }: { name: string; type: string }, code: string): PreparedFile => ({
  name: name || type,
  bytes: new Uint8Array(),
  opened: new Failure('invalid', code, { name: name || type }),
});
