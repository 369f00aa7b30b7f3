/**
 * A table as people paste or upload it: cells divided by tabs (copied from a workbook), semicolons (CSV by a Russian
 * Excel) or commas; quotes may hold a divider or a line break. Lines without a word are left out.
 */
export type TextRow = { line: number; cells: string[] };

export function readTableText(text: string): TextRow[] {
  const clean = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const divider = dividerOf(clean);
  const rows: TextRow[] = [];
  let row: TextRow = { line: 1, cells: [] };
  let cell = '';
  let quoted = false;
  let line = 1;
  const endCell = () => {
    row.cells.push(cell.replace(/[\s\u00a0]+/g, ' ').trim());
    cell = '';
  };
  const endRow = () => {
    endCell();
    if (row.cells.some(Boolean)) rows.push(row);
    row = { line, cells: [] };
  };
  for (let at = 0; at < clean.length; at++) {
    const sign = clean[at]!;
    if (sign === '\n') line++;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (clean[at + 1] === '"') cell += clean[at++];
      else quoted = false;
    } else if (sign === '"' && cell.trim() === '' && closes(clean, at, divider)) {
      quoted = true;
      cell = '';
    } else if (sign === divider) endCell();
    else if (sign === '\n') endRow();
    else cell += sign;
  }
  endRow();
  return rows;
}

/** A quote opens a cell only where another one ends it: in `"Лицей" № 4` the quotes are a part of the name. */
function closes(text: string, at: number, divider: string): boolean {
  for (let end = text.indexOf('"', at + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    if (text[end + 1] === '"') end++;
    else return end + 1 === text.length || text[end + 1] === divider || text[end + 1] === '\n';
  }
  return false;
}

function dividerOf(text: string): string {
  if (text.includes('\t')) return '\t';
  const lines = text.split('\n').filter((line) => line.trim());
  const often = (sign: string) => lines.filter((line) => line.includes(sign)).length;
  if (often(';') * 2 > lines.length) return ';';
  // A comma stands inside names too; it divides only where every line has one.
  return lines.length > 0 && often(',') === lines.length ? ',' : '\t';
}

/** How two spellings of one thing are compared: case, ё, quotes, blanks and Latin letters that look like Cyrillic ones. */
export function sameWords(text: string): string {
  return cyrillic(text.toLowerCase())
    .replace(/ё/g, 'е')
    .replace(/[«»„“”"'.,()]/g, ' ')
    .replace(/№\s*/g, '№')
    .replace(/[\s\u00a0‐-―-]+/g, ' ')
    .trim();
}
/** `MAOY COII` as it was meant, in lower case. */
export const cyrillic = (text: string) => text.replace(/[a-z]/g, (letter) => LOOKALIKE[letter] ?? letter);
const LOOKALIKE: Record<string, string> = {
  a: 'а',
  b: 'в',
  c: 'с',
  e: 'е',
  h: 'н',
  k: 'к',
  m: 'м',
  n: 'п',
  o: 'о',
  p: 'р',
  t: 'т',
  x: 'х',
  y: 'у',
};

/**
 * Which column is which: by the names in the first row where it bears two known ones (or the first of all), else in the
 * given order.
 */
export function readColumns<C extends string>(
  rows: readonly TextRow[],
  names: Record<C, readonly string[]>,
  order: readonly C[],
): { rows: readonly TextRow[]; cell(row: TextRow, column: C): string; unknown: string[] } {
  const known = new Map(
    Object.entries<readonly string[]>(names).flatMap(([column, words]) =>
      words.map((word) => [sameWords(word), column as C]),
    ),
  );
  const heading = rows[0]?.cells ?? [];
  const found = heading.map((cell) => known.get(sameWords(cell)));
  const count = found.filter(Boolean).length;
  const hasHeading = count >= 2 || (count === 1 && (heading.length === 1 || found[0] === order[0]));
  const at = new Map<C, number>(
    hasHeading
      ? found.flatMap((column, index) => (column ? [[column, index] as const] : []))
      : order.map((column, index) => [column, index] as const),
  );
  return {
    rows: hasHeading ? rows.slice(1) : rows,
    cell: (row, column) => row.cells[at.get(column) ?? -1] ?? '',
    unknown: hasHeading ? heading.filter((cell, index) => cell && !found[index]) : [],
  };
}
