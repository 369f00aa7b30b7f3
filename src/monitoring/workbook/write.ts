import type { NamedRange } from 'hucre';
import { type CellStyle, type DataValidation, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { readRussianDate } from '#calendar';
import {
  type Book,
  type BookCell,
  type BookEntry,
  type BookSheet,
  type BookWords,
  FORMAT,
  type Look,
} from './book.ts';
import { type BookBrief, BRIEF_SHEET, briefRows } from './book-brief.ts';
import type { FieldType } from './field-types.ts';
import { FIRST_FIELD, IDENTITY } from './find-fields.ts';
import { columnLetters, writeAddress } from './open.ts';

const FONT = { name: 'Arial', size: 10 } as const;
const LINE = { style: 'thin', color: { rgb: 'A8B0B8' } } as const;
const RULED = { top: LINE, bottom: LINE, left: LINE, right: LINE };
const RED = { style: 'medium', color: { rgb: 'B3261E' } } as const;
const REMARKED = { top: RED, bottom: RED, left: RED, right: RED };
const fill = (rgb: string): CellStyle['fill'] => ({ type: 'pattern', pattern: 'solid', fgColor: { rgb } });
const WRAPPED = { vertical: 'top', wrapText: true } as const;
const OPEN: CellStyle = { border: RULED, protection: { locked: false } };
const STYLES: Record<Look, CellStyle> = {
  title: { font: { ...FONT, bold: true, size: 14 } },
  words: { alignment: WRAPPED },
  label: { font: { ...FONT, bold: true }, alignment: WRAPPED },
  group: {
    font: { ...FONT, bold: true },
    border: RULED,
    alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  },
  heading: {
    font: { ...FONT, bold: true },
    border: RULED,
    alignment: { horizontal: 'center', vertical: 'bottom', wrapText: true },
  },
  unit: {
    border: RULED,
    font: { ...FONT, size: 8, color: { rgb: '5B6570' } },
    alignment: { horizontal: 'center', wrapText: true },
  },
  name: { border: RULED, alignment: WRAPPED },
  total: { border: RULED, font: { ...FONT, bold: true }, fill: fill('F1F3F5') },
  closed: {
    border: RULED,
    fill: { type: 'pattern', pattern: 'lightUp', fgColor: { rgb: 'A8B0B8' } },
  },
  before: { border: RULED, font: { ...FONT, color: { rgb: '5B6570' } }, fill: fill('F1F3F5') },
  note: { font: { ...FONT, size: 9, color: { rgb: '5B6570' } }, alignment: WRAPPED },
  entry: OPEN,
  known: { ...OPEN, fill: fill('E8F0FE') },
};
const DATE = 'dd.mm.yyyy';

/** How a cell of a type is shown; words are text even where they look like numbers. */
function formatOf(type: FieldType['type'] | undefined, scale: number): string {
  if (type === 'date') return DATE;
  if (type === undefined || type === 'whole' || type === 'decimal' || type === 'share')
    return scale > 0 ? `#,##0.${'#'.repeat(scale)}` : '#,##0';
  return type === 'text' || type === 'link' || type === 'organisation' ? '@' : 'General';
}

function styleOf({ look, entry, scale, value, remark }: BookCell): CellStyle {
  const base = STYLES[look];
  const isNumber = typeof value === 'number' || look === 'total';
  const type = entry?.type.type;
  const figures = entry ? type === 'whole' || type === 'decimal' || type === 'share' : isNumber;
  return {
    ...base,
    ...(remark === undefined ? {} : { border: REMARKED }),
    ...(entry || figures ? { numFmt: formatOf(type, entry?.type.scale ?? scale ?? 0) } : {}),
    ...(figures
      ? { alignment: { horizontal: 'right', vertical: 'top' } }
      : entry || look === 'before'
        ? { alignment: WRAPPED }
        : {}),
  };
}

type Named = BookEntry & { sheet: string; row: number; column: number };

/** The workbook, and the names of its fields in order. `sign` gives the signature of that list. */
export async function writeBook(
  book: Book,
  sign: (fields: readonly string[]) => string,
): Promise<Uint8Array> {
  const named = book.sheets.flatMap(entriesOf);
  const lists = listsOf(named, book.words);
  return writeXlsx({
    properties: { title: book.title, creator: 'Vekha' },
    defaultFont: FONT,
    namedRanges: named.map(({ sheet, row, column }, at): NamedRange => ({
      name: `vekha.c${at + 1}`,
      range: `${quoted(sheet)}!$${columnLetters(column)}$${row}`,
    })),
    sheets: [
      ...book.sheets.map((sheet) => writeSheet(book, sheet, lists)),
      keySheet(book, named, sign),
      listSheet(lists),
      ...(book.brief ? [briefSheet(book.brief)] : []),
    ],
  });
}

const quoted = (sheet: string) => `'${sheet.replaceAll("'", "''")}'`;

function entriesOf({ name, rows }: BookSheet): Named[] {
  return rows.flatMap((row, atRow) =>
    row.flatMap((cell, atColumn): Named[] =>
      cell?.entry ? [{ ...cell.entry, sheet: name, row: atRow + 1, column: atColumn + 1 }] : [],
    ),
  );
}

/** The sheet that says what the names mean: see docs/decisions/0011-workbooks.md. */
function keySheet(
  { identity, base }: Book,
  named: readonly Named[],
  sign: (fields: readonly string[]) => string,
): WriteSheet {
  const fields = named.map(({ field }) => field);
  const says = { ...identity, format: FORMAT, signature: sign(fields) };
  const rows: (string | null)[][] = IDENTITY.map((key, at) =>
    at === 0 ? [key, says[key], null, null, null, null, String(base)] : [key, says[key]],
  );
  while (rows.length < FIRST_FIELD - 1) rows.push([]);
  for (const { field, sheet, row, column, rowTitle, columnTitle, type, was } of named)
    rows.push([
      field,
      sheet,
      writeAddress(row, column),
      rowTitle,
      columnTitle,
      type.type === 'whole' || type.type === 'decimal' || type.type === 'share' ? 'number' : 'text',
      was || null,
    ]);
  return { name: 'vekha', rows, veryHidden: true, protection: { sheet: true } };
}

type Lists = Map<string, { at: number; values: readonly string[] }>;
const listKey = (values: readonly string[]) => values.join('\n');

function listsOf(named: readonly Named[], words: BookWords): Lists {
  const lists: Lists = new Map();
  for (const { type } of named) {
    const values = choicesOf(type, words);
    if (values && !lists.has(listKey(values))) lists.set(listKey(values), { at: lists.size + 1, values });
  }
  return lists;
}

function choicesOf({ type, options }: FieldType, { yes, no }: BookWords): readonly string[] | undefined {
  if (type === 'yes-no') return [yes, no];
  if (type === 'flag') return [yes];
  return (type === 'choice' || type === 'organisation') && options && options.length > 0
    ? options.map(({ title }) => title[yes === 'да' ? 'ru' : 'en'])
    : undefined;
}

function listSheet(lists: Lists): WriteSheet {
  const columns = [...lists.values()];
  const longest = Math.max(0, ...columns.map(({ values }) => values.length));
  const rows = Array.from({ length: longest }, (_, at) => columns.map(({ values }) => values[at] ?? null));
  return { name: 'vekha.lists', rows, veryHidden: true, protection: { sheet: true } };
}

const briefSheet = (brief: BookBrief): WriteSheet => ({
  name: BRIEF_SHEET,
  rows: briefRows(brief),
  veryHidden: true,
  protection: { sheet: true },
});

function writeSheet(book: Book, sheet: BookSheet, lists: Lists): WriteSheet {
  const { name, widths, rows, frozen, repeated, landscape } = sheet;
  const cells: NonNullable<WriteSheet['cells']> = new Map();
  const merges: NonNullable<WriteSheet['merges']> = [];
  rows.forEach((row, startRow) =>
    row.forEach((cell, startCol) => {
      if (!cell) return;
      const [endRow, endCol] = [startRow + (cell.rows ?? 1) - 1, startCol + (cell.columns ?? 1) - 1];
      if (endRow > startRow || endCol > startCol) merges.push({ startRow, startCol, endRow, endCol });
      const style = styleOf(cell);
      for (let at = startRow; at <= endRow; at++)
        for (let column = startCol; column <= endCol; column++) cells.set(`${at},${column}`, { style });
      if (cell.formula)
        Object.assign(cells.get(`${startRow},${startCol}`)!, {
          formula: cell.formula,
          formulaResult: cell.value,
        });
      if (cell.remark)
        Object.assign(cells.get(`${startRow},${startCol}`)!, {
          comment: { author: 'Vekha', text: cell.remark },
        });
    }),
  );
  return {
    name,
    columns: widths.map((width) => ({ width })),
    rowDefs: new Map(rows.map((row, at) => [at, { height: heightOf(row, widths) }])),
    rows: rows.map((row) => row.map((cell) => (cell?.formula ? null : (cell?.value ?? null)))),
    cells,
    merges,
    dataValidations: validationsOf(sheet, book.words, lists),
    freezePane: frozen,
    protection: {
      sheet: true,
      formatCells: true,
      formatColumns: true,
      formatRows: true,
      insertRows: true,
      insertColumns: true,
    },
    pageSetup: {
      paperSize: 'a4',
      orientation: landscape ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins: { left: 0.79, right: 0.39, top: 0.79, bottom: 0.79, header: 0.3, footer: 0.3 },
      ...(repeated ? { printTitlesRow: `$${repeated[0]}:$${repeated[1]}` } : {}),
    },
    headerFooter: { oddFooter: `&L${book.title.replaceAll('&', '&&')}&R&P / &N` },
  };
}

const LINE_HEIGHT = 13.5;
const MOST_LINES = 12;
/** Programs that open a workbook do not all find out by themselves how high a row must be. */
function heightOf(row: BookSheet['rows'][number], widths: readonly number[]): number {
  const lines = row.map((cell, at) => {
    if (!cell || typeof cell.value !== 'string' || (cell.rows ?? 1) > 1 || cell.look === 'title') return 1;
    const width = widths.slice(at, at + (cell.columns ?? 1)).reduce((sum, one) => sum + one, 0);
    const bold = cell.look === 'heading' || cell.look === 'group' || cell.look === 'label' ? 1.25 : 1.08;
    return cell.value
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil((line.length * bold) / width)), 0);
  });
  const isTitle = row.some((cell) => cell?.look === 'title');
  return isTitle ? 20 : Math.min(MOST_LINES, Math.max(1, ...lines)) * LINE_HEIGHT;
}

const TITLE = 32;
const MESSAGE = 255;
const cut = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** Cells with the same check and the same message share one. */
function validationsOf({ rows }: BookSheet, words: BookWords, lists: Lists): DataValidation[] {
  const checks = new Map<string, { check: DataValidation; cells: string[] }>();
  rows.forEach((row, atRow) =>
    row.forEach((cell, atColumn) => {
      if (!cell?.entry) return;
      const check = checkOf(cell.entry, words, lists, writeAddress(atRow + 1, atColumn + 1));
      const key = JSON.stringify(check);
      const known = checks.get(key) ?? { check, cells: [] };
      known.cells.push(writeAddress(atRow + 1, atColumn + 1));
      checks.set(key, known);
    }),
  );
  return [...checks.values()].map(({ check, cells }) => ({ ...check, range: cells.join(' ') }));
}

function checkOf({ type, prompt }: BookEntry, words: BookWords, lists: Lists, at: string): DataValidation {
  const [what = ''] = prompt.lines;
  const isNumber = type.type === 'whole' || type.type === 'decimal' || type.type === 'share';
  const said: Omit<DataValidation, 'type' | 'range'> = {
    allowBlank: true,
    showInputMessage: true,
    showErrorMessage: true,
    inputTitle: cut(prompt.title, TITLE),
    inputMessage: cut(prompt.lines.filter(Boolean).join('\n'), MESSAGE),
    // A question, not a wall: «не прим.: причина» is an answer too.
    errorStyle: type.type === 'flag' || type.type === 'text' ? 'stop' : 'warning',
    errorMessage: cut(isNumber ? words.wrongNumber(what) : words.wrong(what), MESSAGE),
  };
  return { ...said, ...boundsOf(type, words, lists, at), range: '' };
}

function boundsOf(
  type: FieldType,
  words: BookWords,
  lists: Lists,
  at: string,
): Pick<DataValidation, 'type' | 'operator' | 'formula1' | 'formula2'> & Partial<DataValidation> {
  const choices = choicesOf(type, words);
  const list = choices && lists.get(listKey(choices));
  if (list) {
    const column = columnLetters(list.at);
    // A long list of organisations is typed into as often as chosen from.
    return { type: 'list', formula1: `'vekha.lists'!$${column}$1:$${column}$${list.values.length}` };
  }
  const { min = 0, max = type.type === 'share' ? 100 : 1_000_000 } = type;
  if (type.type === 'whole')
    return { type: 'whole', operator: 'between', formula1: String(min), formula2: String(max) };
  if (type.type === 'decimal' || type.type === 'share')
    return { type: 'decimal', operator: 'between', formula1: String(min), formula2: String(max) };
  if (type.type === 'date')
    return { type: 'date', operator: 'between', formula1: '36526', formula2: '73415' }; // 2000 to 2100
  if (type.type === 'link') return { type: 'custom', formula1: `LOWER(LEFT(${at},8))="https://"` };
  return { type: 'textLength', operator: 'lessThanOrEqual', formula1: String(type.longest ?? 1000) };
}

/** A field's text as a cell holds it. */
export function cellValue(
  typed: string,
  type: FieldType,
  { yes, no }: BookWords,
): string | number | Date | null {
  const text = typed.trim();
  if (text === '') return null;
  const language = yes === 'да' ? 'ru' : 'en';
  if (type.type === 'flag') return text === '1' ? yes : null;
  if (type.type === 'yes-no') return text === 'yes' ? yes : text === 'no' ? no : text;
  if (type.type === 'choice' || type.type === 'organisation')
    return type.options?.find(({ code }) => code === text)?.title[language] ?? text;
  if (type.type === 'date') {
    const day = readRussianDate(text);
    return day && day >= '1901-01-01' ? new Date(`${day}T00:00:00Z`) : text;
  }
  return typed;
}
