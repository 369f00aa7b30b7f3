/** A kind of file that may be evidence, told by its content: what a browser claims and a name ends with prove nothing. */
export type FileKind = { mediaType: string; extensions: readonly [string, ...string[]] };

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const pdf: FileKind = { mediaType: 'application/pdf', extensions: ['pdf'] };
const jpeg: FileKind = { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg'] };
const png: FileKind = { mediaType: 'image/png', extensions: ['png'] };
const docx: FileKind = { mediaType: `${OFFICE}.wordprocessingml.document`, extensions: ['docx'] };
const xlsx: FileKind = { mediaType: `${OFFICE}.spreadsheetml.sheet`, extensions: ['xlsx'] };
const odt: FileKind = { mediaType: 'application/vnd.oasis.opendocument.text', extensions: ['odt'] };
const zip: FileKind = { mediaType: 'application/zip', extensions: ['zip'] };

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const PDF = [0x25, 0x50, 0x44, 0x46, 0x2d];
const JPEG = [0xff, 0xd8, 0xff];

/** Nothing for what may not be evidence: programs, pages, documents that carry a program. */
export function fileKindOf(bytes: Uint8Array): FileKind | undefined {
  const startsWith = (signature: readonly number[]) => signature.every((byte, at) => bytes[at] === byte);
  if (startsWith(PDF)) return pdf;
  if (startsWith(PNG)) return png;
  if (startsWith(JPEG)) return jpeg;
  return startsWith(ZIP) ? packedKind(bytes) : undefined;
}

/** The names of a zip's entries stand in it uncompressed. */
function packedKind(bytes: Uint8Array): FileKind | undefined {
  const text = new TextDecoder('latin1').decode(bytes);
  if (text.includes('vbaProject.bin')) return undefined;
  if (text.slice(30).startsWith(`mimetype${odt.mediaType}`)) return odt;
  if (text.includes('word/document.xml')) return docx;
  return text.includes('xl/workbook.xml') ? xlsx : zip;
}

const LONGEST = 160;
/** A name that can be shown and saved anywhere, ending as its kind does. */
export function fileName(given: string, { extensions }: FileKind): string {
  const bare = given
    .toWellFormed()
    .normalize('NFC')
    .split(/[/\\]/)
    .at(-1)!
    .replaceAll(/[\p{Cc}\p{Cf}"*:<>?|]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const dot = bare.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [bare.slice(0, dot), bare.slice(dot + 1).toLowerCase()] : [bare, ''];
  const known = extensions.includes(extension);
  const kept = (known ? stem : bare).replaceAll(/^\.+/g, '').slice(0, LONGEST).trim() || 'file';
  return `${kept}.${known ? extension : extensions[0]}`;
}
