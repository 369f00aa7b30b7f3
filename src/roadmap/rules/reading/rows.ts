/** Where a part stood in a file that is no plain text; what does not apply is absent. `row` counts within its sheet or table. */
export type Place = { page?: number; sheet?: string; table?: number; row?: number };
/** A cell over several columns or rows: `at` is its first column. */
export type Span = { at: number; columns: number; rows: number };
/**
 * A row of a table, its cells as written, one for each column of the table; where a cell is merged its text stands in its
 * first column and row. `above`: the columns into which a cell of a row above reaches down, each with that cell's text.
 */
export type Row = {
  line: number;
  cells: string[];
  spans?: Span[];
  above?: Record<number, string>;
  place?: Place;
  /** Which row the texts belong to is not certain. */
  unsure?: boolean;
};
/** A line of running text. */
export type Line = { line: number; text: string; place?: Place };
/**
 * What a file says in its order of reading, tables and running text apart, whatever its format; a table's empty rows are
 * left out. `line` is a running number from 1: the line of a text file, else the part's own place in this order.
 */
export type Part = { kind: 'line'; line: Line } | { kind: 'row'; row: Row };

export const lineOf = (part: Part): number => (part.kind === 'line' ? part.line.line : part.row.line);

/** In a text, tables are lines that begin with a pipe; the rule under a heading and rows without a letter are layout. */
export function readParts(text: string): Part[] {
  return text.split(/\r\n|\r|\n/).flatMap((raw, at): Part[] => {
    const line = at + 1;
    const trimmed = raw.trim();
    if (!trimmed.startsWith('|')) return [{ kind: 'line', line: { line, text: trimmed } }];
    const cells = cellsOf(trimmed);
    return cells.some((cell) => /[^\s:-]/.test(cell)) ? [{ kind: 'row', row: { line, cells } }] : [];
  });
}

const cellsOf = (line: string): string[] =>
  line
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.replaceAll('\\|', '|').trim());
