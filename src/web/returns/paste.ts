import type { ReadValue } from '#monitoring/rules';
import { type At, type Grid, placeAt } from './grid.ts';

/**
 * A block as spreadsheets put it on the clipboard: tabs between cells, a line a row, quotes around what holds one of
 * those. A quotation mark that is not closed before the cell ends belongs to the text.
 */
export function readBlock(text: string): string[][] {
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/y;
  for (;;) {
    const found = cell.exec(source);
    if (!found) break;
    const [, quoted, plain = '', after] = found;
    rows.at(-1)!.push((quoted === undefined ? plain : quoted.replaceAll('""', '"')).trim());
    if (after === '') break;
    if (after === '\n') rows.push([]);
  }
  const width = Math.max(...rows.map((row) => row.length));
  return rows.map((row) => [...row, ...Array<string>(width - row.length).fill('')]);
}

export const writeBlock = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.join('\t')).join('\n');

/** `refused` goes in as it is and is marked there: nothing that somebody brought may disappear without a word. */
export type Fate = 'lands' | 'refused' | 'closed' | 'computed' | 'outside';
export type Landing = { typed: string; fate: Fate; cell?: string; read?: ReadValue };
export type Plan = {
  rows: Landing[][];
  /** What is typed when the plan is carried out. */
  changes: { cell: string; typed: string }[];
  /** How many values stand in the way, by what becomes of them; blanks over closed cells are nobody's loss. */
  lost: Record<'closed' | 'computed' | 'outside', number>;
  refused: number;
};

/** A choice is kept by its code, whatever a workbook calls it; a number stays as it was typed. */
const asKept = (typed: string, read: ReadValue): string =>
  read.kind === 'text' && !/^\d{4}-\d\d-\d\d$/.test(read.text) ? read.text : typed;

/** What a block would do, put down with its upper left corner at `at`. */
export function planPaste(
  grid: Grid,
  at: At,
  block: readonly (readonly string[])[],
  read: (cell: string, typed: string) => ReadValue,
): Plan {
  const plan: Plan = { rows: [], changes: [], lost: { closed: 0, computed: 0, outside: 0 }, refused: 0 };
  for (const [down, values] of block.entries()) {
    const row = values.map((typed, right): Landing => {
      const place = placeAt(grid, { row: at.row + down, column: at.column + right });
      if (place?.state === 'open') {
        const found = read(place.cell, typed);
        plan.changes.push({ cell: place.cell, typed: asKept(typed, found) });
        if (found.kind === 'fault') plan.refused += 1;
        return { typed, cell: place.cell, read: found, fate: found.kind === 'fault' ? 'refused' : 'lands' };
      }
      const fate = place?.state ?? 'outside';
      if (typed !== '') plan.lost[fate] += 1;
      return place ? { typed, fate, cell: place.cell } : { typed, fate };
    });
    plan.rows.push(row);
  }
  return plan;
}
