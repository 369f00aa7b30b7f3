import { unzipSync } from 'fflate';
import { Failure } from '#platform/failure.ts';

export type ArchivedFile = { name: string; bytes: Uint8Array };

export const MOST_FILES = 200;
const LARGEST_FILE = 5 * 1024 * 1024;
const LARGEST = 60 * 1024 * 1024;
const MOST_ENTRIES = 2_000;
const BOOK = /\.(?:xlsx|xlsm|xls|ods)$/i;
/** What systems and programs leave behind: thumbnails, locks of open files. */
const LEFT_BEHIND = /(?:^|\/)(?:__MACOSX|\.|~\$)/;

/**
 * The workbooks in an archive, folders and all. Sizes are looked at before anything is unpacked.
 * @throws Failure `workbook.file-bomb`, `workbook.file-damaged`, `workbook.many-too-many`, `workbook.many-none`
 */
export function openArchive(bytes: Uint8Array): ArchivedFile[] {
  let [size, entries, books] = [0, 0, 0];
  const names = new Map<string, string>();
  let found: Record<string, Uint8Array>;
  try {
    found = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (++entries > MOST_ENTRIES)
          throw new Failure('too-large', 'workbook.many-too-many', { most: MOST_FILES });
        if (!BOOK.test(name) || LEFT_BEHIND.test(name)) return false;
        if (++books > MOST_FILES)
          throw new Failure('too-large', 'workbook.many-too-many', { most: MOST_FILES });
        size += originalSize;
        if (originalSize > LARGEST_FILE || size > LARGEST)
          throw new Failure('too-large', 'workbook.file-bomb');
        names.set(name, readName(name));
        return true;
      },
    });
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure('invalid', 'workbook.file-damaged');
  }
  if (books === 0) throw new Failure('invalid', 'workbook.many-none');
  return Object.entries(found).map(([name, part]) => ({ name: names.get(name) ?? name, bytes: part }));
}

/** Names in an archive without a mark are in the letters of a Russian DOS: so Windows still packs them. */
function readName(name: string): string {
  const codes = [...name].map((letter) => letter.codePointAt(0)!);
  const isUnmarked = codes.some((code) => code > 0x7f) && codes.every((code) => code <= 0xff);
  return isUnmarked ? new TextDecoder('ibm866').decode(Buffer.from(name, 'latin1')) : name;
}

/** Whether a file is a workbook or an archive of them: a workbook is an archive too. */
export const isArchive = (name: string, bytes: Uint8Array): boolean =>
  /\.zip$/i.test(name) && bytes[0] === 0x50 && bytes[1] === 0x4b;
