import { type Columns, isNumbering, readBounds, readHeading } from './columns.ts';
import type { Line, Part, Row } from './rows.ts';

/** One roadmap of the file: its heading, what stands above it, its rows and the lines between its tables. */
export type Found = { above: Line[]; heading: Row; columns: Columns; parts: Part[] };

/** A title of a roadmap above a table begins another roadmap; a heading repeated on the next page does not. */
const OTHER = /дорожн\p{L}+ карт|план\p{L}* (?:мероприят|работ|реализ)|приложение/iu;

/**
 * The roadmaps of a file in their order: a table is one if a row of it is a heading. Tables above the first heading
 * (a stamp, a list of names) are passed over.
 */
export function findRoadmaps(parts: readonly Part[]): Found[] {
  const found: Found[] = [];
  let lines: Line[] = [];
  parts.forEach((part, at) => {
    const current = found.at(-1);
    if (part.kind === 'line') {
      lines.push(part.line);
      current?.parts.push(part);
      return;
    }
    const columns = headingAt(parts, at);
    if (columns && (!current || lines.some(({ text }) => OTHER.test(text)))) {
      found.push({ above: lines, heading: part.row, columns, parts: [] });
      lines = [];
    } else if (!columns && current && !isHeading(part.row, current) && !isOther(part.row, lines, current)) {
      current.parts.push(part);
      lines = [];
    }
  });
  return found.map((roadmap, at) => ({ ...roadmap, parts: withoutTail(roadmap.parts, found[at + 1]) }));
}

/** What still belongs to the heading: the numbers of its columns, «начало» and «окончание» under «Сроки». */
function isHeading({ cells }: Row, { columns, parts }: Found): boolean {
  if (isNumbering(cells)) return true;
  const bounds = parts.some(({ kind }) => kind === 'row') ? undefined : readBounds(cells);
  if (bounds) Object.assign(columns, bounds);
  return bounds !== undefined;
}

/** A table of another shape behind running text: a list of signatures, and no next page of the roadmap. */
const isOther = ({ cells }: Row, lines: readonly Line[], { heading }: Found): boolean =>
  cells.length !== heading.cells.length && lines.some(({ text }) => /\p{L}{3}/u.test(text));

/** A heading may take two rows; then the first of them tells enough, or both do. */
function headingAt(parts: readonly Part[], at: number): Columns | undefined {
  const part = parts[at];
  if (part?.kind !== 'row') return undefined;
  const alone = readHeading(part.row.cells);
  if (alone) return alone;
  const next = parts[at + 1];
  if (next?.kind !== 'row' || part.row.cells.every((cell) => !cell)) return undefined;
  const below = next.row.cells;
  // A heading split by its layout: «Ответственный» | «исполнитель» one under the other.
  if (part.row.cells.filter(Boolean).length < 3 || below[0]) return undefined;
  return readHeading(part.row.cells.map((cell, column) => `${cell} ${below[column] ?? ''}`.trim()));
}

/** The lines above the next roadmap's heading belong to that one. */
const withoutTail = (parts: Part[], next: Found | undefined): Part[] => {
  if (!next) return parts;
  const from = next.above[0]?.line ?? next.heading.line;
  return parts.filter((part) => (part.kind === 'line' ? part.line.line : part.row.line) < from);
};
