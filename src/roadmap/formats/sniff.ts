import { Failure } from '#platform/failure.ts';
import { namesIn } from './archive.ts';
import type { Format } from './document.ts';

/** Known by their first bytes, and not read. */
const OTHERS: [kind: string, bytes: readonly number[]][] = [
  ['RTF', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['RAR', [0x52, 0x61, 0x72, 0x21]],
  ['7Z', [0x37, 0x7a, 0xbc, 0xaf]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['TIFF', [0x49, 0x49, 0x2a, 0x00]],
  ['TIFF', [0x4d, 0x4d, 0x00, 0x2a]],
  ['DJVU', [0x41, 0x54, 0x26, 0x54]],
  ['GZIP', [0x1f, 0x8b]],
];
const startsWith = (bytes: Uint8Array, wanted: readonly number[]) =>
  wanted.every((byte, at) => bytes[at] === byte);

/**
 * What a file is by what is in it, whatever it is called.
 * @throws Failure `roadmap.file-type`, `roadmap.file-old-word`, `roadmap.file-old-excel`, `roadmap.file-password`
 */
export function sniff(bytes: Uint8Array): Format {
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw oldOffice(bytes);
  const other = OTHERS.find(([, signature]) => startsWith(bytes, signature));
  if (other) throw unread(other[0]);
  if (startsWith(bytes, [0x50, 0x4b])) return zipped(bytes);
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 8192)).replaceAll('\0', '');
  if (start.slice(0, 1024).includes('%PDF-')) return 'pdf';
  if (/^[^<]{0,200}MIME-Version:/i.test(start)) throw unread('MHT');
  if (/^\W{0,4}<\?xml/.test(start) && /<(?:w:wordDocument|Workbook|office:document)/.test(start))
    throw unread('XML');
  return /<(?:!doctype\s+html|html|table|body)[\s>]/i.test(start) ? 'html' : 'text';
}

const unread = (kind: string) => new Failure('invalid', 'roadmap.file-type', { kind });

/** Office files are archives; what they are the names of their parts tell. */
function zipped(bytes: Uint8Array): Format {
  const names = namesIn(bytes);
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name));
  if (has(/^word\/document\d*\.xml$/)) return 'docx';
  if (has(/^xl\/workbook\.bin$/)) throw unread('XLSB');
  if (has(/^xl\/workbook\.xml$/)) return 'xlsx';
  if (has(/^ppt\//)) throw unread('PPTX');
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 200)).toString(
    'latin1',
  );
  const open = /mimetypeapplication\/vnd\.oasis\.opendocument\.([a-z]+)/.exec(head)?.[1];
  if (open === 'text' || open === 'spreadsheet') return 'odt';
  throw unread(open ? 'ODF' : 'ZIP');
}

/** Office files before 2007, and newer ones that are locked with a password, are small file systems. */
function oldOffice(bytes: Uint8Array): Failure {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const holds = (name: string) => file.includes(Buffer.from(name, 'utf16le'));
  if (holds('EncryptedPackage')) return new Failure('invalid', 'roadmap.file-password');
  if (holds('WordDocument')) return new Failure('invalid', 'roadmap.file-old-word');
  if (holds('Workbook') || holds('Book')) return new Failure('invalid', 'roadmap.file-old-excel');
  return unread('OLE');
}
