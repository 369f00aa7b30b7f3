import type { CellType, Column, Row, Table, Text } from '../rules/index.ts';
import { codeFrom } from './codes.ts';

/** A sheet of a workbook as far as a form needs it: plain data, made in the worker. */
export type SheetGrid = {
  name: string;
  /** What each cell shows: text, a number, or nothing. */
  rows: readonly (readonly (string | number | null)[])[];
  /** From and to, counted from 0, both included. */
  merges: readonly { top: number; left: number; bottom: number; right: number }[];
  /** By `row,column`. */
  formats: Readonly<Record<string, string>>;
  formulas: Readonly<Record<string, string>>;
  /** What the drop-downs offer. */
  choices: readonly { top: number; left: number; bottom: number; right: number; values: readonly string[] }[];
};
/** What was not taken over, with the cell where it stands. */
export type LayoutNote = { code: string; params: Readonly<Record<string, string | number>> };
/** A table without a code, and what is to be said about it. */
export type Layout = { sheet: string; table: Table; notes: LayoutNote[] };

const MOST_LEVELS = 4;
const MOST_ROWS = 300;
const MOST_COLUMNS = 60;

/** The table on a sheet: merged headings, rows, columns with their types; nothing where a sheet has none. */
export function layoutOf(grid: SheetGrid): Layout | undefined {
  const head = headOf(grid);
  if (!head) return undefined;
  const body = bodyOf(grid, head);
  const notes: LayoutNote[] = [];
  const own = headingColumn(grid, head, body);
  const used = range(head.left, head.right).filter(
    (at) => at > own.last && titleAt(grid, head.bottom, at) !== '',
  );
  const shown = used.slice(0, MOST_COLUMNS);
  if (used.length > shown.length)
    notes.push(note('layout-columns-left', { count: used.length - shown.length }));
  if (shown.length === 0) return undefined;
  const codes: string[] = [];
  const columns = shown.map((at): Column => {
    const { title, unit } = withoutUnit(titleAt(grid, head.bottom, at));
    const code = codeFrom(title, codes, 'column');
    codes.push(code);
    return {
      code,
      title: same(title),
      unit: same(unit),
      over: 'period',
      ...typeOf(grid, body, at, title),
      ...groupsAt(grid, head, at),
    };
  });
  const titled = own.at === undefined ? [] : body.map((row) => ({ row, title: text(grid, row, own.at!) }));
  const isTotal = (title: string) => /^(всего|итого)/iu.test(title);
  const last = titled.at(-1);
  const totals = titled.filter(({ title }) => isTotal(title));
  const total = totals.length > 0 && last && isTotal(last.title) ? last : undefined;
  const rowCodes: string[] = [];
  const kept = titled.filter((one) => one !== total && one.title !== '').slice(0, MOST_ROWS);
  const rows = kept.map(({ title }): Row => {
    const code = codeFrom(title, rowCodes, 'row');
    rowCodes.push(code);
    return { code, title: same(title.slice(0, 300)) };
  });
  if (titled.length - (total ? 1 : 0) > kept.length && kept.length === MOST_ROWS)
    notes.push(note('layout-rows-left', { count: titled.length - kept.length }));
  const closed: [string, string][] = kept.flatMap(({ row }, at) =>
    shown.flatMap((column, index): [string, string][] =>
      /^[xх—–-]$/iu.test(text(grid, row, column)) ? [[rows[at]!.code, columns[index]!.code]] : [],
    ),
  );
  const formulas = formulasOf(grid, { body: kept.map(({ row }) => row), shown, columns, total: total?.row });
  notes.push(...formulas.notes);
  const table: Table = {
    code: 'table',
    kind: rows.length > 0 ? 'fixed' : 'list',
    title: same(titleAbove(grid, head.top) ?? grid.name),
    ...(own.at !== undefined && titleAt(grid, head.bottom, own.at)
      ? { rowsTitle: same(titleAt(grid, head.bottom, own.at)) }
      : {}),
    rows,
    columns: columns.map((column, at) => withFormula(column, formulas.found[at])),
    closed,
    ...(total ? { total: { code: 'total', title: same(total.title) } } : {}),
  };
  return { sheet: grid.name, table, notes };
}

/** A column that is computed needs no type of its own, and no other answers. */
function withFormula({ options, ...column }: Column, formula: string | undefined): Column {
  if (!formula) return options ? { ...column, options } : column;
  const isNumber = column.type === 'whole' || column.type === 'decimal' || column.type === 'share';
  return { ...column, type: isNumber ? column.type : 'whole', formula };
}

type Head = { top: number; bottom: number; left: number; right: number };

/** The heading: the first row with two cells at least, down to where its merged cells end. */
function headOf(grid: SheetGrid): Head | undefined {
  const { rows, merges } = grid;
  const filled = (row: number) =>
    range(0, (rows[row]?.length ?? 0) - 1).filter((at) => text(grid, row, at) !== '');
  const top = range(0, rows.length - 1).find((row) => filled(row).length > 1);
  if (top === undefined) return undefined;
  let bottom = top;
  for (let level = 1; level < MOST_LEVELS; level += 1) {
    const spans = merges.filter((one) => one.top >= top && one.top <= bottom);
    const down = Math.max(bottom, ...spans.map((one) => one.bottom));
    const isGroup = spans.some((one) => one.bottom === down && one.right > one.left);
    const next = down === bottom && isGroup ? bottom + 1 : down;
    if (next === bottom || next - top >= MOST_LEVELS) break;
    bottom = next;
  }
  const columns = range(top, bottom).flatMap(filled);
  const inMerges = merges.filter((one) => one.top >= top && one.top <= bottom).map((one) => one.right);
  return { top, bottom, left: Math.min(...columns), right: Math.max(...columns, ...inMerges) };
}

/** The rows under the heading, without one that only numbers the columns, up to the first blank one. */
function bodyOf(grid: SheetGrid, { bottom, left, right }: Head): number[] {
  const cells = (row: number) => range(left, right).map((at) => text(grid, row, at));
  const numbering = cells(bottom + 1).filter(Boolean);
  const isNumbering = numbering.length > 1 && numbering.every((one, at) => Number(one) === at + 1);
  const found: number[] = [];
  for (let row = bottom + (isNumbering ? 2 : 1); row < grid.rows.length; row += 1) {
    const hasFormula = range(left, right).some((at) => grid.formulas[`${row},${at}`] !== undefined);
    if (cells(row).every((one) => one === '') && !hasFormula) break;
    found.push(row);
  }
  return found;
}

/** The column with the headings of the rows; a column of running numbers before it is left out. */
function headingColumn(
  grid: SheetGrid,
  head: Head,
  body: readonly number[],
): { at: number | undefined; last: number } {
  const isOrdinal = (at: number) => {
    const title = titleAt(grid, head.bottom, at);
    return (
      /^№|^п\/п$/iu.test(title) ||
      (title === '' && body.length > 0 && body.every((row) => /^\d+([.)]\d*)*$/.test(text(grid, row, at))))
    );
  };
  let first = head.left;
  while (first < head.right && isOrdinal(first)) first += 1;
  const texts = body.map((row) => text(grid, row, first)).filter((one) => one !== '');
  const isHeading = texts.length > 0 && texts.every((one) => /\p{L}/u.test(one));
  return isHeading ? { at: first, last: first } : { at: undefined, last: first - 1 };
}

/** What stands over a column on a level: of a merged cell what it says at its beginning. */
function titleAt(grid: SheetGrid, row: number, column: number): string {
  const merge = mergeAt(grid, row, column);
  return text(grid, merge?.top ?? row, merge?.left ?? column);
}

const mergeAt = ({ merges }: SheetGrid, row: number, column: number) =>
  merges.find((one) => one.top <= row && one.bottom >= row && one.left <= column && one.right >= column);

function groupsAt(grid: SheetGrid, { top, bottom }: Head, column: number): Pick<Column, 'group'> {
  const own = mergeAt(grid, bottom, column);
  const levels = range(top, (own?.top ?? bottom) - 1).map((row) => titleAt(grid, row, column));
  const groups = levels.filter((title, at) => title !== '' && title !== levels[at - 1]).slice(0, 3);
  if (groups.length === 0) return {};
  return { group: groups.length === 1 ? same(groups[0]!) : groups.map(same) };
}

function titleAbove(grid: SheetGrid, top: number): string | undefined {
  const lines = range(0, top - 1).map((row) =>
    grid.rows[row]!.map((_, at) => text(grid, row, at)).find(Boolean),
  );
  return lines
    .filter((one) => one !== undefined && /\p{L}/u.test(one))
    .at(-1)
    ?.slice(0, 300);
}

const UNITS = [
  'чел',
  'ед',
  'шт',
  'руб',
  'тыс. руб',
  'млн руб',
  'ч',
  'час',
  'часов',
  'дн',
  'кв. м',
  '%',
  'мин',
  'лет',
];
const UNIT = new RegExp(
  `[,;]?\\s*(?:\\((${UNITS.map((unit) => unit.replaceAll('.', '\\.')).join('|')})\\.?\\)|,\\s*(${UNITS.map((unit) => unit.replaceAll('.', '\\.')).join('|')})\\.?)\\s*$`,
  'iu',
);

/** «Обучено, чел.» → «Обучено» and «чел.». */
function withoutUnit(title: string): { title: string; unit: string } {
  const found = UNIT.exec(title);
  const unit = (found?.[1] ?? found?.[2])?.toLowerCase();
  const rest = found ? title.slice(0, found.index).trim() : title;
  if (!unit || rest === '') return { title: title.slice(0, 300), unit: '' };
  const dotted = ['чел', 'ед', 'шт', 'руб', 'тыс. руб', 'млн руб', 'дн', 'мин'].includes(unit);
  return { title: rest.slice(0, 300), unit: dotted ? `${unit}.` : unit };
}

const WORDY =
  /ф\.?\s?и\.?\s?о|фамили|наименован|назван|тема|примечан|комментар|описан|должност|результат|причин|перечень/iu;
const DAY = /(^|[^\p{L}])дат[аы]([^\p{L}]|$)/iu;

type Typed = Pick<Column, 'type' | 'scale'> & Partial<Pick<Column, 'options'>>;
function typeOf(grid: SheetGrid, body: readonly number[], column: number, title: string): Typed {
  const row = body[0];
  const offered = grid.choices.find(
    (one) =>
      one.left <= column &&
      one.right >= column &&
      (row === undefined || (one.top <= row && one.bottom >= row)),
  );
  if (offered && offered.values.length > 1) {
    const plain = offered.values.map((one) => one.trim().toLowerCase());
    if (plain.length === 2 && plain.includes('да') && plain.includes('нет'))
      return { type: 'yes-no', scale: 0 };
    const codes: string[] = [];
    const options = offered.values.slice(0, 100).map((value) => {
      const code = codeFrom(value, codes, 'answer');
      codes.push(code);
      return { code, title: same(value.trim().slice(0, 300)) };
    });
    return { type: 'choice', scale: 0, options };
  }
  const formats = body
    .map((at) => grid.formats[`${at},${column}`] ?? '')
    .filter((one) => one !== '' && one !== 'General');
  const format = (formats[0] ?? '').replaceAll(/"[^"]*"|\[[^\]]*\]/g, '');
  const digits = (/0[.,](0+)/.exec(format)?.[1]?.length ?? 0) as number;
  if (format.includes('%')) return { type: 'share', scale: Math.min(4, digits) };
  if (/[dдyг]/i.test(format) && !/[#0]/.test(format)) return { type: 'date', scale: 0 };
  if (format === '@') return { type: 'text', scale: 0 };
  if (digits > 0) return { type: 'decimal', scale: Math.min(4, digits) };
  if (format === '' && DAY.test(title)) return { type: 'date', scale: 0 };
  if (format === '' && WORDY.test(title)) return { type: 'text', scale: 0 };
  const values = body.map((at) => grid.rows[at]?.[column] ?? null);
  const fraction = values.some((value) => typeof value === 'number' && !Number.isInteger(value));
  const words = values.some((value) => typeof value === 'string' && /\p{L}{2}/u.test(value));
  const type: CellType = words ? 'text' : fraction ? 'decimal' : 'whole';
  return { type, scale: type === 'decimal' ? 1 : 0 };
}

type Body = {
  body: readonly number[];
  shown: readonly number[];
  columns: readonly Column[];
  total: number | undefined;
};

/** Sums and differences along a row become formulas of their columns; everything else is told and left out. */
function formulasOf(
  grid: SheetGrid,
  { body, shown, columns, total }: Body,
): { found: (string | undefined)[]; notes: LayoutNote[] } {
  const notes: LayoutNote[] = [];
  const found = shown.map((at) => {
    const written = body.map((row) => ({ row, formula: grid.formulas[`${row},${at}`] }));
    const first = written.find(({ formula }) => formula !== undefined);
    if (!first) return undefined;
    const read = (one: (typeof written)[number]) =>
      one.formula === undefined ? undefined : alongRow(one.formula, one.row, shown, columns);
    const formula = read(first);
    if (formula !== undefined && written.every((one) => read(one) === formula)) return formula;
    notes.push(
      note('layout-formula-left', {
        cell: address(first.row, at),
        formula: `=${first.formula!.slice(0, 120)}`,
      }),
    );
    return undefined;
  });
  if (total !== undefined)
    for (const at of shown) {
      const formula = grid.formulas[`${total},${at}`];
      if (formula === undefined || /^SUM\(\$?[A-Z]+\$?\d+:\$?[A-Z]+\$?\d+\)$/i.test(formula)) continue;
      if (/^\$?[A-Z]+\$?\d+(\+\$?[A-Z]+\$?\d+)*$/i.test(formula)) continue;
      notes.push(
        note('layout-formula-left', { cell: address(total, at), formula: `=${formula.slice(0, 120)}` }),
      );
    }
  return { found, notes };
}

const REFERENCE = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/i;
function alongRow(
  formula: string,
  row: number,
  shown: readonly number[],
  columns: readonly Column[],
): string | undefined {
  const codeAt = (reference: string) => {
    const [, letters, number] = REFERENCE.exec(reference.trim()) ?? [];
    if (!letters || Number(number) !== row + 1) return undefined;
    return columns[shown.indexOf(columnNumber(letters))]?.code;
  };
  const sum = /^SUM\(([^()]*)\)$/i.exec(formula.trim());
  if (sum) {
    const codes = sum[1]!.split(/[,;]/).flatMap((part) => {
      const [from, to] = part.split(':');
      if (to === undefined) return [codeAt(from!)];
      const [, left] = REFERENCE.exec(from!.trim()) ?? [];
      const [, right] = REFERENCE.exec(to.trim()) ?? [];
      if (!left || !right || codeAt(from!) === undefined || codeAt(to) === undefined) return [undefined];
      return range(columnNumber(left), columnNumber(right)).map((at) => columns[shown.indexOf(at)]?.code);
    });
    return codes.length > 0 && codes.length <= 12 && codes.every((code) => code !== undefined)
      ? codes.join(' + ')
      : undefined;
  }
  const parts = formula.trim().split(/\s*([+-])\s*/);
  if (parts.length < 3 || parts.length > 25) return undefined;
  const read = parts.map((part, at) => (at % 2 === 1 ? part : codeAt(part)));
  return read.every((part) => part !== undefined) ? read.join(' ') : undefined;
}

export const columnNumber = (letters: string): number =>
  [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
function address(row: number, column: number): string {
  let letters = '';
  for (let at = column + 1; at > 0; at = Math.floor((at - 1) / 26))
    letters = String.fromCharCode(65 + ((at - 1) % 26)) + letters;
  return `${letters}${row + 1}`;
}

const text = ({ rows }: SheetGrid, row: number, column: number): string =>
  String(rows[row]?.[column] ?? '')
    .replaceAll(/\s+/g, ' ')
    .trim();
const same = (words: string): Text => ({ ru: words, en: words });
const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
const note = (why: string, params: LayoutNote['params']): LayoutNote => ({ code: `form.${why}`, params });
