import type { Part, Place, Row, Span } from '../rules/reading/rows.ts';
import type { Warning } from '../rules/roadmap.ts';

/** What is told of a file, beside its text: by the running number of a part, or of the whole file. */
export type Remark = Pick<Warning, 'code' | 'params'> & { line?: number };
export type Format = 'text' | 'docx' | 'xlsx' | 'html' | 'pdf' | 'odt';
/** A file as all formats give it; what no reader behind this needs to know of DOCX or PDF is gone. */
export type Document = {
  format: Format;
  parts: Part[];
  remarks: Remark[];
  /** Where it was text already. */ text?: string;
};

/** A cell where it begins; `at` is its column, `columns` and `rows` how far it reaches. */
export type Cell = { at: number; columns: number; rows: number; text: string };
/** `unsure`: which row its texts belong to was told by their places alone, and another would do as well. */
export type TableRow = { cells: Cell[]; place?: Place; unsure?: boolean };

/** More parts than this are no order: the longest that we know has 1,200. */
export const MOST_PARTS = 60_000;
const MOST_COLUMNS = 60;

/** Puts lines and tables one behind the other, each with its running number. */
export class Parts {
  readonly all: Part[] = [];
  private tables = 0;

  get next(): number {
    return this.all.length + 1;
  }

  line(text: string, place?: Place): void {
    const line = { line: this.next, text: clean(text), ...(place && { place }) };
    // Two blank lines behind one another say no more than one.
    const last = this.all.at(-1);
    if (!line.text && (!last || (last.kind === 'line' && !last.line.text))) return;
    this.all.push({ kind: 'line', line });
  }

  /** Rows in a grid: one text for each column, what is merged beside it. Rows without any text are left out. */
  table(rows: readonly TableRow[], place: Place = {}): void {
    this.tables += 1;
    const width = Math.min(
      MOST_COLUMNS,
      Math.max(0, ...rows.map(({ cells }) => Math.max(0, ...cells.map(({ at, columns }) => at + columns)))),
    );
    let reaching: (Cell & { left: number })[] = [];
    rows.forEach(({ cells, place: own, unsure }, at) => {
      const above = reaching.flatMap(({ at: from, columns, text }) =>
        Array.from({ length: columns }, (_, step) => [from + step, clean(text)] as const),
      );
      const row = rowOf(this.next, cells, width, above, {
        table: this.tables,
        row: at + 1,
        ...place,
        ...own,
      });
      if (row.cells.some(Boolean)) this.all.push({ kind: 'row', row: unsure ? { ...row, unsure } : row });
      reaching = [
        ...reaching.map((cell) => ({ ...cell, left: cell.left - 1 })),
        ...cells.map((cell) => ({ ...cell, left: cell.rows - 1 })),
      ].filter(({ left }) => left > 0);
    });
  }
}

function rowOf(
  line: number,
  cells: readonly Cell[],
  width: number,
  above: (readonly [number, string])[],
  place: Place,
): Row {
  const texts = Array.from({ length: width }, () => '');
  for (const { at, text } of cells) if (at < width) texts[at] = clean(text);
  const spans: Span[] = cells
    .filter(({ at, columns, rows }) => at < width && (columns > 1 || rows > 1))
    .map(({ at, columns, rows }) => ({ at, columns: Math.min(columns, width - at), rows }));
  return {
    line,
    cells: texts,
    ...(spans.length ? { spans } : {}),
    ...(above.length ? { above: Object.fromEntries(above) } : {}),
    place,
  };
}

/** Line breaks stay, other control characters go: PostgreSQL would refuse the zero. */
export const clean = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[^\P{Cc}\n]|[\ufffe\uffff]/gu, ' ')
    .replace(/[ \u00a0]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();

/** The parts as one text, a part a line, for searching and for keeping. */
export const writeParts = (parts: readonly Part[]): string =>
  parts
    .map((part) =>
      (part.kind === 'line' ? part.line.text : part.row.cells.join(' | ')).replaceAll('\n', ' / '),
    )
    .join('\n');
