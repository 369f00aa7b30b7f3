import { readHeading } from '../rules/reading/columns.ts';
import type { TableRow } from './document.ts';
import type { TextLine } from './pdf-lines.ts';
import type { Piece } from './pdf-page.ts';

/** A part of a line that stands apart from the next by more than blanks. */
type Segment = { text: string; left: number; right: number };
export type Gutters = number[];

const GAP = 1.1; // of a letter's height

function segmentsOf({ pieces, height }: TextLine): Segment[] {
  const segments: Segment[] = [];
  for (const { text, x, width } of pieces as Piece[]) {
    const last = segments.at(-1);
    if (last && x - last.right < height * GAP) {
      last.text += x - last.right > height * 0.12 ? ` ${text}` : text;
      last.right = x + width;
    } else segments.push({ text, left: x, right: x + width });
  }
  return segments.map((segment) => ({ ...segment, text: segment.text.replace(/\s+/g, ' ').trim() }));
}

/**
 * A table without lines: below a heading, the columns are what stands between the gutters that no line crosses. Each line
 * of text becomes a row, and what continues is joined by whoever reads rows. `before` are the gutters of the page above.
 */
export function rowsByGaps(
  lines: readonly TextLine[],
  before: Gutters,
): { above: TextLine[]; rows: TableRow[]; gutters: Gutters } | undefined {
  const segmented = lines.map(segmentsOf);
  const heading = segmented.findIndex((segments) => {
    const names = segments.map(({ text }) => text);
    return names.length >= 3 && readHeading(names) !== undefined;
  });
  if (heading < 0 && !before.length) return undefined;
  const from = Math.max(heading, 0);
  const body = segmented.slice(from);
  const gutters = heading < 0 ? before : guttersOf(body);
  if (gutters.length < 2) return undefined;
  const rows = body.map((segments): TableRow => {
    const texts = Array.from({ length: gutters.length + 1 }, () => '');
    for (const { text, left, right } of segments) {
      const middle = (left + right) / 2;
      const wide = gutters.filter((gutter) => gutter > left && gutter < right).length > 1;
      const found = wide ? 0 : gutters.findIndex((gutter) => middle < gutter);
      const at = found < 0 ? gutters.length : found;
      texts[at] = [texts[at], text].filter(Boolean).join(' ');
    }
    return { cells: texts.map((text, at) => ({ at, columns: 1, rows: 1, text })) };
  });
  return { above: lines.slice(0, from), rows, gutters };
}

/** Places that hardly any line crosses, the middle of each. */
function guttersOf(body: readonly Segment[][]): Gutters {
  const all = body.flat();
  const [left, right] = [Math.min(...all.map((one) => one.left)), Math.max(...all.map((one) => one.right))];
  const narrow = all.filter((one) => one.right - one.left < (right - left) * 0.6);
  const gutters: Gutters = [];
  let open: number | undefined;
  for (let x = Math.ceil(left); x <= right; x++) {
    const crossed = narrow.some((one) => one.left < x && one.right > x);
    if (!crossed && open === undefined) open = x;
    if (crossed && open !== undefined) {
      if (x - open >= 4) gutters.push((open + x) / 2);
      open = undefined;
    }
  }
  return gutters;
}
