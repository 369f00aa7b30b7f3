import { SaxesParser } from 'saxes';
import { Failure } from '#platform/failure.ts';
import { type Part, Unpacker } from './archive.ts';
import type { Raw } from './cells-in.ts';

/** A sheet read whole: cells by row and column, from 1. Texts are texts here, whether the file shares them or not. */
export type WholeSheet = { name: string; cells: Map<number, Map<number, Raw>> };
export type WholeBook = {
  sheets: WholeSheet[];
  names: Map<string, string>;
  shared: string[];
  percent: boolean[];
};

type Attributes = Record<string, string>;
type Handler = {
  open?: (name: string, attributes: Attributes) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
};
const DEEPEST = 100;
const MOST_CELLS = 300_000;
const damaged = () => new Failure('invalid', 'scan.file-damaged');

/** Names without prefixes; a document type is refused, and no entity is expanded. */
function parse(bytes: Buffer | undefined, { open, close, text }: Handler): void {
  if (!bytes) return;
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
  for (const event of ['doctype', 'error'] as const)
    parser.on(event, () => {
      throw damaged();
    });
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  parser.write(new TextDecoder(isWide ? 'utf-16le' : 'utf-8').decode(bytes)).close();
}

const valueOf = (attributes: Attributes, name: string): string | undefined =>
  attributes[name] ?? Object.entries(attributes).find(([key]) => key.endsWith(`:${name}`))?.[1];

export type BookPlan = { sheets: { name: string; path: string }[]; names: Map<string, string> };

/** The sheets in their order with the parts that hold them, and the defined names in small letters. */
export function readPlan(workbook: Buffer | undefined, relations: Buffer | undefined): BookPlan {
  const targets = new Map<string, string>();
  parse(relations, {
    open(tag, { Id = '', Target = '' }) {
      if (tag !== 'Relationship') return;
      targets.set(Id, (Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`).toLowerCase());
    },
  });
  const plan: BookPlan = { sheets: [], names: new Map() };
  let [name, range] = [undefined as string | undefined, ''];
  parse(workbook, {
    open(tag, attributes) {
      if (tag === 'sheet')
        plan.sheets.push({
          name: attributes['name'] ?? '',
          path: targets.get(valueOf(attributes, 'id') ?? '') ?? '',
        });
      else if (tag === 'definedName') [name, range] = [attributes['name'], ''];
    },
    text(text) {
      if (name !== undefined) range += text;
    },
    close(tag) {
      if (tag !== 'definedName' || name === undefined) return;
      plan.names.set(name.toLowerCase(), range.trim());
      name = undefined;
    },
  });
  return plan;
}

/** Which styles show a number in per cent. */
export function readPercent(styles: Buffer | undefined): boolean[] {
  const own = new Map<number, boolean>();
  const shown: boolean[] = [];
  let inCells = false;
  parse(styles, {
    open(tag, attributes) {
      const id = Number(attributes['numFmtId'] ?? 0);
      if (tag === 'numFmt')
        own.set(id, (attributes['formatCode'] ?? '').replace(/"[^"]*"|\\./g, '').includes('%'));
      else if (tag === 'cellXfs') inCells = true;
      else if (tag === 'xf' && inCells) shown.push(own.get(id) ?? (id === 9 || id === 10));
    },
    close(tag) {
      if (tag === 'cellXfs') inCells = false;
    },
  });
  return shown;
}

/** Every cell of a workbook, however it is written. @throws Failure `scan.file-kind`, `scan.file-damaged`, `scan.file-bomb` */
export function readWhole(parts: Map<string, Part>): WholeBook {
  const unpacker = new Unpacker();
  const part = (name: string) => {
    const found = parts.get(name);
    return found && unpacker.unpack(found);
  };
  const { sheets, names } = readPlan(part('xl/workbook.xml'), part('xl/_rels/workbook.xml.rels'));
  if (sheets.length === 0) throw new Failure('invalid', 'scan.file-kind');
  const shared = readShared(part('xl/sharedstrings.xml'));
  const percent = readPercent(part('xl/styles.xml'));
  let left = MOST_CELLS;
  const read = sheets.map(({ name, path }) => {
    const cells: WholeSheet['cells'] = new Map();
    left -= readCells(part(path), cells, left);
    return { name, cells };
  });
  return { sheets: read, names, shared, percent };
}

function readShared(bytes: Buffer | undefined): string[] {
  const texts: string[] = [];
  let [now, inText, isAloud] = ['', false, false];
  parse(bytes, {
    open(tag) {
      if (tag === 'si') now = '';
      else if (tag === 't') inText = !isAloud;
      else if (tag === 'rPh') isAloud = true;
    },
    text(text) {
      if (inText) now += text;
    },
    close(tag) {
      if (tag === 't') inText = false;
      else if (tag === 'rPh') isAloud = false;
      else if (tag === 'si') texts.push(now);
    },
  });
  return texts;
}

const ADDRESS = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$/i;
/** `D7`, `$D$7`; rows and columns from 1. */
export function readAddress(text: string): { row: number; column: number } | undefined {
  const read = ADDRESS.exec(text);
  if (!read) return undefined;
  let column = 0;
  for (const letter of read[1]!.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column <= 16_384 ? { row: Number(read[2]), column } : undefined;
}

function readCells(bytes: Buffer | undefined, cells: WholeSheet['cells'], most: number): number {
  let [row, column, count] = [0, 0, 0];
  let cell: { type: string; style: number; v: string; t: string; isFormula: boolean } | undefined;
  let into: 'v' | 't' | undefined;
  parse(bytes, {
    open(tag, attributes) {
      if (tag === 'row') [row, column] = [Number(attributes['r'] ?? row + 1), 0];
      else if (tag === 'c') {
        const at = readAddress(attributes['r'] ?? '');
        [row, column] = [at?.row ?? row, at?.column ?? column + 1];
        const [type, style] = [attributes['t'] ?? 'n', Number(attributes['s'] ?? 0)];
        cell = { type, style, v: '', t: '', isFormula: false };
      } else if (cell && (tag === 'v' || tag === 't')) into = tag;
      else if (cell && tag === 'f') cell.isFormula = true;
    },
    text(text) {
      if (cell && into) cell[into] += text;
    },
    close(tag) {
      if (tag === 'v' || tag === 't') into = undefined;
      if (tag !== 'c' || !cell) return;
      const raw = rawOf(cell);
      cell = undefined;
      if (!raw) return;
      if (++count > most) throw new Failure('too-large', 'scan.file-bomb');
      const there = cells.get(row) ?? new Map<number, Raw>();
      cells.set(row, there.set(column, raw));
    },
  });
  return count;
}

type ReadCell = { type: string; style: number; v: string; t: string; isFormula: boolean };
function rawOf({ type, style, v, t, isFormula }: ReadCell): Raw | undefined {
  if (type === 'inlineStr') return t.trim() === '' ? undefined : { kind: 'text', text: t };
  if (v === '') return isFormula && type !== 'str' ? { kind: 'uncomputed' } : undefined;
  if (type === 's') return { kind: 'shared', at: Number(v) };
  if (type === 'b') return { kind: 'yes-no', yes: v === '1' || v === 'true' };
  if (type === 'e') return { kind: 'error', text: v };
  if (type === 'str' || type === 'd') return v.trim() === '' ? undefined : { kind: 'text', text: v };
  return { kind: 'number', text: v, style };
}
