import { readFileSync } from 'node:fs';

/** What people write and the fonts of documents do not have, in letters that they have. */
const INSTEAD: Record<string, string> = {
  '→': '->',
  '←': '<-',
  '⇒': '=>',
  '✓': '+',
  '✔': '+',
  '☎': 'тел.',
  '‑': '-',
  '−': '–',
};

/**
 * A text of which every letter can be drawn: a tagged PDF is refused for one letter that no font has, and a roadmap must
 * not fail to print for a smiling face in it. What cannot be drawn becomes «?».
 */
export function drawable(text: string, fonts: readonly string[]): string {
  const has = lettersOf(fonts);
  const drawn = (letter: string): string => {
    if (has.has(letter.codePointAt(0)!)) return letter;
    if (/\p{Default_Ignorable_Code_Point}|\p{Mn}/u.test(letter)) return '';
    if (/\p{White_Space}|\p{Cc}/u.test(letter)) return ' ';
    return [...(INSTEAD[letter] ?? '?')].map((one) => (has.has(one.codePointAt(0)!) ? one : '?')).join('');
  };
  return text
    .normalize('NFC')
    .toWellFormed()
    .replace(/[^\n\t\u00ad]/gu, drawn);
}

let known: Set<number> | undefined;
/** The letters that all of the fonts have; always the same fonts, read once. */
const lettersOf = (fonts: readonly string[]): Set<number> =>
  (known ??= fonts
    .map((file) => lettersIn(readFileSync(file)))
    .reduce((common, letters) => new Set([...common].filter((letter) => letters.has(letter)))));

/** The table `cmap` of a TrueType font, as far as the first 65,536 letters (format 4) go. */
function lettersIn(font: Buffer): Set<number> {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, at) => 12 + at * 16);
  const entry = tables.find((at) => font.toString('latin1', at, at + 4) === 'cmap')!;
  const cmap = font.readUInt32BE(entry + 8);
  const parts = Array.from(
    { length: font.readUInt16BE(cmap + 2) },
    (_, at) => cmap + font.readUInt32BE(cmap + 4 + at * 8 + 4),
  );
  const part = parts.find((at) => font.readUInt16BE(at) === 4)!;
  const size = font.readUInt16BE(part + 6); // of each list, in bytes
  const [ends, starts, deltas, offsets] = [14, 16 + size, 16 + 2 * size, 16 + 3 * size].map(
    (at) => part + at,
  );
  const letters = new Set<number>();
  for (let at = 0; at < size; at += 2) {
    const [first, last] = [font.readUInt16BE(starts! + at), font.readUInt16BE(ends! + at)];
    const [delta, offset] = [font.readUInt16BE(deltas! + at), font.readUInt16BE(offsets! + at)];
    for (let letter = first; letter <= last && letter < 0xffff; letter++) {
      const glyph = offset ? font.readUInt16BE(offsets! + at + offset + (letter - first) * 2) : letter;
      if (glyph !== 0 && ((glyph + delta) & 0xffff) !== 0) letters.add(letter);
    }
  }
  return letters;
}
