import { joinParts } from '../rules/reading/typography.ts';
import type { Piece } from './pdf-page.ts';

/** A line of text: its pieces side by side. */
export type TextLine = {
  text: string;
  left: number;
  right: number;
  y: number;
  height: number;
  pieces: Piece[];
};

/** Pieces on one baseline are a line, from left to right; a gap wider than a letter is a blank. */
export function linesOf(pieces: readonly Piece[]): TextLine[] {
  const lines: Piece[][] = [];
  for (const piece of [...pieces].sort((one, other) => one.y - other.y)) {
    const same = lines.at(-1);
    // Footnote marks and indices stand a little higher.
    if (same && Math.abs(same[0]!.y - piece.y) < Math.max(2, piece.height * 0.4)) same.push(piece);
    else lines.push([piece]);
  }
  return lines.map((line) => {
    const sorted = line.sort((one, other) => one.x - other.x);
    let text = '';
    let end = sorted[0]!.x;
    for (const piece of sorted) {
      const gap = piece.x - end;
      text += text && gap > piece.height * 0.12 && !text.endsWith(' ') ? ` ${piece.text}` : piece.text;
      end = piece.x + piece.width;
    }
    return {
      text: text.replace(/\s+/g, ' ').trim(),
      left: sorted[0]!.x,
      right: end,
      y: sorted[0]!.y,
      height: Math.max(...sorted.map(({ height }) => height)),
      pieces: sorted,
    };
  });
}

/**
 * Whether a line ends because its writer ended it: the next line's first word would have had room. `right` is how far a
 * line may reach; a line set in the middle or to the right has its room on the other side.
 */
export function isEnded(line: TextLine, next: TextLine, left: number, right: number): boolean {
  const first = next.text.split(' ')[0] ?? '';
  const [before, after] = [line.left - left, right - line.right];
  const isCentred = before > line.height && Math.abs(before - after) < line.height * 2;
  const isRight = before > line.height * 5 && after < line.height;
  const room = isCentred || isRight ? before + after : after;
  return room > letterOf(next) * (first.length + 1.5) + line.height * 0.5;
}

const letterOf = (line: TextLine) => (line.right - line.left) / Math.max(1, line.text.length);

/** The text of a cell, its lines as they are; a word that its line could not hold is whole again. */
export function textOf(lines: readonly TextLine[], right: number): string {
  let text = '';
  lines.forEach((line, at) => {
    const before = lines[at - 1];
    if (!before) text = line.text;
    else if (/[-\u00ad]$/.test(text)) text = joinParts(text.replace(/\u00ad$/, '-'), line.text);
    else text += isBroken(before, line, right) ? line.text : `\n${line.text}`;
  });
  return text;
}

/** «общеобразовательных» | «организаций»: an adjective that fills its line by chance, and a word behind it. */
const WHOLE = /.{4}(?:[ыи]х|[ое]го|[ыи]й|ой|[ыи]е|ая|[ыи]ми)$/u;
const LONG = /^(?:(?=\p{Ll}*[аеиоуыэюя])\p{Ll}{4}|(?:об?|во?|со?|к|на|по|от|до|для|при) )/u;

/** A word alone on its line, with no room left, that goes on below: «Удостоверени» | «е о повышении». */
const isBroken = (line: TextLine, next: TextLine, right: number): boolean =>
  !line.text.includes(' ') &&
  right - line.right < letterOf(line) * 1.2 &&
  !(WHOLE.test(line.text) && LONG.test(next.text)) &&
  (/\p{Ll}$/u.test(line.text)
    ? /^\p{Ll}/u.test(next.text)
    : /[\d.]$/.test(line.text) && /^\d/.test(next.text));
