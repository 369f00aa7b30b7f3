import { parseXml } from './xml.ts';

type Level = { start: number; format: string; text: string; restart?: number; legal: boolean };
type List = { levels: Map<number, Level> };
/** What a style says of its paragraphs; `numbering` and `align` may come from the style it is based on. */
type Style = { basedOn?: string; list?: string; level?: number; align?: string };

/** The lists and styles of a document. A list is what `w:num` names; several may share one row of counters. */
export type Lists = {
  lists: Map<string, { shared: string; list: List; starts: Map<number, number> }>;
  styles: Map<string, Style>;
  defaultStyle?: string;
};

const val = (attributes: Record<string, string>, prefix: string): string | undefined =>
  attributes[`${prefix}val`] ?? attributes.val;

/** Reads `numbering.xml` and `styles.xml`; either may be missing. */
export function readLists(
  numbering: Uint8Array | undefined,
  styles: Uint8Array | undefined,
  prefix = 'w:',
): Lists {
  const read: Lists = { lists: new Map(), styles: new Map() };
  if (numbering) readNumbering(numbering, prefix, read);
  if (styles) readStyles(styles, prefix, read);
  return read;
}

function readNumbering(bytes: Uint8Array, prefix: string, { lists }: Lists): void {
  const abstracts = new Map<string, List>();
  let list: List | undefined;
  let level: Level | undefined;
  let num:
    { id: string; shared: string; levels: Map<number, Level>; starts: Map<number, number> } | undefined;
  let at = 0;
  const whole = new Map<string, NonNullable<typeof num>>();
  parseXml(bytes, {
    open(name, attributes) {
      const value = val(attributes, prefix) ?? '';
      switch (name.slice(name.indexOf(':') + 1)) {
        case 'abstractNum':
          list = { levels: new Map() };
          abstracts.set(attributes[`${prefix}abstractNumId`] ?? '', list);
          break;
        case 'num':
          num = { id: attributes[`${prefix}numId`] ?? '', shared: '', levels: new Map(), starts: new Map() };
          whole.set(num.id, num);
          break;
        case 'abstractNumId':
          if (num) num.shared = value;
          break;
        case 'lvlOverride':
          at = Number(attributes[`${prefix}ilvl`] ?? 0);
          break;
        case 'startOverride':
          num?.starts.set(at, Number(value));
          break;
        case 'lvl':
          level = { start: 1, format: 'decimal', text: '', legal: false };
          (num?.levels ?? list?.levels)?.set(Number(attributes[`${prefix}ilvl`] ?? 0), level);
          break;
        case 'start':
          if (level) level.start = Number(value) || 0;
          break;
        case 'numFmt':
          if (level) level.format = value;
          break;
        case 'lvlText':
          if (level) level.text = value;
          break;
        case 'lvlRestart':
          if (level) level.restart = Number(value);
          break;
        case 'isLgl':
          if (level) level.legal = value !== '0' && value !== 'false';
          break;
      }
    },
    close(name) {
      const local = name.slice(name.indexOf(':') + 1);
      if (local === 'lvl') level = undefined;
      if (local === 'abstractNum') list = undefined;
      if (local === 'num') num = undefined;
    },
  });
  for (const { id, shared, levels, starts } of whole.values()) {
    const base = abstracts.get(shared)?.levels ?? new Map<number, Level>();
    lists.set(id, { shared, list: { levels: new Map([...base, ...levels]) }, starts });
  }
}

function readStyles(bytes: Uint8Array, prefix: string, read: Lists): void {
  let style: Style | undefined;
  parseXml(bytes, {
    open(name, attributes) {
      const value = val(attributes, prefix);
      switch (name.slice(name.indexOf(':') + 1)) {
        case 'style': {
          if (attributes[`${prefix}type`] !== 'paragraph') break;
          const id = attributes[`${prefix}styleId`] ?? '';
          style = {};
          read.styles.set(id, style);
          if (/^(?:1|true|on)$/.test(attributes[`${prefix}default`] ?? '')) read.defaultStyle = id;
          break;
        }
        case 'basedOn':
          if (style) style.basedOn = value;
          break;
        case 'numId':
          if (style) style.list = value;
          break;
        case 'ilvl':
          if (style) style.level = Number(value);
          break;
        case 'jc':
          if (style) style.align = value;
          break;
      }
    },
    close(name) {
      if (name === `${prefix}style`) style = undefined;
    },
  });
}

/** What a style or those that it is based on say; a ring of styles ends. */
export function styled<K extends keyof Style>(
  { styles, defaultStyle }: Lists,
  id: string | undefined,
  what: K,
): Style[K] {
  let style = styles.get(id ?? defaultStyle ?? '');
  for (let steps = 0; style && steps < 20; steps++) {
    if (style[what] !== undefined) return style[what];
    style = styles.get(style.basedOn ?? '');
  }
  return undefined;
}

/** Counts as Word counts: a list goes on where it stopped, a deeper level begins anew under each of the level above. */
export class Counters {
  private readonly counts = new Map<string, (number | undefined)[]>();
  private readonly begun = new Set<string>();
  private readonly lists: Lists['lists'];
  constructor({ lists }: Lists) {
    this.lists = lists;
  }

  /** The number before a paragraph, «1.2.» or «IV.»; a bullet is a dash, no list nothing. */
  next(id: string, at: number): string {
    const found = this.lists.get(id);
    const level = found?.list.levels.get(at);
    if (!found || !level) return '';
    const counts = this.counts.get(found.shared) ?? [];
    this.counts.set(found.shared, counts);
    const begins = found.starts.get(at);
    if (begins !== undefined && !this.begun.has(`${id}/${at}`)) counts[at] = begins;
    else counts[at] = counts[at] === undefined ? level.start : counts[at] + 1;
    this.begun.add(`${id}/${at}`);
    for (const deeper of found.list.levels.keys()) {
      const { restart } = found.list.levels.get(deeper)!;
      if (deeper > at && restart !== 0 && (restart === undefined || at < restart)) counts[deeper] = undefined;
    }
    if (level.format === 'bullet') return '–';
    if (level.format === 'none') return level.text.replace(/%\d/g, '').trim();
    return level.text.replace(/%(\d)/g, (_, digit: string) => {
      const place = Number(digit) - 1;
      const of = found.list.levels.get(place);
      return written(counts[place] ?? of?.start ?? 1, level.legal ? 'decimal' : (of?.format ?? 'decimal'));
    });
  }
}

/** Lists leave out Ё, Й, Ъ, Ы, Ь. */
const LETTERS = 'абвгдежзиклмнопрстуфхцчшщэюя';
const LATIN = 'abcdefghijklmnopqrstuvwxyz';
const ROMAN: [number, string][] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

/** A count as a list of that format writes it, by Word's names of formats. */
export function written(count: number, format: string): string {
  switch (format) {
    case 'upperRoman':
      return roman(count);
    case 'lowerRoman':
      return roman(count).toLowerCase();
    case 'russianLower':
      return letter(LETTERS, count);
    case 'russianUpper':
      return letter(LETTERS, count).toUpperCase();
    case 'lowerLetter':
      return letter(LATIN, count);
    case 'upperLetter':
      return letter(LATIN, count).toUpperCase();
    case 'decimalZero':
      return String(count).padStart(2, '0');
    default:
      return String(count);
  }
}

function roman(count: number): string {
  if (count < 1 || count > 3999) return String(count);
  let left = count;
  let text = '';
  for (const [value, sign] of ROMAN)
    while (left >= value) {
      text += sign;
      left -= value;
    }
  return text;
}

/** а … я, then аа, бб. */
const letter = (alphabet: string, count: number): string =>
  count < 1
    ? String(count)
    : alphabet[(count - 1) % alphabet.length]!.repeat(Math.min(5, Math.ceil(count / alphabet.length)));
