import { type CellStyle, type WriteSheet, writeXlsx } from 'hucre/xlsx';

/**
 * What our workbooks are made of. The library that writes them is young: it is known in this file alone, so that
 * another can take its place.
 */
export type XlsxLook =
  | 'title'
  | 'words'
  | 'group'
  | 'heading'
  | 'name'
  | 'figure'
  | 'tenths'
  | 'percent'
  | 'cover'
  | 'missing'
  | 'total'
  | 'total-tenths';
/** `columns` and `rows`: how many cells it covers, itself included; those are left out (`undefined`) in their rows. */
export type XlsxCell = { value: string | number | null; look: XlsxLook; columns?: number; rows?: number };
export type XlsxSheet = {
  name: string;
  /** In characters, from the first column on. */
  widths: readonly number[];
  rows: readonly (readonly (XlsxCell | undefined)[])[];
  /** Rows above and columns to the left that stay in sight. */
  frozen: { rows: number; columns: number };
  /** Rows that each printed page begins with, from 1. */
  repeated?: readonly [first: number, last: number];
};

const LINE = { style: 'thin', color: { rgb: 'A8B0B8' } } as const;
const RULED = { top: LINE, bottom: LINE, left: LINE, right: LINE };
const BOLD = { bold: true } as const;
const TOP = { vertical: 'top' } as const;
const figure = (numFmt: string, more: CellStyle = {}): CellStyle => ({
  numFmt,
  border: RULED,
  alignment: { ...TOP, horizontal: 'right' },
  ...more,
});
const STYLES: Record<XlsxLook, CellStyle> = {
  title: { font: { bold: true, size: 14 } },
  words: { alignment: { ...TOP, wrapText: true } },
  group: {
    font: BOLD,
    border: RULED,
    alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  },
  heading: {
    font: BOLD,
    border: RULED,
    alignment: { horizontal: 'center', vertical: 'bottom', wrapText: true },
  },
  name: { border: RULED, alignment: { ...TOP, wrapText: true } },
  figure: figure('#,##0'),
  tenths: figure('#,##0.0'),
  percent: figure('0.0%'),
  cover: figure('@', { font: { size: 9, color: { rgb: '5B6570' } } }),
  missing: { border: RULED, font: { color: { rgb: '5B6570' } }, alignment: { ...TOP, horizontal: 'right' } },
  total: figure('#,##0', { font: BOLD }),
  'total-tenths': figure('#,##0.0', { font: BOLD }),
};

export function writeWorkbook(title: string, sheets: readonly XlsxSheet[]): Promise<Uint8Array> {
  return writeXlsx({
    properties: { title },
    defaultFont: { name: 'Arial', size: 10 },
    sheets: sheets.map((sheet) => writeSheet(title, sheet)),
  });
}

function writeSheet(title: string, { name, widths, rows, frozen, repeated }: XlsxSheet): WriteSheet {
  const cells: NonNullable<WriteSheet['cells']> = new Map();
  const merges: NonNullable<WriteSheet['merges']> = [];
  rows.forEach((row, startRow) =>
    row.forEach((cell, startCol) => {
      if (!cell) return;
      const [endRow, endCol] = [startRow + (cell.rows ?? 1) - 1, startCol + (cell.columns ?? 1) - 1];
      if (endRow > startRow || endCol > startCol) merges.push({ startRow, startCol, endRow, endCol });
      // A merged range has its rules drawn cell by cell.
      for (let at = startRow; at <= endRow; at++)
        for (let column = startCol; column <= endCol; column++)
          cells.set(`${at},${column}`, { style: STYLES[cell.look] });
    }),
  );
  return {
    name: name.replaceAll('\u00a0', ' '), // it is typed into formulas
    columns: widths.map((width) => ({ width })),
    rows: rows.map((row) => row.map((cell) => cell?.value ?? null)),
    cells,
    merges,
    freezePane: frozen,
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      ...(repeated ? { printTitlesRow: `$${repeated[0]}:$${repeated[1]}` } : {}),
    },
    headerFooter: { oddFooter: `&L${title.replaceAll('&', '&&')}&R&P / &N` },
  };
}
