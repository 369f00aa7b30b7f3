import { unescape, type WrittenCell } from '../workbook/open.ts';

/** The text of a sheet is held a byte a letter (latin1): signs of markup are the same, words are made UTF-8 when asked for. */

/** Raised where the text is well-formed perhaps, but not written as usual: who asked reads the file slowly. */
export class Unusual extends Error {}

/**
 * Calls `found` for each cell that says something, in the order of the text. Rows and columns from 1. Takes what Excel,
 * LibreOffice and our own writer write: no prefixes, no comments, addresses on every cell, double quotation marks.
 * @throws Unusual
 */
export function eachCell(
  sheet: string,
  found: (row: number, column: number, tag: string, from: number, to: number) => void,
): void {
  if (!/<sheetData[\s/>]/.test(sheet.slice(0, 20_000)) || sheet.includes('<!')) throw new Unusual();
  for (let at = sheet.indexOf('<c '); at !== -1;) {
    const tagEnd = sheet.indexOf('>', at);
    if (tagEnd === -1) throw new Unusual();
    if (sheet.charCodeAt(tagEnd - 1) === 47) {
      at = sheet.indexOf('<c ', tagEnd);
      continue;
    }
    const to = sheet.indexOf('</c>', tagEnd);
    if (to === -1) throw new Unusual();
    // As everybody writes it: the address first.
    let letter = at + 6;
    if (!sheet.startsWith('r="', at + 3)) {
      letter = sheet.indexOf(' r="', at) + 4;
      if (letter === 3 || letter > tagEnd) throw new Unusual();
    }
    let column = 0;
    let code = sheet.charCodeAt(letter);
    for (; code >= 65 && code <= 90; code = sheet.charCodeAt(++letter)) column = column * 26 + code - 64;
    let row = 0;
    for (; code >= 48 && code <= 57; code = sheet.charCodeAt(++letter)) row = row * 10 + code - 48;
    if (code !== 34 || column === 0 || row === 0) throw new Unusual();
    found(row, column, sheet.slice(letter + 1, tagEnd), tagEnd + 1, to);
    at = sheet.indexOf('<c ', to);
  }
}

/**
 * What stands between `from` and `to`, in a cell whose tag says `tag` after its address. Nothing for an empty cell.
 * @throws Unusual for a formula without its value too: it is computed where the book is read whole
 */
export function cellAt(sheet: string, tag: string, from: number, to: number): WrittenCell | undefined {
  const type = attribute(tag, 't') ?? 'n';
  const inside = sheet.slice(from, to);
  if (type === 'inlineStr') {
    const text = textsIn(inside);
    return text.trim() === '' ? undefined : { type, style: 0, value: '', text };
  }
  const value = valueIn(inside);
  if (value === undefined || value === '') {
    if (inside.includes('<f') && type !== 'str') throw new Unusual();
    return undefined;
  }
  const style = Number(attribute(tag, 's') ?? 0);
  return { type, style, value: type === 'n' || type === 's' ? value : inWords(value), text: '' };
}

function valueIn(inside: string): string | undefined {
  const open = inside.indexOf('<v');
  if (open === -1) return undefined;
  const from = inside.indexOf('>', open) + 1;
  if (inside.charCodeAt(from - 2) === 47) return undefined; // <v/>
  const to = inside.indexOf('</v>', from);
  if (to === -1) throw new Unusual();
  return inside.slice(from, to);
}

function attribute(tag: string, name: string): string | undefined {
  const at = tag.indexOf(` ${name}="`);
  if (at === -1) {
    if (tag.includes("'")) throw new Unusual();
    return undefined;
  }
  const from = at + name.length + 3;
  return tag.slice(from, tag.indexOf('"', from));
}

/** The texts of a `<si>` or `<is>` together; how they are read aloud (`rPh`) is no part of them. */
function textsIn(markup: string): string {
  const plain = markup.includes('<rPh') ? markup.replace(/<rPh[\s\S]*?<\/rPh>/g, '') : markup;
  let text = '';
  for (const [, , part = ''] of plain.matchAll(/<t(\s[^>]*[^/>]|)>([^<]*)<\/t>/g)) text += part;
  return inWords(text);
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Bytes as words, markup's own signs as themselves. */
function inWords(latin: string): string {
  const text = /[\u0080-\u00ff]/.test(latin) ? Buffer.from(latin, 'latin1').toString('utf8') : latin;
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

/** The shared texts of a workbook, found when they are asked for. */
export class SharedTexts {
  readonly bytes: Buffer;
  readonly #starts: number[] = [];
  #searched = 0;

  constructor(bytes: Buffer) {
    if (bytes.includes('<!') || bytes[0] === 0xff || bytes[1] === 0) throw new Unusual();
    this.bytes = bytes;
  }

  /** Where a text's markup begins; -1 if there is none. */
  startOf(at: number): number {
    while (this.#starts.length <= at && this.#searched !== -1) {
      let start = this.bytes.indexOf('<si', this.#searched);
      this.#searched = start === -1 ? -1 : start + 3;
      if (start !== -1) this.#starts.push(start);
    }
    return this.#starts[at] ?? -1;
  }

  at(index: number): string {
    const start = this.startOf(index);
    if (start === -1) throw new Unusual();
    const end = this.bytes.indexOf('</si>', start);
    const next = this.bytes.indexOf('<si', start + 3);
    if (end === -1 || (next !== -1 && next < end)) return ''; // <si/>
    return unescape(textsIn(this.bytes.toString('latin1', start, end)));
  }
}
