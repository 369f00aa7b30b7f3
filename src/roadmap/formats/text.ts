import { Failure } from '#platform/failure.ts';
import { readParts } from '../rules/reading/rows.ts';
import type { Document } from './document.ts';

export const readText = (text: string): Document => ({
  format: 'text',
  parts: readParts(text),
  remarks: [],
  text,
});

/**
 * The text of a file: UTF-8, UTF-16 with its mark, or Windows-1251, in which Notepad used to save Russian.
 * @throws Failure `roadmap.file-empty`, `roadmap.file-type`
 */
export function decode(bytes: Uint8Array): string {
  const text = decoded(bytes).replace(/^\ufeff/, '');
  if (!text.trim()) throw new Failure('invalid', 'roadmap.file-empty');
  return text;
}

function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return plain(new TextDecoder('utf-16le').decode(bytes));
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return plain(new TextDecoder('utf-16be').decode(bytes));
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
