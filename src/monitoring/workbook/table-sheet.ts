import {
  type Answer,
  type Cell,
  cellCode,
  cellsByCode,
  type Column,
  CONFIRMED,
  type FormDefinition,
  headingsOf,
  isNumber,
  partsOf,
  rowsOf,
  type Table,
  totalsOf,
} from '../rules/index.ts';
import type { Around } from './book-content.ts';
import type { BookCell, BookSheet } from './book.ts';
import { cell, entry } from './entry-cell.ts';
import { isComputed, isEntered, withOptions } from './field-types.ts';
import { columnLetters } from './open.ts';

/** A table of a form: its headings, a cell to write in for each that is asked, sums, and last period's numbers beneath. */
export function tableSheet(name: string, table: Table, around: Around): BookSheet {
  const { say, locale, form, kind, previous, prefilled } = around;
  const cells = cellsByCode(form!, kind);
  const levels = headingsOf(table);
  const rows: (BookCell | undefined)[][] = [
    [cell(table.title[locale], 'title')],
    [cell(table.hint?.[locale] ?? '', 'words', { columns: table.columns.length + 1 })],
    questionRow(table, around),
    [],
  ];
  const firstHeading = rows.length + 1;
  for (const [level, headings] of levels.entries()) {
    const row: (BookCell | undefined)[] = Array.from({ length: table.columns.length + 1 });
    if (level === 0) row[0] = cell(table.rowsTitle?.[locale] ?? '', 'heading', { rows: levels.length });
    for (const { from, title, columns, rows: high, column } of headings)
      row[from + 1] = cell(title[locale], column ? 'heading' : 'group', { columns, rows: high });
    rows.push(row);
  }
  rows.push([cell('', 'unit'), ...table.columns.map(({ unit }) => cell(unit[locale], 'unit'))]);
  const headingRows = rows.length;
  const shown = rowsOf(table);
  const rowAt = new Map(shown.map(({ code }, at) => [code, headingRows + at + 1]));
  const before = previous && table.kind === 'fixed' ? beforeOf(form!, previous) : undefined;
  for (const row of shown) {
    const isTotal = row.code === table.total?.code;
    rows.push([
      cell(row.code === '' ? around.organisation : row.title[locale], 'name'),
      ...table.columns.map((column, at) => {
        const found = cells.get(cellCode(table.code, row.code, column.code));
        if (!found || found.state === 'closed') return cell(null, 'closed');
        if (isTotal) return totalCell(table, column, at + 2, rowAt, around);
        if (isComputed(column)) return formulaCell(table, column, rowAt.get(row.code)!);
        if (!isEntered(column)) return cell(say('workbook.no-such-file-here'), 'before');
        return entryCell(found, around, before?.(found), prefilled);
      }),
    ]);
  }
  const hasBefore =
    before !== undefined &&
    shown.some(({ code }) =>
      table.columns.some(
        (column) => before({ code: cellCode(table.code, code, column.code), column }) !== undefined,
      ),
    );
  if (hasBefore) {
    rows.push([], [cell(say('workbook.before'), 'label')]);
    for (const row of shown)
      rows.push([
        cell(row.code === '' ? around.organisation : row.title[locale], 'before'),
        ...table.columns.map((column) =>
          cell(before({ code: cellCode(table.code, row.code, column.code), column }) ?? null, 'before', {
            scale: column.scale,
          }),
        ),
      ]);
  }
  return {
    name,
    widths: [
      34,
      ...table.columns.map((column) => (isNumber(column) ? 13 : column.type === 'text' ? 34 : 20)),
    ],
    rows,
    frozen: { rows: headingRows, columns: 1 },
    repeated: [firstHeading, headingRows],
    landscape: true,
  };
}

/** What is asked of a table as a whole. */
function questionRow(table: Table, around: Around): BookCell[] {
  const { say, prefilled, fields } = around;
  const ask = (field: string, said: string) => [
    cell(said, 'label'),
    entry(field, { type: 'flag', scale: 0 }, around, {
      rowTitle: said,
      columnTitle: '',
      title: table.title[say.locale],
    }),
  ];
  if (table.kind !== 'fixed') return ask(`none.${table.code}`, say('workbook.nothing'));
  const known = prefilled.some((code) => code.startsWith(`${table.code}.`));
  const confirmed = CONFIRMED.startsWith(`${table.code}.`) && (known || fields[CONFIRMED] === '1');
  return confirmed ? ask(CONFIRMED, say('workbook.confirmed')) : [];
}

/** Last period's numbers in units, totals among them. */
function beforeOf(form: FormDefinition, previous: Readonly<Record<string, Answer>>) {
  const number = (code: string) => (typeof previous[code] === 'number' ? previous[code] : null);
  const totals = totalsOf(form, number);
  return ({ code, column }: Pick<Cell, 'code' | 'column'>): number | undefined => {
    const value = totals[code] ?? number(code);
    return value == null || !isNumber(column) ? undefined : value / 10 ** column.scale;
  };
}

function entryCell(
  { code, row, column, table }: Cell,
  around: Around,
  before: number | undefined,
  prefilled: readonly string[],
): BookCell {
  const { locale, organisations } = around;
  const type = withOptions(column, organisations);
  const rowTitle = row.code === '' ? around.organisation : row.title[locale];
  const columnTitle = column.title[locale];
  const hint = column.hint?.[locale];
  return entry(code, type, around, {
    rowTitle,
    columnTitle,
    title:
      table.kind === 'list' ? columnTitle : row.code === '' ? columnTitle : `${rowTitle}: ${columnTitle}`,
    ...(hint ? { hint } : {}),
    ...(before === undefined ? {} : { before: String(before).replace('.', locale === 'ru' ? ',' : '.') }),
    known: prefilled.includes(code),
  });
}

/** A sum of what is there; of nothing it is nothing, not zero. */
function totalCell(
  table: Table,
  column: Column,
  at: number,
  rowAt: ReadonlyMap<string, number>,
  { fields }: Around,
): BookCell {
  const parts = partsOf(table).map(({ code }) => code);
  if (parts.length === 0 || !isNumber(column)) return cell(null, 'closed');
  const lines = parts.map((code) => rowAt.get(code)!);
  const letters = columnLetters(at);
  const range = `${letters}${Math.min(...lines)}:${letters}${Math.max(...lines)}`;
  const numbers = parts.flatMap((code) => {
    const typed = (fields[cellCode(table.code, code, column.code)] ?? '')
      .replace(/\s/gu, '')
      .replace(',', '.');
    return typed !== '' && Number.isFinite(Number(typed)) ? [Number(typed)] : [];
  });
  const value =
    numbers.length === 0 ? '' : Number(numbers.reduce((sum, one) => sum + one, 0).toPrecision(12));
  return cell(value, 'total', { formula: `IF(COUNT(${range})=0,"",SUM(${range}))`, scale: column.scale });
}

const SHARE = /^share\((\w+), (\w+)\)$/;
const SIMPLE = /[A-Za-z_]\w*|\d+(?:\.\d+)?|[-+*/()]|\s+/gy;

/** A formula over the columns of the row as a spreadsheet has it; one that asks for more is computed when the book comes back. */
function formulaCell(table: Table, column: Column, row: number): BookCell {
  const written = column.formula!.replace(SHARE, '$1/$2*100');
  const tokens = written.match(SIMPLE) ?? [];
  if (tokens.join('') !== written) return cell(null, 'closed');
  const columns = new Map(table.columns.map(({ code }, at) => [code, `${columnLetters(at + 2)}${row}`]));
  const operands: string[] = [];
  for (const token of tokens) {
    if (!/^[A-Za-z_]/.test(token)) continue;
    const at = columns.get(token);
    if (!at) return cell(null, 'closed');
    operands.push(at);
  }
  const formula = tokens
    .map((token) => columns.get(token) ?? token)
    .join('')
    .replace(/\s+/gu, '');
  if (operands.length === 0) return cell(null, 'closed');
  const known = [...new Set(operands)];
  return cell('', 'total', {
    formula: `IF(COUNT(${known.join(',')})<${known.length},"",IFERROR(${formula},""))`,
    scale: column.scale,
  });
}
