import { SaxesParser } from 'saxes';
import { Failure } from '#platform/failure.ts';
import { partsOf, Unpacker } from './archive.ts';

/** What stands in a cell. `day` is the number as a day of the book's own calendar, ISO. */
export type RawValue =
  | { kind: 'empty' }
  | { kind: 'text'; text: string }
  | { kind: 'number'; value: number; shown: 'number' | 'percent' | 'date'; day?: string }
  | { kind: 'boolean'; value: boolean }
  /** `#REF!` and its like. */
  | { kind: 'error'; text: string };
export type RawCell = { value: RawValue; formula?: string };
export type RawSheet = { name: string; cells: Map<number, RawCell>; lastRow: number; lastColumn: number };
/** `names` in small letters: they do not tell large ones apart. */
export type RawBook = { sheets: RawSheet[]; names: Map<string, string> };

export const WIDEST = 16_384;
/** Where a cell is kept in its sheet; rows and columns from 1. */
export const placeOf = (row: number, column: number): number => row * WIDEST + column;
const MOST_CELLS = 300_000;
const MOST_NAMES = 50_000;
const DEEPEST = 100;
const CHUNK = 1 << 16;
/**
 * A workbook's cells, names and what is shown how; nothing is computed and nothing is run. Sizes are looked at before
 * anything is unpacked, and a part that lies about its size is cut off at its promise.
 * @throws Failure `workbook.file-old`, `workbook.file-kind`, `workbook.file-damaged`, `workbook.file-bomb`
 */
export function openBook(bytes: Uint8Array): RawBook {
  const parts = partsOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const unpacker = new Unpacker();
  const part = (name: string) => {
    const found = parts.get(name);
    return found && unpacker.unpack(found);
  };
  const { sheets, names, is1904 } = readBookPlan(part('xl/workbook.xml'), part('xl/_rels/workbook.xml.rels'));
  const texts = readTexts(part('xl/sharedstrings.xml'));
  const shown = readFormats(part('xl/styles.xml'));
  const textAt = (at: number) => texts[at] ?? '';
  let left = MOST_CELLS;
  return {
    names,
    sheets: sheets.map(({ name, path }) => {
      const sheet = readSheet(name, part(path), { textAt, shown, is1904, most: left });
      left -= sheet.cells.size;
      return sheet;
    }),
  };
}

/** The sheets in their order with the parts that hold them, and the defined names in small letters. */
export type BookPlan = {
  sheets: { name: string; path: string }[];
  names: Map<string, string>;
  is1904: boolean;
};

/** @throws Failure `workbook.file-kind`, `workbook.file-damaged` */
export function readBookPlan(workbook: Uint8Array | undefined, relations: Uint8Array | undefined): BookPlan {
  if (!workbook) throw new Failure('invalid', 'workbook.file-kind');
  const { sheets, names, is1904 } = readWorkbook(workbook);
  const targets = readTargets(relations);
  return { sheets: sheets.map(({ name, id }) => ({ name, path: targets.get(id) ?? '' })), names, is1904 };
}

type Attributes = Record<string, string>;
type Handler = {
  open?(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
};

/** Names without their prefixes; a document type is refused, and no entity is ever expanded. */
function parse(bytes: Uint8Array | undefined, { open, close, text }: Handler): void {
  if (!bytes) return;
  const damaged = () => new Failure('invalid', 'workbook.file-damaged');
  const parser = new SaxesParser({ xmlns: false, position: false });
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  let depth = 0;
  parser.on('opentag', ({ name, attributes }) => {
    if (++depth > DEEPEST) throw damaged();
    open?.(local(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    depth--;
    close?.(local(name));
  });
  if (text) {
    parser.on('text', text);
    parser.on('cdata', text);
  }
  parser.on('doctype', () => {
    throw damaged();
  });
  parser.on('error', () => {
    throw damaged();
  });
  const [first, second] = bytes;
  const decoder = new TextDecoder(first === 0xff && second === 0xfe ? 'utf-16le' : 'utf-8');
  for (let at = 0; at < bytes.length; at += CHUNK)
    parser.write(decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true }));
  parser.write(decoder.decode()).close();
}

/** An attribute by its name without a prefix: `r:id` is written with other prefixes too. */
const attribute = (attributes: Attributes, name: string): string | undefined =>
  attributes[name] ??
  Object.entries(attributes).find(([key]) => key.endsWith(`:${name}`) && !key.startsWith('xmlns'))?.[1];
const isOn = (value: string | undefined): boolean => value === '1' || value === 'true' || value === 'on';

function readWorkbook(bytes: Uint8Array) {
  const sheets: { name: string; id: string }[] = [];
  const names = new Map<string, string>();
  let is1904 = false;
  let name: string | undefined;
  let range = '';
  parse(bytes, {
    open(tag, attributes) {
      if (tag === 'sheet') {
        const id = Object.entries(attributes).find(([key]) => /:id$/.test(key))?.[1];
        sheets.push({ name: attributes['name'] ?? '', id: id ?? '' });
      } else if (tag === 'workbookPr') is1904 = isOn(attribute(attributes, 'date1904'));
      else if (tag === 'definedName') [name, range] = [attributes['name'], ''];
    },
    text(text) {
      if (name !== undefined) range += text;
    },
    close(tag) {
      if (tag !== 'definedName' || name === undefined) return;
      if (names.size < MOST_NAMES) names.set(name.toLowerCase(), range.trim());
      name = undefined;
    },
  });
  return { sheets, names, is1904 };
}

function readTargets(bytes: Uint8Array | undefined): Map<string, string> {
  const targets = new Map<string, string>();
  parse(bytes, {
    open(tag, { Id = '', Target = '' }) {
      if (tag !== 'Relationship') return;
      targets.set(Id, (Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`).toLowerCase());
    },
  });
  return targets;
}

/** `_x000D_` is how a workbook writes a sign that XML has none for. */
export const unescape = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-F]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;

function readTexts(bytes: Uint8Array | undefined): string[] {
  const texts: string[] = [];
  let [now, inText, inReading] = ['', false, false];
  parse(bytes, {
    open(tag) {
      if (tag === 'si') now = '';
      else if (tag === 't') inText = !inReading;
      else if (tag === 'rPh') inReading = true; // how it is read aloud: no part of it
    },
    text(text) {
      if (inText) now += text;
    },
    close(tag) {
      if (tag === 't') inText = false;
      else if (tag === 'rPh') inReading = false;
      else if (tag === 'si') texts.push(unescape(now));
    },
  });
  return texts;
}

/** How a number is shown, by its style. */
export type Shown = 'number' | 'percent' | 'date';
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

function shownBy(code: string): Shown {
  const [first = ''] = code.replace(/"[^"]*"|\\.|_.|\*./g, '').split(';');
  const bare = first.replace(/\[[^\]]*\]/g, '');
  if (bare.includes('%')) return 'percent';
  return /[dmyhs]/i.test(bare) && !/general/i.test(bare) ? 'date' : 'number';
}

export function readFormats(bytes: Uint8Array | undefined): Shown[] {
  const own = new Map<number, Shown>();
  const shown: Shown[] = [];
  let inCells = false;
  parse(bytes, {
    open(tag, attributes) {
      if (tag === 'numFmt') own.set(Number(attributes['numFmtId']), shownBy(attributes['formatCode'] ?? ''));
      else if (tag === 'cellXfs') inCells = true;
      else if (tag === 'xf' && inCells) {
        const id = Number(attributes['numFmtId'] ?? 0);
        const builtIn = id === 9 || id === 10 ? 'percent' : isBuiltInDate(id) ? 'date' : 'number';
        shown.push(own.get(id) ?? builtIn);
      }
    },
    close(tag) {
      if (tag === 'cellXfs') inCells = false;
    },
  });
  return shown;
}

/** A cell as a sheet writes it; `value` is the number of a shared text where `type` is `s`. */
export type WrittenCell = { type: string; style: number; value: string; text: string };
/** What the rest of the book says about its cells. */
export type BookAround = {
  textAt: (shared: number) => string;
  shown: readonly Shown[];
  is1904: boolean;
};
type Around = BookAround & { most: number };

function readSheet(name: string, bytes: Uint8Array | undefined, around: Around): RawSheet {
  const sheet: RawSheet = { name, cells: new Map(), lastRow: 0, lastColumn: 0 };
  let [row, column] = [0, 0];
  let cell: (WrittenCell & { formula: string }) | undefined;
  let into: 'value' | 'text' | 'formula' | undefined;
  const open = (tag: string, attributes: Attributes) => {
    if (tag === 'row') [row, column] = [Number(attributes['r'] ?? row + 1), 0];
    else if (tag === 'c') {
      const at = readAddress(attributes['r'] ?? '');
      column = at?.column ?? column + 1;
      row = at?.row ?? row;
      cell = {
        type: attributes['t'] ?? 'n',
        style: Number(attributes['s'] ?? 0),
        value: '',
        text: '',
        formula: '',
      };
    } else if (!cell) return;
    else if (tag === 'v') into = 'value';
    else if (tag === 't') into = 'text';
    else if (tag === 'f') {
      into = 'formula';
      // A formula that is shared is written once; here only that there is one.
      if (attributes['t'] === 'shared' || attributes['t'] === 'array') cell.formula = '';
    }
  };
  const close = (tag: string) => {
    if (tag === 'v' || tag === 't') into = undefined;
    else if (tag === 'f') {
      into = undefined;
      if (cell && cell.formula === '') cell.formula = '?';
    } else if (tag === 'c' && cell) {
      const value = valueOf(cell, around);
      if (value.kind !== 'empty' || cell.formula !== '') {
        if (sheet.cells.size >= around.most) throw new Failure('too-large', 'workbook.file-bomb');
        sheet.cells.set(placeOf(row, column), { value, ...(cell.formula ? { formula: cell.formula } : {}) });
        sheet.lastRow = Math.max(sheet.lastRow, row);
        sheet.lastColumn = Math.max(sheet.lastColumn, column);
      }
      cell = undefined;
    }
  };
  const text = (found: string) => {
    if (cell && into) cell[into] += found;
  };
  parse(bytes, { open, close, text });
  return sheet;
}

export function valueOf(
  { type, style, value, text }: WrittenCell,
  { textAt, shown, is1904 }: BookAround,
): RawValue {
  if (type === 'inlineStr') return asText(unescape(text));
  if (value === '') return { kind: 'empty' };
  if (type === 's') return asText(textAt(Number(value)));
  if (type === 'str') return asText(unescape(value));
  if (type === 'b') return { kind: 'boolean', value: isOn(value) };
  if (type === 'e') return { kind: 'error', text: value };
  if (type === 'd') return { kind: 'number', value: 0, shown: 'date', day: value.slice(0, 10) };
  const number = Number(value);
  if (!Number.isFinite(number)) return asText(value);
  const day = dayOf(number, is1904);
  return { kind: 'number', value: number, shown: shown[style] ?? 'number', ...(day ? { day } : {}) };
}
const asText = (text: string): RawValue => (text.trim() === '' ? { kind: 'empty' } : { kind: 'text', text });

const DAY_MS = 86_400_000;
/** A day as spreadsheets count them: 1 is 1 January 1900 with a 29 February that never was, or, on old Macs, 2 January 1904. */
export function dayOf(serial: number, is1904: boolean): string | undefined {
  const days = Math.floor(serial);
  if (days < 1 || days > 200_000) return undefined;
  const epoch = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  return new Date(epoch + days * DAY_MS).toISOString().slice(0, 10);
}

const ADDRESS = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$/i;
/** `D7`, `$D$7`; rows and columns from 1. */
export function readAddress(text: string): { row: number; column: number } | undefined {
  const read = ADDRESS.exec(text);
  if (!read) return undefined;
  let column = 0;
  for (const letter of read[1]!.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column <= WIDEST ? { row: Number(read[2]), column } : undefined;
}

export function columnLetters(column: number): string {
  let [letters, left] = ['', column];
  for (; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return letters;
}
/** `D7`; rows and columns from 1. */
export const writeAddress = (row: number, column: number): string => `${columnLetters(column)}${row}`;

const RANGE = /^(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Z]{1,3}\$?\d{1,7})(?::\$?[A-Z]{1,3}\$?\d{1,7})?$/i;
/** What a defined name stands for; its first cell where there are several. */
export function readReference(range: string): { sheet: string; row: number; column: number } | undefined {
  // LibreOffice writes a dollar before a sheet too.
  const read = RANGE.exec(range.replace(/^[=$]+/, ''));
  const at = read && readAddress(read[3]!);
  return at ? { sheet: (read[1] ?? read[2]!).replaceAll("''", "'"), ...at } : undefined;
}
