import { Failure } from '#platform/failure.ts';
import type { FormDefinition } from '../rules/index.ts';
import { isSame, kept, type Part, partsOf, Unpacker } from './archive.ts';
import { findByHeadings } from './by-headings.ts';
import { eachCell, type Raw, rawAt, SharedTexts, Unusual } from './cells-in.ts';
import {
  readAddress,
  readPercent,
  readPlan,
  readWhole,
  type WholeBook,
  type WholeSheet,
} from './whole-book.ts';

export const identityKeys = [
  'format',
  'campaign',
  'organisation',
  'municipality',
  'kind',
  'form',
  'made',
  'signature',
] as const;
export type Identity = Readonly<Record<(typeof identityKeys)[number], string>>;

/** What one workbook says. `values` stand in the order of `fields`, which is the same list while files are of one making. */
export type Scanned = {
  identity?: Identity;
  fields: readonly string[];
  values: readonly (Raw | undefined)[];
  /** Where each stood, for people: «По формам», D7. */
  placeOf: (at: number) => { sheet: string; address: string };
  /** Fields of the form whose cells are gone. */
  lost: readonly string[];
  textAt: (shared: number) => string;
  isPercent: (style: number) => boolean;
  /** How it was read: by its names in one go; by its names, read whole; by the headings of its tables. */
  way: 'names' | 'whole' | 'headings';
};

type Place = { sheet: string; path: string; row: number; column: number };
/** What the file before has taught about those like it. */
type Known = {
  workbook: Part;
  relations: Part;
  key: string;
  places: readonly (Place | undefined)[];
  fields: readonly string[];
  /** The list of fields as the key sheet writes it, and the shared texts from the first of them on. */
  tail: Buffer;
  sharedTail: Buffer | undefined;
  firstShared: number;
  /** By part: which field stands where. */
  wanted: ReadonlyMap<string, ReadonlyMap<number, number>>;
  lost: readonly string[];
};

const WIDEST = 16_384;
const FIRST_FIELD = 10;
const MOST_FIELDS = 20_000;
const KEY_SHEET = 'vekha';

/**
 * Reads returns out of workbooks, one after another, without reading the workbooks: only the sheets that the form's
 * cells stand on are unpacked and only those cells are looked at (docs/decisions/0012-scanning-workbooks.md).
 */
export class Scanner {
  readonly #form: FormDefinition;
  readonly #tables: ReadonlySet<string>;
  #known: Known | undefined;
  #styles: { part: Part; percent: boolean[] } | undefined;

  constructor(form: FormDefinition) {
    this.#form = form;
    this.#tables = new Set(form.tables.map(({ code }) => code));
  }

  /** `file` may be overwritten once the answer has been used. @throws Failure `scan.…` */
  scan(file: Buffer): Scanned {
    const parts = partsOf(file);
    if (!parts.has('xl/workbook.xml')) throw new Failure('invalid', 'scan.file-kind');
    try {
      const quick = this.#quick(parts);
      if (quick) return quick;
    } catch (error) {
      if (!(error instanceof Unusual)) throw error;
    }
    return this.#whole(readWhole(parts));
  }

  readonly #wants = (field: string): boolean => {
    const name = field.replace(/^(?:none|na)\./, '');
    const dot = name.indexOf('.');
    return this.#tables.has(dot === -1 ? name : name.slice(0, dot));
  };

  #quick(parts: Map<string, Part>): Scanned | undefined {
    const unpacker = new Unpacker();
    const unpack = (path: string): Buffer | undefined => {
      const part = parts.get(path);
      return part && unpacker.unpack(part);
    };
    const [workbook, relations] = [parts.get('xl/workbook.xml'), parts.get('xl/_rels/workbook.xml.rels')];
    if (!workbook || !relations) return undefined;
    const before = this.#known;
    const isAlike = before && isSame(before.workbook, workbook) && isSame(before.relations, relations);
    const plan = isAlike
      ? { key: before.key, places: before.places }
      : planned(unpacker.unpack(workbook), unpacker.unpack(relations));
    if (!plan) return undefined;
    const key = unpack(plan.key);
    if (key === undefined) return undefined;
    let texts: SharedTexts | undefined;
    const shared = () => {
      if (texts) return texts;
      const text = unpack('xl/sharedstrings.xml');
      if (text === undefined) throw new Unusual();
      return (texts = new SharedTexts(text));
    };
    const split = key.indexOf(`<row r="${FIRST_FIELD}"`);
    if (split === -1) throw new Unusual();
    const identity = identityIn(plain(key.subarray(0, split)), shared);
    const tail = key.subarray(split);
    const known =
      isAlike && tail.equals(before.tail) && isSameList(before, shared)
        ? before
        : this.#learn({ ...plan, workbook, relations, tail }, shared);
    const values: (Raw | undefined)[] = Array.from({ length: known.fields.length });
    for (const [path, wanted] of known.wanted) {
      const bytes = unpack(path);
      if (bytes === undefined) throw new Failure('invalid', 'scan.file-damaged');
      const sheet = plain(bytes);
      eachCell(sheet, (row, column, tag, from, to) => {
        const at = wanted.get(row * WIDEST + column);
        if (at !== undefined) values[at] = rawAt(sheet, tag, from, to);
      });
    }
    const { fields, lost, places } = known;
    return {
      identity,
      fields,
      values,
      lost,
      placeOf: (at) => shownPlace(places[at]),
      textAt: (at) => shared().at(at),
      isPercent: (style) => this.#percent(parts.get('xl/styles.xml'), unpacker)[style] ?? false,
      way: 'names',
    };
  }

  #percent(part: Part | undefined, unpacker: Unpacker): boolean[] {
    if (!part) return [];
    if (!this.#styles || !isSame(this.#styles.part, part))
      this.#styles = { part: kept(part), percent: readPercent(unpacker.unpack(part)) };
    return this.#styles.percent;
  }

  #learn(
    {
      workbook,
      relations,
      key,
      places,
      tail,
    }: Pick<Known, 'workbook' | 'relations' | 'key' | 'places' | 'tail'>,
    shared: () => SharedTexts,
  ): Known {
    const names: Raw[] = [];
    let isListed = true;
    const list = plain(tail);
    eachCell(`<sheetData>${list}`, (row, column, tag, from, to) => {
      if (column !== 1 || !isListed) return;
      const raw = row === FIRST_FIELD + names.length ? rawAt(list, tag, from - 11, to - 11) : undefined;
      if (raw) names.push(raw);
      else isListed = false;
    });
    const fields = names.map((raw) => textOf(raw, shared));
    const numbers = names.flatMap((raw) => (raw.kind === 'shared' ? [raw.at] : []));
    const firstShared = numbers.reduce((least, at) => Math.min(least, at), Infinity);
    const isShared = numbers.length > 0;
    const wanted = new Map<string, Map<number, number>>();
    const lost: string[] = [];
    fields.forEach((field, at) => {
      if (!this.#wants(field)) return;
      const place = places[at];
      if (!place) return lost.push(field);
      const there = wanted.get(place.path) ?? new Map<number, number>();
      wanted.set(place.path, there.set(place.row * WIDEST + place.column, at));
    });
    return (this.#known = {
      workbook: kept(workbook),
      relations: kept(relations),
      key,
      places,
      fields,
      tail: Buffer.from(tail),
      sharedTail: isShared ? Buffer.from(shared().bytes.subarray(shared().startOf(firstShared))) : undefined,
      firstShared,
      wanted,
      lost,
    });
  }

  #whole(book: WholeBook): Scanned {
    const { shared, percent } = book;
    const found = this.#byNames(book) ?? findByHeadings(this.#form, book);
    if (!found) throw new Failure('invalid', 'scan.no-tables');
    const { places, ...rest } = found;
    return {
      ...rest,
      placeOf: (at) => shownPlace(places[at]),
      textAt: (at) => shared[at] ?? '',
      isPercent: (style) => percent[style] ?? false,
    };
  }

  #byNames(book: WholeBook) {
    const say = (sheet: WholeSheet, row: number, column: number): string => {
      const raw = sheet.cells.get(row)?.get(column);
      return raw ? rawText(raw, (at) => book.shared[at] ?? '') : '';
    };
    const key = book.sheets.find((sheet) => sheet.name === KEY_SHEET && say(sheet, 1, 1) === 'format');
    if (!key) return undefined;
    const identity = Object.fromEntries(
      identityKeys.map((name, at) => [name, say(key, at + 1, 2)]),
    ) as Identity;
    const fields: string[] = [];
    for (let field; fields.length < MOST_FIELDS; fields.push(field)) {
      field = say(key, FIRST_FIELD + fields.length, 1);
      if (field === '') break;
    }
    const sheets = new Map(book.sheets.map((sheet) => [sheet.name.toLowerCase(), sheet]));
    const lost: string[] = [];
    const places: (Place | undefined)[] = [];
    const values = fields.map((field, at) => {
      if (!this.#wants(field)) return undefined;
      const place = readReference(book.names.get(`vekha.c${at + 1}`) ?? '');
      const sheet = place && sheets.get(place.sheet.toLowerCase());
      if (!place || !sheet) {
        lost.push(field);
        return undefined;
      }
      places[at] = { ...place, path: '' };
      return sheet.cells.get(place.row)?.get(place.column);
    });
    return { identity, fields, values, lost, places, way: 'whole' as const };
  }
}

/** A part as text, a byte a letter; parts in other writings are read slowly. */
function plain(bytes: Buffer): string {
  if (bytes[0] === 0xff || bytes[0] === 0xfe || bytes[1] === 0) throw new Unusual();
  return bytes.toString('latin1');
}

function planned(workbook: Buffer, relations: Buffer): Pick<Known, 'key' | 'places'> | undefined {
  const { sheets, names } = readPlan(workbook, relations);
  const key = sheets.find(({ name }) => name === KEY_SHEET)?.path;
  if (!key) return undefined;
  const paths = new Map(sheets.map(({ name, path }) => [name.toLowerCase(), path]));
  const places: (Place | undefined)[] = [];
  for (let at = 1; at <= MOST_FIELDS; at++) {
    const range = names.get(`vekha.c${at}`);
    if (range === undefined && !names.has(`vekha.c${at + 1}`) && at > names.size) break;
    const place = readReference(range ?? '');
    const path = place && paths.get(place.sheet.toLowerCase());
    places.push(place && path ? { ...place, path } : undefined);
  }
  return { key, places };
}

const RANGE = /^(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Z]{1,3}\$?\d{1,7})(?::\$?[A-Z]{1,3}\$?\d{1,7})?$/i;
function readReference(range: string): { sheet: string; row: number; column: number } | undefined {
  // LibreOffice writes `$'По формам'.$D$7` in its own format, and `$Sheet!` in none: a dollar before a sheet is dropped.
  const read = RANGE.exec(range.replace(/^[=$]+/, ''));
  const at = read && readAddress(read[3]!);
  return at ? { sheet: (read![1] ?? read![2]!).replaceAll("''", "'"), ...at } : undefined;
}

function identityIn(head: string, shared: () => SharedTexts): Identity {
  const keys: string[] = [];
  const values: string[] = [];
  eachCell(head, (row, column, tag, from, to) => {
    if (column > 2 || row > identityKeys.length) return;
    const raw = rawAt(head, tag, from, to);
    if (raw) (column === 1 ? keys : values)[row - 1] = textOf(raw, shared);
  });
  if (keys[0] !== 'format' || keys[2] !== 'organisation') throw new Unusual();
  return Object.fromEntries(identityKeys.map((name, at) => [name, values[at] ?? ''])) as Identity;
}

function isSameList({ sharedTail, firstShared }: Known, shared: () => SharedTexts): boolean {
  if (sharedTail === undefined) return true;
  const { bytes } = shared();
  const from = bytes.length - sharedTail.length;
  return from > 0 && bytes.subarray(from).equals(sharedTail) && shared().startOf(firstShared) === from;
}

const textOf = (raw: Raw, shared: () => SharedTexts): string => rawText(raw, (at) => shared().at(at));
function rawText(raw: Raw, textAt: (shared: number) => string): string {
  if (raw.kind === 'shared') return textAt(raw.at);
  return raw.kind === 'text' || raw.kind === 'number' ? raw.text : '';
}

function shownPlace(place: Pick<Place, 'sheet' | 'row' | 'column'> | undefined) {
  if (!place) return { sheet: '', address: '' };
  let [letters, left] = ['', place.column];
  for (; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return { sheet: place.sheet, address: `${letters}${place.row}` };
}
