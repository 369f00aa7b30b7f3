/** A line of a table, its cells as written; `line` counts from 1. */
export type Row = { line: number; cells: string[] };
/** A line of running text. */
export type Line = { line: number; text: string };
/** The text of an order in its order of reading, tables and running text apart; a table's empty rows are left out. */
export type Part = { kind: 'line'; line: Line } | { kind: 'row'; row: Row };

/** Tables are lines that begin with a pipe; the rule under a heading and rows without a letter in them are layout. */
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
