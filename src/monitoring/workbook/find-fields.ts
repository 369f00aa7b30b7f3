import { Failure } from '#platform/failure.ts';
import { evaluate } from './evaluate.ts';
import {
  openBook,
  placeOf,
  type RawBook,
  type RawSheet,
  type RawValue,
  readAddress,
  readReference,
  writeAddress,
} from './open.ts';

/** `unknown`: a formula without its value that is more than we compute. */
export type FoundValue = RawValue | { kind: 'unknown'; formula: string };
export type FoundField = {
  field: string;
  /** As it is now, for people: «По формам», `D7`. */
  sheet: string;
  address: string;
  /** What stood there when the workbook was made. */
  was: string;
  value: FoundValue;
  /** Found by the headings of its row and column. */
  sought?: true;
  /** Computed from a formula that was saved without its value. */
  computed?: true;
};
/** Cells of a row that somebody has put into a list, by the column's code. */
export type AddedRow = { table: string; row: number; sheet: string; cells: Record<string, FoundField> };
export type FoundBook = {
  /** `format`, `campaign`, …: what the very hidden sheet says. */
  identity: Readonly<Record<string, string>>;
  /** The draft's revision that the workbook was made from. */
  base: number;
  /** In the order of the names: what was signed. */
  names: string[];
  /** What stood in the fields when the workbook was made; those in which something did. */
  given: Readonly<Record<string, string>>;
  fields: FoundField[];
  /** Fields whose cells are not to be found. */
  lost: string[];
  added: AddedRow[];
};

export const FIRST_FIELD = 10;
export const IDENTITY = [
  'format',
  'campaign',
  'organisation',
  'municipality',
  'kind',
  'form',
  'made',
  'signature',
] as const;
const MOST_FIELDS = 20_000;

/**
 * What a workbook says, field by field; whose it is and whether that may be believed is asked elsewhere.
 * @throws Failure `workbook.not-ours`, and those of `openBook`
 */
export function findFields(bytes: Uint8Array): FoundBook {
  const found = fieldsIn(openBook(bytes));
  if (!found) throw new Failure('invalid', 'workbook.not-ours');
  return found;
}

/** Nothing where the workbook was not made here. */
export function fieldsIn(book: RawBook): FoundBook | undefined {
  const key = book.sheets.find(
    (sheet) => textAt(sheet, 1, 1) === 'format' && textAt(sheet, 2, 1) === 'campaign',
  );
  if (!key) return undefined;
  const identity = Object.fromEntries(IDENTITY.map((name, at) => [name, textAt(key, at + 1, 2)]));
  const planned = plannedIn(key);
  const places = placesOf(book, planned);
  const fields: FoundField[] = [];
  const lost: string[] = [];
  planned.forEach(({ field, was }, at) => {
    const place = places[at];
    if (!place) return lost.push(field);
    fields.push({
      ...readCell(book, place.sheet, place.row, place.column),
      field,
      was,
      ...(place.sought ? { sought: true } : {}),
    });
  });
  const names = planned.map(({ field }) => field);
  const base = Number(textAt(key, 1, 7)) || 0;
  const given = Object.fromEntries(planned.flatMap(({ field, was }) => (was === '' ? [] : [[field, was]])));
  return { identity, base, names, given, fields, lost, added: addedRows(book, planned, places) };
}

/** A field as the workbook was made: where it stood, and between which headings. */
type Planned = {
  field: string;
  sheet: string;
  row: number;
  column: number;
  rowTitle: string;
  columnTitle: string;
  was: string;
};

function plannedIn(key: RawSheet): Planned[] {
  const planned: Planned[] = [];
  for (let row = FIRST_FIELD; planned.length < MOST_FIELDS; row++) {
    const field = textAt(key, row, 1);
    if (field === '') break;
    const at = readAddress(textAt(key, row, 3));
    planned.push({
      field,
      sheet: textAt(key, row, 2),
      row: at?.row ?? 0,
      column: at?.column ?? 0,
      rowTitle: textAt(key, row, 4),
      columnTitle: textAt(key, row, 5),
      was: textAt(key, row, 7),
    });
  }
  return planned;
}

type Place = { sheet: RawSheet; row: number; column: number; sought?: true };

/** By the names; where a name is gone, by what its neighbours say of its row and column, or by the headings. */
function placesOf(book: RawBook, planned: readonly Planned[]): (Place | undefined)[] {
  const byName = new Map(book.sheets.map((sheet) => [sheet.name.toLowerCase(), sheet]));
  const named = planned.map((_, at): Place | undefined => {
    const read = readReference(book.names.get(`vekha.c${at + 1}`) ?? '');
    const sheet = read && byName.get(read.sheet.toLowerCase());
    return sheet && { sheet, row: read.row, column: read.column };
  });
  if (named.every(Boolean)) return named;
  const sheets = new Map<string, RawSheet>();
  const rows = new Map<string, number>();
  const columns = new Map<string, number>();
  planned.forEach((one, at) => {
    const place = named[at];
    if (!place) return;
    sheets.set(one.sheet, place.sheet);
    rows.set(`${one.sheet}\n${one.row}`, place.row);
    columns.set(`${one.sheet}\n${one.column}`, place.column);
  });
  const taken = new Set(named.flatMap((place) => (place ? [keyOf(place)] : [])));
  return planned.map((one, at) => {
    if (named[at]) return named[at];
    const sheet = sheets.get(one.sheet) ?? byName.get(one.sheet.toLowerCase());
    if (!sheet) return undefined;
    const row = rows.get(`${one.sheet}\n${one.row}`) ?? rowBy(sheet, one);
    const column = columns.get(`${one.sheet}\n${one.column}`) ?? columnBy(sheet, one, row);
    if (row === undefined || column === undefined) return undefined;
    const place: Place = { sheet, row, column, sought: true };
    if (taken.has(keyOf(place))) return undefined; // it is another field's
    taken.add(keyOf(place));
    return place;
  });
}
const keyOf = ({ sheet, row, column }: Place) => `${sheet.name}\n${row}\n${column}`;

const MOST_SOUGHT = 2_000;
const same = (one: string, other: string) => plain(one) === plain(other);
const plain = (text: string) => text.normalize('NFKC').replace(/\s+/gu, ' ').trim().toLowerCase();

/** The one row that begins with the heading: where it was, or anywhere. */
function rowBy(sheet: RawSheet, { row, rowTitle }: Planned): number | undefined {
  const begins = (at: number) => [1, 2, 3].some((column) => same(textAt(sheet, at, column), rowTitle));
  if (rowTitle === '') return undefined;
  if (begins(row)) return row;
  const found: number[] = [];
  for (let at = 1; at <= Math.min(sheet.lastRow, MOST_SOUGHT); at++) if (begins(at)) found.push(at);
  return found.length === 1 ? found[0] : undefined;
}

/** The one column with the heading above the row: where it was, or anywhere. */
function columnBy(sheet: RawSheet, { column, columnTitle }: Planned, row = 0): number | undefined {
  const has = (at: number) => {
    for (let above = Math.min(row, 60) - 1; above >= 1; above--)
      if (same(textAt(sheet, above, at), columnTitle)) return true;
    return false;
  };
  if (columnTitle === '') return column; // an answer about a whole table stands beside its question
  if (has(column)) return column;
  const found: number[] = [];
  for (let at = 1; at <= Math.min(sheet.lastColumn, 300); at++) if (has(at)) found.push(at);
  return found.length === 1 ? found[0] : undefined;
}

/** What stands in a cell; a formula that was saved without its value is computed. */
export function readCell(
  book: RawBook,
  sheet: RawSheet,
  row: number,
  column: number,
): Omit<FoundField, 'field' | 'was'> {
  const place = { sheet: sheet.name, address: writeAddress(row, column) };
  const cell = sheet.cells.get(placeOf(row, column));
  if (!cell) return { ...place, value: { kind: 'empty' } };
  if (cell.value.kind !== 'empty' || !cell.formula) return { ...place, value: cell.value };
  const number = evaluate(book, sheet, cell.formula);
  if (number === undefined) return { ...place, value: { kind: 'unknown', formula: cell.formula } };
  return { ...place, value: { kind: 'number', value: number, shown: 'number' }, computed: true };
}

const LIST = /^([^.]+)\.(r[1-9]\d{0,2})\.([^.]+)$/;

/** Rows with something in them between and right below a list's own: somebody has put them in. */
function addedRows(
  book: RawBook,
  planned: readonly Planned[],
  places: readonly (Place | undefined)[],
): AddedRow[] {
  const lists = new Map<string, { sheet: RawSheet; rows: Set<number>; columns: Map<string, number> }>();
  planned.forEach(({ field }, at) => {
    const [, table, , column] = LIST.exec(field) ?? [];
    const place = places[at];
    if (!table || !column || !place) return;
    const list = lists.get(table) ?? {
      sheet: place.sheet,
      rows: new Set<number>(),
      columns: new Map<string, number>(),
    };
    list.rows.add(place.row);
    list.columns.set(column, place.column);
    lists.set(table, list);
  });
  const added: AddedRow[] = [];
  for (const [table, { sheet, rows, columns }] of lists) {
    const last = Math.max(...rows);
    for (let row = Math.min(...rows); row <= sheet.lastRow; row++) {
      if (rows.has(row)) continue;
      const cells = [...columns].map(
        ([code, column]) => [code, { ...readCell(book, sheet, row, column), field: '', was: '' }] as const,
      );
      const isBlank = cells.every(([, { value }]) => value.kind === 'empty');
      if (isBlank && row > last) break;
      if (!isBlank) added.push({ table, row, sheet: sheet.name, cells: Object.fromEntries(cells) });
    }
  }
  return added;
}

function textAt(sheet: RawSheet, row: number, column: number): string {
  const value = sheet.cells.get(placeOf(row, column))?.value;
  if (value?.kind === 'text') return value.text;
  return value?.kind === 'number' ? String(value.value) : '';
}
