import { parentPort, workerData } from 'node:worker_threads';
import type { Sheet } from 'hucre';
import { readXlsx } from 'hucre/xlsx';
import { Failure } from '#platform/failure.ts';
import { refuseEntities, unpack } from '#roadmap/reading';
import { columnNumber, layoutOf, type SheetGrid } from './layout.ts';
import type { LayoutAnswer } from './read-layouts.ts';

/** A thread of its own: a workbook that takes for ever, or all memory, takes no more than this. */
const RANGE = 'A1:BM700';
const MOST_SHEETS = 20;
const MOST_MERGES = 5000;

async function read(bytes: Uint8Array): Promise<LayoutAnswer> {
  try {
    refuseEntities(unpack(bytes, (name) => /\.(?:xml|rels)$/i.test(name)));
    const workbook = await readXlsx(bytes, { readStyles: true, range: RANGE }).catch((error: unknown) => {
      if (error instanceof RangeError) throw error;
      throw new Failure('invalid', 'roadmap.file-damaged');
    });
    const shown = workbook.sheets.filter(({ hidden, veryHidden }) => !hidden && !veryHidden);
    const layouts = shown.slice(0, MOST_SHEETS).flatMap((sheet) => layoutOf(gridOf(sheet, shown)) ?? []);
    return { layouts };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { refused: { kind: error.kind, code: error.code, params: error.params } };
  }
}

type Span = { top: number; left: number; bottom: number; right: number };

/** Hidden rows and columns are left out, and what counts rows and columns is counted anew. */
function gridOf(sheet: Sheet, sheets: readonly Sheet[]): SheetGrid {
  const isHidden = (row: number) => sheet.rowDefs?.get(row)?.hidden === true;
  const width = Math.max(0, ...sheet.rows.map((row) => row.length));
  const rows = sheet.rows.map((_, at) => (isHidden(at) ? [] : (sheet.rows[at] ?? [])));
  const hidden = new Set(
    Array.from({ length: width }, (_, at) => at).filter((at) => sheet.columns?.[at]?.hidden),
  );
  const formats: Record<string, string> = {};
  const formulas: Record<string, string> = {};
  for (const [at, cell] of sheet.cells ?? []) {
    if (cell.style?.numFmt) formats[at] = cell.style.numFmt;
    if (cell.formula) formulas[at] = cell.formula;
  }
  return {
    name: sheet.name,
    rows: rows.map((row) => row.map((value, at) => (hidden.has(at) ? null : plain(value)))),
    merges: (sheet.merges ?? []).slice(0, MOST_MERGES).map((merge) => ({
      top: merge.startRow,
      left: merge.startCol,
      bottom: merge.endRow,
      right: merge.endCol,
    })),
    formats,
    formulas,
    choices: (sheet.dataValidations ?? []).flatMap(({ type, range, values, formula1 }) => {
      const offered = type === 'list' ? (values ?? listed(formula1, sheet, sheets)) : [];
      return offered.length > 0 ? spansOf(range).map((span) => ({ ...span, values: offered })) : [];
    }),
  };
}

function plain(value: unknown): string | number | null {
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString().slice(0, 10);
  if (typeof value === 'boolean') return value ? 'да' : 'нет';
  return null;
}

const CELL = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/i;
function spanOf(range: string): Span | undefined {
  const [from, to = from] = range.split(':').map((one) => CELL.exec(one));
  if (!from || !to) return undefined;
  const row = (found: RegExpExecArray) => Number(found[2]) - 1;
  const column = (found: RegExpExecArray) => columnNumber(found[1]!);
  return { top: row(from), left: column(from), bottom: row(to), right: column(to) };
}
const spansOf = (ranges: string): Span[] =>
  ranges
    .split(/\s+/)
    .slice(0, 200)
    .flatMap((range) => spanOf(range) ?? []);

/** «"да,нет"», or a range on this sheet or another. */
function listed(formula: string | undefined, own: Sheet, sheets: readonly Sheet[]): string[] {
  if (!formula) return [];
  const quoted = /^"(.*)"$/.exec(formula.trim());
  if (quoted) return quoted[1]!.split(/[,;]/).map((one) => one.trim());
  const [, name, range] =
    /^(?:'?([^'!]+)'?!)?(\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?)$/i.exec(formula.trim()) ?? [];
  const sheet = name === undefined ? own : sheets.find((one) => one.name === name);
  const span = range ? spanOf(range) : undefined;
  if (!sheet || !span) return [];
  const values: string[] = [];
  for (let row = span.top; row <= Math.min(span.bottom, span.top + 99); row += 1) {
    const value = plain(sheet.rows[row]?.[span.left]);
    if (value !== null && String(value).trim() !== '') values.push(String(value));
  }
  return values;
}

const answer = await read(workerData as Uint8Array);
// A thread's port has no origin to name, unlike a window's.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort?.postMessage(answer);
