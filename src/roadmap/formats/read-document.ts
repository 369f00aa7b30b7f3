import { Failure } from '#platform/failure.ts';
import { type Document, type Format, MOST_PARTS } from './document.ts';
import { sniff } from './sniff.ts';
import { decode, readText } from './text.ts';

/** One front part a format, loaded where it is needed: a text is read before the library of PDF is. */
const FRONT: Record<Format, (bytes: Uint8Array) => Promise<Document>> = {
  text: async (bytes) => readText(decode(bytes)),
  docx: async (bytes) => (await import('./docx.ts')).readDocx(bytes),
  xlsx: async (bytes) => (await import('./xlsx.ts')).readXlsx(bytes),
  html: async (bytes) => (await import('./html.ts')).readHtml(bytes),
  pdf: async (bytes) => (await import('./pdf.ts')).readPdf(bytes),
  odt: async (bytes) => (await import('./odt.ts')).readOdt(bytes),
};

/** What files of a format are called; a text may be called anything. */
const NAMES: Record<Exclude<Format, 'text'>, RegExp> = {
  docx: /\.doc[xm]$|\.dot[xm]$/i,
  xlsx: /\.xls[xm]$|\.xlt[xm]$/i,
  html: /\.x?html?$/i,
  pdf: /\.pdf$/i,
  odt: /\.o[dt][ts]$/i,
};

/**
 * What a file says, whatever its format: the content decides, and a name that says otherwise is told.
 * @throws Failure whose code begins with `roadmap.file-` or `roadmap.pdf-`
 */
export async function readDocument(bytes: Uint8Array, fileName = ''): Promise<Document> {
  if (!bytes.length) throw new Failure('invalid', 'roadmap.file-empty');
  const format = sniff(bytes);
  const document = await FRONT[format](bytes);
  if (document.parts.length > MOST_PARTS) throw new Failure('too-large', 'roadmap.file-bomb');
  if (!document.parts.some((part) => part.kind === 'row' || part.line.text))
    throw new Failure('invalid', 'roadmap.file-empty');
  const extension = /\.[a-z]{3,5}$/i.exec(fileName)?.[0] ?? '';
  const lies =
    format === 'text'
      ? Object.values(NAMES).some((names) => names.test(fileName))
      : extension !== '' && !NAMES[format].test(fileName);
  if (!lies) return document;
  const params = {
    extension: extension.toLowerCase(),
    kind: format === 'text' ? 'TXT' : format.toUpperCase(),
  };
  return { ...document, remarks: [{ code: 'roadmap.extension-lies', params }, ...document.remarks] };
}
