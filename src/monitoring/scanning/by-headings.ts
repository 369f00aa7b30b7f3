import { cellCode, type Column, type FormDefinition, groupsOf, partsOf, type Table } from '../rules/index.ts';
import { type FoundField, readCell } from '../workbook/find-fields.ts';
import { type RawBook, type RawSheet, WIDEST } from '../workbook/open.ts';

type Found = { fields: FoundField[]; lost: string[] };

/**
 * The form's tables in a workbook that somebody has made by hand, by the titles of their rows and columns. Nothing if
 * there is a table that cannot be told; a row that is not there is said to be lost. Lists are not looked for.
 */
export function findByHeadings(form: FormDefinition, book: RawBook): Found | undefined {
  const found: Found = { fields: [], lost: [] };
  const sheets = book.sheets.map(wordsOf);
  let any = false;
  for (const table of form.tables) {
    if (table.kind !== 'fixed') continue;
    const at = sheets.map((words) => locate(table, words)).find(Boolean);
    if (!at) return undefined;
    any = true;
    for (const row of table.rows) {
      const line = at.rows.get(row.code);
      for (const column of table.columns) {
        if (column.formula) continue;
        const code = cellCode(table.code, row.code, column.code);
        const across = at.columns.get(column.code);
        if (line === undefined || across === undefined) {
          found.lost.push(code);
          continue;
        }
        found.fields.push({ ...readCell(book, at.sheet, line, across), field: code, was: '' });
      }
    }
  }
  return any ? found : undefined;
}

/** A sheet's texts, as they are compared. */
type Words = { sheet: RawSheet; rows: [row: number, texts: [column: number, text: string][]][] };
const alike = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[«»"“”„*]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/^\d+(\.\d+)*[.)]? /, '')
    .replace(/[ .,:;]+$/, '')
    .trim();

function wordsOf(sheet: RawSheet): Words {
  const rows = new Map<number, [column: number, text: string][]>();
  for (const [place, { value }] of sheet.cells) {
    if (value.kind !== 'text') continue;
    const row = Math.floor((place - 1) / WIDEST);
    const there = rows.get(row) ?? [];
    rows.set(row, there);
    there.push([place - row * WIDEST, alike(value.text)]);
  }
  for (const texts of rows.values()) texts.sort(([a], [b]) => a - b);
  return { sheet, rows: [...rows].toSorted(([a], [b]) => a - b) };
}

function locate(table: Table, { sheet, rows }: Words) {
  const titles = new Map<string, string>();
  for (const { code, title } of partsOf(table).concat(table.rows.filter(({ apart }) => apart)))
    if (code !== '') for (const text of [title.ru, title.en]) titles.set(alike(text), code);
  const lines = new Map<string, number>();
  for (const [row, texts] of rows)
    for (const [, text] of texts) {
      const code = titles.get(text);
      if (code !== undefined && !lines.has(code)) lines.set(code, row);
    }
  const first = lines.size > 0 ? Math.min(...lines.values()) : Infinity;
  const heads = rows.filter(([row]) => row < first);
  const columns = columnsIn(table, heads);
  if (!columns) return undefined;
  if (titles.size === 0) {
    const lowest = Math.max(...[...columns.values()].map(({ row }) => row));
    lines.set('', lowest + 1);
  } else if (lines.size === 0) return undefined;
  return {
    sheet,
    rows: lines,
    columns: new Map([...columns].map(([code, { column }]) => [code, column])),
  };
}

/** Each column of the table by its title; several of one title by the headings above them, else by their order. */
function columnsIn(table: Table, heads: Words['rows']) {
  const found = new Map<string, { row: number; column: number }>();
  for (const column of table.columns.filter(({ formula }) => !formula)) {
    const same = table.columns.filter((other) => !other.formula && isTitled(other, alike(column.title.ru)));
    const spots = heads.flatMap(([row, texts]) =>
      texts.flatMap(([across, text]) => (isTitled(column, text) ? [{ row, column: across }] : [])),
    );
    const under = same.length === 1 ? spots : spots.filter((spot) => isUnder(column, spot, heads));
    const chosen =
      under.length === 1 ? under[0] : spots.length === same.length ? spots[same.indexOf(column)] : undefined;
    if (!chosen) return undefined;
    found.set(column.code, chosen);
  }
  return found;
}

const isTitled = ({ title }: Column, text: string): boolean =>
  alike(title.ru) === text || alike(title.en) === text;

/** Whether the nearest headings above and to the left are those of the column. */
function isUnder(column: Column, spot: { row: number; column: number }, heads: Words['rows']): boolean {
  return groupsOf(column).every((group) =>
    heads.some(([row, texts]) => {
      if (row >= spot.row) return false;
      const over = texts.findLast(([across]) => across <= spot.column)?.[1];
      return over === alike(group.ru) || over === alike(group.en);
    }),
  );
}
