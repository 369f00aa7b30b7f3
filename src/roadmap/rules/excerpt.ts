import { readParts } from './reading/rows.ts';

export type Segment = { text: string; marked: boolean };
/** Lines of the file as they were: running text or the cells of a row; `line` counts from 1. */
export type Excerpt = { line: number; text?: Segment[]; cells?: Segment[][] }[];

/** The lines from `first` to `last`, with every occurrence of the phrases marked. */
export function excerpt(source: string, first: number, last: number, phrases: readonly string[]): Excerpt {
  const lines = source.split(/\r\n|\r|\n/).slice(first - 1, last);
  return readParts(lines.join('\n')).flatMap((part): Excerpt => {
    const line = first - 1 + (part.kind === 'line' ? part.line.line : part.row.line);
    if (part.kind === 'row') return [{ line, cells: part.row.cells.map((cell) => segments(cell, phrases)) }];
    return part.line.text ? [{ line, text: segments(part.line.text, phrases) }] : [];
  });
}

/** The first line that holds any of the phrases, or nothing. */
export function lineWith(source: string, phrases: readonly string[]): number | undefined {
  const lines = source.split(/\r\n|\r|\n/);
  for (const phrase of phrases) {
    const at = phrase ? lines.findIndex((line) => line.includes(phrase)) : -1;
    if (at >= 0) return at + 1;
  }
  return undefined;
}

export function segments(text: string, phrases: readonly string[]): Segment[] {
  const wanted = phrases.filter(Boolean).sort((one, other) => other.length - one.length);
  if (!wanted.length || !text) return [{ text, marked: false }];
  const pattern = new RegExp(`(${wanted.map(escaped).join('|')})`, 'gu');
  return text
    .split(pattern)
    .map((part, at) => ({ text: part, marked: at % 2 === 1 }))
    .filter((part) => part.text);
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
