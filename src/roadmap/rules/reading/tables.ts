import {
  type Column,
  type Columns,
  headingKey,
  isNumbering,
  type Known,
  readBounds,
  readHeading,
} from './columns.ts';
import { isSectionLine } from './records.ts';
import { type Line, lineOf, type Part, type Row } from './rows.ts';

/** A heading: its words column by column, what they mean, and how many rows it takes. */
export type Heading = { names: string[]; columns: Columns; rows: Row[] };
/** One roadmap of the file: its heading, what stands above it, its rows and the lines between its tables. */
export type Found = {
  above: Line[];
  heading: Row;
  names: string[];
  columns: Columns;
  parts: Part[];
  /** Further tables of the same roadmap whose columns stand otherwise: their headings. */
  otherwise: Row[];
};

/** A title of a roadmap above a table begins another roadmap; a heading repeated on the next page does not. */
const OTHER = /дорожн\p{L}+ карт|план\p{L}* (?:мероприят|работ|реализ)|приложение/iu;

/**
 * The roadmaps of a file in their order: a table is one if a row of it is a heading. Tables above the first heading
 * (a stamp, a list of names) are running text laid out.
 */
export function findRoadmaps(parts: readonly Part[], known: Known = {}, headingLine?: number): Found[] {
  // A column without a heading is known by its place, and that in one row alone.
  const named = Object.fromEntries(Object.entries(known).filter(([key]) => !key.startsWith('#')));
  const found: Found[] = [];
  let lines: Line[] = [];
  let heading = 0; // rows that still belong to the heading
  let rows: Row[] = [];
  /** The heading that the rows stand under now, where it is not the roadmap's first. */
  let other: Heading | undefined;
  parts.forEach((part, at) => {
    const current = found.at(-1);
    if (part.kind === 'line') {
      lines.push(part.line);
      current?.parts.push(part);
      return;
    }
    if (heading > 0) {
      heading--;
      return;
    }
    const read = headingAt(parts, at, part.row.line === headingLine ? known : named);
    if (read && (!current || lines.some(({ text }) => OTHER.test(text)))) {
      heading = read.rows.length - 1;
      rows = read.rows;
      const section = sectionAbove(lines);
      const parts = section.map((line): Part => ({ kind: 'line', line }));
      const above = lines.filter((line) => !section.includes(line));
      found.push({
        above,
        heading: part.row,
        names: read.names,
        columns: read.columns,
        parts,
        otherwise: [],
      });
      lines = [];
      other = undefined;
    } else if (read && current && sameColumns(read.columns, (other ?? current).columns))
      heading = read.rows.length - 1;
    else if (read && current && isFurther(read, parts[at - 1], part.row)) {
      [heading, rows] = [read.rows.length - 1, read.rows];
      other = sameColumns(read.columns, current.columns) ? undefined : read;
      if (other) adopt(current, other);
      lines = [];
    } else if (!current) lines.push(...linesOf(part.row));
    else if (!isHeading(part.row, rows, other ? { ...current, columns: other.columns } : current)) {
      if (isOther(part.row, lines, other?.rows[0] ?? current.heading)) return;
      current.parts.push(
        other ? { kind: 'row', row: moved(part.row, other.columns, current.columns) } : part,
      );
      lines = [];
    }
  });
  return found.map((roadmap, at) => ({ ...roadmap, parts: withoutTail(roadmap.parts, found[at + 1]) }));
}

/**
 * The table that a person may say is the roadmap where no rule finds one: the longest with three columns or more, its
 * first row taken for the heading.
 */
export function likeliestTable(parts: readonly Part[]): { heading: Row; rows: Row[] } | undefined {
  const tables: Row[][] = [];
  let width = 0;
  for (const part of parts) {
    if (part.kind === 'line') {
      if (part.line.text) width = 0;
      continue;
    }
    if (part.row.cells.length < 3) continue;
    if (part.row.cells.length === width) tables.at(-1)!.push(part.row);
    else tables.push([part.row]);
    width = part.row.cells.length;
  }
  const rows = tables.sort((one, other) => other.length - one.length)[0];
  const at = rows?.findIndex(({ cells }) => cells.filter(Boolean).length >= 3) ?? -1;
  return rows && at >= 0 && rows.length > at + 1
    ? { heading: rows[at]!, rows: rows.slice(at + 1) }
    : undefined;
}

/** «I. Организационные мероприятия» right above the first of several tables: a section, and no part of the title. */
function sectionAbove(lines: readonly Line[]): Line[] {
  const last = lines.findLast(({ text }) => text);
  return last && isSectionLine(last.text) && !OTHER.test(last.text) ? [last] : [];
}

/** A title may speak of «мероприятия» and an executor be «ответственный»: only the same columns are the same heading. */
const sameColumns = (one: Columns, other: Columns): boolean =>
  (Object.keys(one) as Column[]).every((column) => one[column] === other[column]);

/** Every cell of a table that only lays out text, line by line, and an end behind each row. */
const linesOf = ({ cells, line, place }: Row): Line[] =>
  [...cells.filter(Boolean).flatMap((cell) => [...cell.split('\n'), '']), ''].map((text) => ({
    line,
    text,
    ...(place && { place }),
  }));

/** What still belongs to the heading: the numbers of its columns, «начало» and «окончание» under «Сроки», a repetition. */
function isHeading({ cells }: Row, heading: readonly Row[], { columns, parts }: Found): boolean {
  if (isNumbering(cells)) return true;
  if (heading.some((row) => cells.every((cell, at) => headingKey(cell) === headingKey(row.cells[at] ?? ''))))
    return true;
  const bounds = parts.some(({ kind }) => kind === 'row') ? undefined : readBounds(cells);
  if (bounds) Object.assign(columns, bounds);
  return bounds !== undefined;
}

/** A table of another shape behind running text: a list of signatures, and no next page of the roadmap. */
const isOther = ({ cells }: Row, lines: readonly Line[], heading: Row): boolean =>
  cells.length !== heading.cells.length && lines.some(({ text }) => /\p{L}{3}/u.test(text));

/** A table that goes on with the roadmap may have its columns in another order: its first row names three or more of them. */
function isFurther({ columns, names }: Heading, before: Part | undefined, row: Row): boolean {
  const begins = before?.kind === 'line' || before?.row.place?.table !== row.place?.table;
  const told = Object.keys(columns).filter((column) => column !== 'number' && column !== 'note').length;
  const isNamed = columns.title !== undefined && columns.deadline !== undefined && told >= 3;
  return begins && isNamed && names.every((name) => !/\d/.test(name));
}

/** Columns that only the further table has stand behind those of the first. */
function adopt(found: Found, { rows, names, columns }: Heading) {
  found.otherwise.push(rows[0]!);
  for (const column of Object.keys(columns) as Column[]) {
    if (found.columns[column] !== undefined) continue;
    found.columns[column] = found.names.length;
    found.names = [...found.names, names[columns[column]!] ?? ''];
  }
}

/** A row of a further table as it would stand in the first; what is merged across, a section, stays as it is. */
function moved(row: Row, own: Columns, wanted: Columns): Row {
  if (new Set(row.cells.filter(Boolean)).size < 2) return row;
  const cells: string[] = [];
  const above: Record<number, string> = {};
  for (const column of Object.keys(wanted) as Column[]) {
    const [from, to] = [own[column], wanted[column]!];
    cells[to] = (from === undefined ? '' : row.cells[from]) ?? '';
    if (from !== undefined && row.above?.[from]) above[to] = row.above[from];
  }
  const { line, place, unsure } = row;
  const filled = Array.from(cells, (cell) => cell ?? '');
  return {
    line,
    cells: filled,
    ...(Object.keys(above).length ? { above } : {}),
    ...(place && { place }),
    ...(unsure && { unsure }),
  };
}

/** A heading may take several rows; then the first of them tells enough, or the lowest words of each column do. */
function headingAt(parts: readonly Part[], at: number, known: Known): Heading | undefined {
  const part = parts[at];
  if (part?.kind !== 'row' || part.row.cells.some((cell) => isNumber(cell))) return undefined;
  const { cells, spans = [] } = part.row;
  const height = Math.min(3, Math.max(1, ...spans.map(({ rows }) => rows)));
  if (height > 1) {
    const rows = [part.row, ...rowsBelow(parts, at, height - 1)];
    const tall = tallHeading(rows, known);
    if (tall) return { ...tall, rows };
  }
  const alone = readHeading(cells, known);
  if (alone) return { names: cells, columns: alone, rows: [part.row] };
  const [next] = rowsBelow(parts, at, 1);
  if (!next || cells.every((cell) => !cell)) return undefined;
  const below = next.cells;
  // A heading split by its layout: «Ответственный» | «исполнитель» one under the other.
  if (cells.filter(Boolean).length < 3 || below[0]) return undefined;
  const names = cells.map((cell, column) => `${cell} ${below[column] ?? ''}`.trim());
  const columns = readHeading(names, known);
  return columns && { names, columns, rows: [part.row, next] };
}

/** «Исполнение» over «Срок» and «Ответственный», beside cells that take both rows. */
function tallHeading(rows: readonly Row[], known: Known): Omit<Heading, 'rows'> | undefined {
  const width = rows[0]!.cells.length;
  const column = (at: number) => rows.map(({ cells }) => cells[at] ?? '').filter(Boolean);
  const lowest = Array.from({ length: width }, (_, at) => column(at).at(-1) ?? '');
  const joined = Array.from({ length: width }, (_, at) => column(at).join(' '));
  const bounds = readBounds(rows.at(-1)!.cells, true);
  for (const names of [lowest, joined, rows[0]!.cells]) {
    const columns = readHeading(names, known);
    if (columns) return { names, columns: { ...columns, ...bounds } };
  }
  return undefined;
}

/** «1», «2.3.»: a row with its number is none. */
const isNumber = (cell: string) => /^\d{1,3}(?:\.\d{1,3})*[.)]?$/.test(cell);

const rowsBelow = (parts: readonly Part[], at: number, count: number): Row[] =>
  parts.slice(at + 1, at + 1 + count).flatMap((part) => (part.kind === 'row' ? [part.row] : []));

/** The lines above the next roadmap's heading belong to that one. */
const withoutTail = (parts: Part[], next: Found | undefined): Part[] => {
  if (!next) return parts;
  const from = next.above[0]?.line ?? next.heading.line;
  return parts.filter((part) => lineOf(part) < from);
};
