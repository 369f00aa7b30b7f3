import type { MergeRange, Sheet } from 'hucre';
import { readXlsx as readWorkbook } from 'hucre/xlsx';
import { writeMonth } from '#calendar';
import { Failure } from '#platform/failure.ts';
import { namesIn, refuseEntities, unpack } from './archive.ts';
import { type Cell, type Document, Parts, type Remark, type TableRow } from './document.ts';

/** What is read of a sheet: no roadmap comes near, and a sheet that says it has a million rows must not be believed. */
const RANGE = 'A1:BH12000';
const XML = /\.(?:xml|rels)$/i;

/**
 * The sheets of a workbook as they show: dates as dates, hidden rows, columns and sheets left out.
 * @throws Failure as `unpack` does, and `roadmap.file-entities`, `roadmap.file-damaged`
 */
export async function readXlsx(bytes: Uint8Array): Promise<Document> {
  refuseEntities(unpack(bytes, (name) => XML.test(name)));
  const workbook = await readWorkbook(bytes, { readStyles: true, range: RANGE }).catch((error: unknown) => {
    if (error instanceof RangeError) throw error;
    throw new Failure('invalid', 'roadmap.file-damaged');
  });
  const out = new Parts();
  const shown = workbook.sheets.filter(({ hidden, veryHidden }) => !hidden && !veryHidden);
  const filled = shown.filter(({ rows }) =>
    rows.some((row) => row.some((value) => value !== null && value !== '')),
  );
  let hidden = workbook.sheets.length - shown.length;
  for (const sheet of filled) {
    out.line('');
    hidden += readSheet(sheet, filled.length > 1 ? sheet.name : undefined, out);
  }
  const remarks: Remark[] = hidden ? [{ code: 'roadmap.hidden-left-out', params: { count: hidden } }] : [];
  if (namesIn(bytes).some((name) => /vbaProject/i.test(name)))
    remarks.push({ code: 'roadmap.macros-ignored', params: {} });
  return { format: 'xlsx', parts: out.all, remarks };
}

/** @returns how many rows and columns are hidden */
function readSheet(sheet: Sheet, name: string | undefined, out: Parts): number {
  const isHidden = (row: number) => sheet.rowDefs?.get(row)?.hidden === true;
  const width = Math.max(0, ...sheet.rows.map((row) => row.length));
  const columns = range(0, width).filter((at) => sheet.columns?.[at]?.hidden !== true);
  const rows = range(0, sheet.rows.length).filter((at) => !isHidden(at));
  const merges = new Map((sheet.merges ?? []).map((merge) => [anchor(merge, rows, columns), merge]));
  const covered = coveredBy(sheet.merges ?? []);
  const table: TableRow[] = rows.map((row) => ({
    cells: columns.flatMap((column, at): Cell[] => {
      const merge = merges.get(`${row},${column}`);
      if (!merge && covered.has(`${row},${column}`)) return [];
      const from = merge ? [merge.startRow, merge.startCol] : [row, column];
      const reach = merge && {
        columns: columns.filter((one) => one >= merge.startCol && one <= merge.endCol).length,
        rows: rows.filter((one) => one >= merge.startRow && one <= merge.endRow).length,
      };
      return [{ at, columns: 1, rows: 1, ...reach, text: textOf(sheet, from[0]!, from[1]!) }];
    }),
    place: { row: row + 1, ...(name === undefined ? {} : { sheet: name }) },
  }));
  place(table, out);
  return sheet.rows.length - rows.length + (width - columns.length);
}

const range = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);

/** Where a merged cell begins to be seen. */
function anchor(merge: MergeRange, rows: readonly number[], columns: readonly number[]): string {
  const row = rows.find((one) => one >= merge.startRow && one <= merge.endRow);
  const column = columns.find((one) => one >= merge.startCol && one <= merge.endCol);
  return `${row},${column}`;
}

const MOST_COVERED = 200_000;
function coveredBy(merges: readonly MergeRange[]): Set<string> {
  const covered = new Set<string>();
  for (const { startRow, endRow, startCol, endCol } of merges)
    for (let row = startRow; row <= endRow; row++)
      for (let column = startCol; column <= Math.min(endCol, 60); column++)
        if (covered.add(`${row},${column}`).size > MOST_COVERED)
          throw new Failure('too-large', 'roadmap.file-bomb');
  return covered;
}

/** What stands above and below the table on its sheet, one or two cells a row, is running text. */
function place(table: readonly TableRow[], out: Parts): void {
  const filled = (row: TableRow) => row.cells.filter(({ text }) => text).length;
  const first = table.findIndex((row) => filled(row) > 2);
  const last = table.findLastIndex((row) => filled(row) > 2);
  const line = (row: TableRow) => {
    const text = row.cells.map(({ text }) => text).filter(Boolean);
    for (const one of text.length ? text : [''])
      for (const part of one.split('\n')) out.line(part, row.place);
  };
  if (first < 0) {
    table.forEach(line);
    return;
  }
  table.slice(0, first).forEach(line);
  out.line('');
  out.table(table.slice(first, last + 1));
  out.line('');
  table.slice(last + 1).forEach(line);
}

function textOf({ rows, cells }: Sheet, row: number, column: number): string {
  const value = rows[row]?.[column] ?? null;
  const format = cells?.get(`${row},${column}`)?.style?.numFmt ?? '';
  if (value instanceof Date) return dateText(value, format);
  if (typeof value !== 'number') return value === null || typeof value === 'boolean' ? '' : value;
  const places = /^0\.(0+)$/.exec(format)?.[1]?.length;
  return places === undefined ? String(Number(value.toPrecision(12))) : value.toFixed(places);
}

/** As the cell shows it: «15.04.2021», «апрель 2021 г.» where it shows no day, «2021 г.» where only the year. */
function dateText(date: Date, format: string): string {
  if (Number.isNaN(date.getTime())) return '';
  const [year, month, day] = date.toISOString().slice(0, 10).split('-') as [string, string, string];
  const shows = format.replace(/\[[^\]]*\]|"[^"]*"|\\./g, '').toLowerCase();
  if (!/[yмmг]/.test(shows) || /[dд]/.test(shows)) return `${day}.${month}.${year}`;
  if (/[mм]/.test(shows)) return writeMonth(Number(year), Number(month), 'ru').replace(/года$/, 'г.');
  return `${year} г.`;
}
