import { unzipSync } from 'fflate';
import { Failure } from '#platform/failure.ts';

/** All wanted parts of an archive together, unpacked: a roadmap of 5,000 rows takes 30 MB. */
const LARGEST = 80 * 1024 * 1024;
const MOST_ENTRIES = 4_000;

/**
 * The wanted parts of an office file. Sizes are looked at before anything is unpacked; a part that lies about its size is
 * cut off at what it promised.
 * @throws Failure `roadmap.file-bomb`, `roadmap.file-password`, `roadmap.file-damaged`
 */
export function unpack(bytes: Uint8Array, wanted: (name: string) => boolean): Map<string, Uint8Array> {
  let size = 0;
  let entries = 0;
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        // The first part's own head says whether the parts are locked.
        if ((bytes[6] ?? 0) & 1) throw new Failure('invalid', 'roadmap.file-password');
        if (++entries > MOST_ENTRIES) throw new Failure('too-large', 'roadmap.file-bomb');
        if (!wanted(name)) return false;
        size += originalSize;
        if (size > LARGEST) throw new Failure('too-large', 'roadmap.file-bomb');
        return true;
      },
    });
    return new Map(Object.entries(parts));
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure('invalid', 'roadmap.file-damaged');
  }
}

/** The names of all parts, without unpacking any. @throws Failure `roadmap.file-bomb`, `roadmap.file-damaged` */
export function namesIn(bytes: Uint8Array): string[] {
  const names: string[] = [];
  unpack(bytes, (name) => {
    names.push(name);
    return false;
  });
  return names;
}

/** Entities stand in a document type, and that before everything else. @throws Failure `roadmap.file-entities` */
export function refuseEntities(parts: Map<string, Uint8Array>): void {
  for (const bytes of parts.values()) {
    const utf16 = bytes[0] === 0xff || bytes[0] === 0xfe;
    const start = new TextDecoder(utf16 ? 'utf-16' : 'utf-8').decode(bytes.subarray(0, 4096));
    if (/<!(?:DOCTYPE|ENTITY)/i.test(start)) throw new Failure('invalid', 'roadmap.file-entities');
  }
}
