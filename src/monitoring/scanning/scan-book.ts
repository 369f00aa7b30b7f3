import { Failure } from '#platform/failure.ts';
import { type FormDefinition, tableOf } from '../rules/index.ts';
import { isSame, kept, type Part, partsOf, Unpacker } from '../workbook/archive.ts';
import { type AddedRow, fieldsIn, FIRST_FIELD, type FoundField, IDENTITY } from '../workbook/find-fields.ts';
import {
  openBook,
  readBookPlan,
  readFormats,
  readReference,
  type Shown,
  valueOf,
  WIDEST,
  writeAddress,
  type WrittenCell,
} from '../workbook/open.ts';
import { findByHeadings } from './by-headings.ts';
import { cellAt, eachCell, SharedTexts, Unusual } from './cells-in.ts';

export type Identity = Readonly<Record<(typeof IDENTITY)[number], string>>;

/** What one workbook says. */
export type Scanned = {
  identity?: Identity;
  /** In one go: the cells as written, in the order of `fields`, which is the same list while files are of one making. */
  quick?: {
    fields: readonly string[];
    cells: readonly (WrittenCell | undefined)[];
    /** Whether a number of that style is shown as one: no day, no per cent. */
    isPlain: (style: number) => boolean;
  };
  /** The cells of the form, one by one; asked for only where `quick` does not do. */
  found: () => FoundField[];
  /** Rows that somebody has put into lists. */
  added: readonly AddedRow[];
  /** Fields of the form whose cells are gone. */
  lost: readonly string[];
  /** How it was read: by its names in one go; by its names, read whole; by the headings of its tables. */
  way: 'names' | 'whole' | 'headings';
};

type Place = { sheet: string; path: string; row: number; column: number };
type Plan = { key: string; places: readonly (Place | undefined)[]; is1904: boolean };
/** What the file before has taught about those like it. */
type Known = Plan & {
  workbook: Part;
  relations: Part;
  fields: readonly string[];
  /** The list of fields as the key sheet writes it, and the shared texts from the first of them on. */
  tail: Buffer;
  sharedTail: Buffer | undefined;
  firstShared: number;
  /** By part: which field stands where, and where rows may have been put into a list. */
  wanted: ReadonlyMap<string, Wanted>;
};
type Wanted = {
  fields: Map<number, number>;
  lists: Map<string, { rows: Set<number>; columns: Set<number>; first: number }>;
};

const MOST_FIELDS = 20_000;
const KEY_SHEET = 'vekha';
type Texts = () => SharedTexts;

/**
 * Reads returns out of workbooks, one after another, without reading the workbooks: only the sheets that the form's
 * cells stand on are unpacked and only those cells are looked at (docs/decisions/0012-scanning-workbooks.md).
 */
export class Scanner {
  readonly #form: FormDefinition;
  readonly #tables: ReadonlySet<string>;
  readonly #lists: ReadonlySet<string>;
  #known: Known | undefined;
  #styles: { part: Part; shown: readonly Shown[] } | undefined;

  constructor(form: FormDefinition) {
    this.#form = form;
    this.#tables = new Set(form.tables.map(({ code }) => code));
    this.#lists = new Set(form.tables.flatMap(({ code, kind }) => (kind === 'list' ? [code] : [])));
  }

  /** `file` may be overwritten once the answer has been used. @throws Failure `workbook.…`, `scan.no-tables` */
  scan(file: Buffer): Scanned {
    const parts = partsOf(file);
    try {
      const quick = this.#quick(parts);
      if (quick) return quick;
    } catch (error) {
      if (!(error instanceof Unusual)) throw error;
    }
    return this.#whole(file);
  }

  readonly #wants = (field: string): boolean => {
    const name = field.replace(/^(?:none|na)\./, '');
    const dot = name.indexOf('.');
    return this.#tables.has(dot === -1 ? name : name.slice(0, dot));
  };

  #isListed(field: string): boolean {
    return this.#lists.size > 0 && this.#lists.has(tableOf(field)) && !field.startsWith('none.');
  }

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
    const plan = isAlike ? before : planned(unpacker.unpack(workbook), unpacker.unpack(relations));
    const key = plan && unpack(plan.key);
    if (!plan || key === undefined) return undefined;
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
        : this.#learn(plan, { workbook, relations, tail }, shared);
    const { fields, places } = known;
    const cells: (WrittenCell | undefined)[] = Array.from({ length: fields.length });
    for (const [path, wanted] of known.wanted) {
      const bytes = unpack(path);
      if (bytes === undefined) throw new Failure('invalid', 'workbook.file-damaged');
      const sheet = plain(bytes);
      eachCell(sheet, (row, column, tag, from, to) => {
        const at = wanted.fields.get(row * WIDEST + column);
        if (at !== undefined) cells[at] = cellAt(sheet, tag, from, to);
        else if (wanted.lists.size > 0 && isAdded(wanted, row, column) && cellAt(sheet, tag, from, to))
          throw new Unusual();
      });
    }
    const shown = this.#formats(parts.get('xl/styles.xml'), unpacker);
    const around = { textAt: (at: number) => shared().at(at), shown, is1904: known.is1904 };
    const found = () =>
      fields.flatMap((field, at): FoundField[] => {
        const [cell, place] = [cells[at], places[at]];
        if (!cell || !place) return [];
        const address = writeAddress(place.row, place.column);
        return [{ field, sheet: place.sheet, address, was: '', value: valueOf(cell, around) }];
      });
    const isPlain = (style: number) => (shown[style] ?? 'number') === 'number';
    return { identity, quick: { fields, cells, isPlain }, found, added: [], lost: [], way: 'names' };
  }

  #formats(part: Part | undefined, unpacker: Unpacker): readonly Shown[] {
    if (!part) return [];
    if (!this.#styles || !isSame(this.#styles.part, part))
      this.#styles = { part: kept(part), shown: readFormats(unpacker.unpack(part)) };
    return this.#styles.shown;
  }

  #learn(
    { key, places, is1904 }: Plan,
    { workbook, relations, tail }: Pick<Known, 'workbook' | 'relations' | 'tail'>,
    shared: Texts,
  ): Known {
    const names: WrittenCell[] = [];
    let isListed = true;
    const list = plain(tail);
    eachCell(`<sheetData>${list}`, (row, column, tag, from, to) => {
      if (column !== 1 || !isListed) return;
      const cell = row === FIRST_FIELD + names.length ? cellAt(list, tag, from - 11, to - 11) : undefined;
      if (cell) names.push(cell);
      else isListed = false;
    });
    const fields = names.map((cell) => textOf(cell, shared));
    const numbers = names.flatMap(({ type, value }) => (type === 's' ? [Number(value)] : []));
    const firstShared = numbers.reduce((least, at) => Math.min(least, at), Infinity);
    const isShared = numbers.length > 0;
    const wanted = new Map<string, Wanted>();
    fields.forEach((field, at) => {
      if (!this.#wants(field)) return;
      const place = places[at];
      // A cell whose name is gone is sought by its neighbours, for which the book must be read whole.
      if (!place) throw new Unusual();
      const there = wanted.get(place.path) ?? { fields: new Map(), lists: new Map() };
      wanted.set(place.path, there);
      there.fields.set(place.row * WIDEST + place.column, at);
      if (this.#isListed(field)) addToList(there, field, place);
    });
    return (this.#known = {
      workbook: kept(workbook),
      relations: kept(relations),
      key,
      places,
      is1904,
      fields,
      tail: Buffer.from(tail),
      sharedTail: isShared ? Buffer.from(shared().bytes.subarray(shared().startOf(firstShared))) : undefined,
      firstShared,
      wanted,
    });
  }

  /** The whole book by the reader that the pages have, with its searching and computing. */
  #whole(file: Buffer): Scanned {
    const book = openBook(file);
    const ours = fieldsIn(book);
    if (!ours) {
      const { fields, lost } = findByHeadings(this.#form, book) ?? {};
      if (!fields || !lost) throw new Failure('invalid', 'scan.no-tables');
      return { found: () => fields, added: [], lost, way: 'headings' };
    }
    return {
      identity: ours.identity as Identity,
      found: () => ours.fields.filter(({ field }) => this.#wants(field)),
      added: ours.added.filter(({ table }) => this.#tables.has(table)),
      lost: ours.lost.filter(this.#wants),
      way: 'whole',
    };
  }
}

function addToList({ lists }: Wanted, field: string, { row, column }: Place): void {
  const list = lists.get(tableOf(field)) ?? { rows: new Set(), columns: new Set(), first: row };
  lists.set(tableOf(field), list);
  list.rows.add(row);
  list.columns.add(column);
  list.first = Math.min(list.first, row);
}

/** Whether a cell stands where a row of a list would, in a row that nobody has named. */
const isAdded = ({ lists }: Wanted, row: number, column: number): boolean =>
  [...lists.values()].some(
    ({ first, rows, columns }) => row > first && columns.has(column) && !rows.has(row),
  );

/** A part as text, a byte a letter; parts in other writings are read slowly. */
function plain(bytes: Buffer): string {
  if (bytes[0] === 0xff || bytes[0] === 0xfe || bytes[1] === 0) throw new Unusual();
  return bytes.toString('latin1');
}

function planned(workbook: Buffer, relations: Buffer): Plan | undefined {
  const { sheets, names, is1904 } = readBookPlan(workbook, relations);
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
  return { key, places, is1904 };
}

function identityIn(head: string, shared: Texts): Identity {
  const keys: string[] = [];
  const values: string[] = [];
  eachCell(head, (row, column, tag, from, to) => {
    if (column > 2 || row > IDENTITY.length) return;
    const cell = cellAt(head, tag, from, to);
    if (cell) (column === 1 ? keys : values)[row - 1] = textOf(cell, shared);
  });
  if (keys[0] !== 'format' || keys[2] !== 'organisation') throw new Unusual();
  return Object.fromEntries(IDENTITY.map((name, at) => [name, values[at] ?? ''])) as Identity;
}

function isSameList({ sharedTail, firstShared }: Known, shared: Texts): boolean {
  if (sharedTail === undefined) return true;
  const { bytes } = shared();
  const from = bytes.length - sharedTail.length;
  return from > 0 && bytes.subarray(from).equals(sharedTail) && shared().startOf(firstShared) === from;
}

/** A cell of the key sheet in words. */
function textOf(cell: WrittenCell, shared: Texts): string {
  const around = { textAt: (at: number) => shared().at(at), shown: [], is1904: false };
  const value = valueOf(cell, around);
  if (value.kind === 'text') return value.text;
  return value.kind === 'number' ? cell.value : '';
}
