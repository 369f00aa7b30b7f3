import { Failure } from '#platform/failure.ts';

/** What an uploaded file may have at most, in bytes. */
export const LARGEST_FILE = 10 * 1024 * 1024;

/** What a file is by its first bytes, whatever it is called. */
const SIGNATURES: [kind: string, bytes: readonly number[]][] = [
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['DOC', [0xd0, 0xcf, 0x11, 0xe0]],
  ['RTF', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['RAR', [0x52, 0x61, 0x72, 0x21]],
  ['7Z', [0x37, 0x7a, 0xbc, 0xaf]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['GZIP', [0x1f, 0x8b]],
];

/**
 * The text of an uploaded file: UTF-8, UTF-16 with its mark, or Windows-1251, in which Notepad used to save Russian.
 * @throws Failure `roadmap.file-empty`, `roadmap.file-too-large`, `roadmap.file-type`
 */
export function decodeFile(bytes: Uint8Array): string {
  if (bytes.length > LARGEST_FILE)
    throw new Failure('too-large', 'roadmap.file-too-large', { megabytes: LARGEST_FILE / 1024 / 1024 });
  const kind = kindOf(bytes);
  if (kind) throw new Failure('invalid', 'roadmap.file-type', { kind });
  const text = decoded(bytes);
  if (!text.trim()) throw new Failure('invalid', 'roadmap.file-empty');
  return text;
}

function kindOf(bytes: Uint8Array): string | undefined {
  if (startsWith(bytes, [0x50, 0x4b])) return zipped(bytes);
  return SIGNATURES.find(([, signature]) => startsWith(bytes, signature))?.[0];
}

const startsWith = (bytes: Uint8Array, wanted: readonly number[]) =>
  wanted.every((byte, at) => bytes[at] === byte);

/** Office files are archives; their parts are named in the archive's directory, uncompressed. */
function zipped(bytes: Uint8Array): string {
  const names = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (names.includes('word/')) return 'DOCX';
  if (names.includes('xl/')) return 'XLSX';
  return names.includes('mimetypeapplication/vnd.oasis') ? 'ODT' : 'ZIP';
}

function decoded(bytes: Uint8Array): string {
  if (startsWith(bytes, [0xff, 0xfe])) return plain(new TextDecoder('utf-16le').decode(bytes));
  if (startsWith(bytes, [0xfe, 0xff])) return plain(new TextDecoder('utf-16be').decode(bytes));
  try {
    return plain(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof Failure) throw error;
    return plain(new TextDecoder('windows-1251').decode(bytes));
  }
}

/** Text has no zero characters; PostgreSQL would refuse them too. */
function plain(text: string): string {
  if (text.includes('\0')) throw new Failure('invalid', 'roadmap.file-type', { kind: 'BIN' });
  return text;
}
