import { mendable, type Word } from './lexicon.ts';

/** Letters left out, put in, changed or swapped (Damerau–Levenshtein, neighbours swapped once). */
function distance(one: string, other: string): number {
  let before: number[] = [];
  let above = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      let best = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    before = above;
    above = row;
  }
  return above[other.length] ?? one.length;
}

/** The words by their first letter, each with the set of its letters as bits. */
const BY_LETTER = new Map<string, { known: string; meaning: Word; letters: number }[]>();
for (const [known, meaning] of mendable) {
  const first = known.charAt(0);
  if (!BY_LETTER.has(first)) BY_LETTER.set(first, []);
  BY_LETTER.get(first)?.push({ known, meaning, letters: lettersOf(known) });
}

function lettersOf(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) & 31);
  return bits;
}

function count(bits: number): number {
  let left = bits;
  let found = 0;
  for (; left; found++) left &= left - 1;
  return found;
}

/**
 * The word of the lexicon that a misspelt one must be: one letter astray in four to seven letters, two in more, with
 * the same first letter («карта» is no «марта»). Nothing if two months are equally near.
 */
export function mendWord(word: string): Word | undefined {
  if (word.length < 4 || word.length > 20) return undefined;
  const allowed = word.length < 8 ? 1 : 2;
  let best: { word: Word; away: number } | undefined;
  let doubtful = false;
  const own = lettersOf(word);
  for (const { known, meaning, letters } of BY_LETTER.get(word.charAt(0)) ?? []) {
    // A letter astray changes the set of letters by two at most.
    if (Math.abs(known.length - word.length) > allowed || count(own ^ letters) > 2 * allowed) continue;
    const away = distance(word, known);
    if (away > allowed || (best && away > best.away)) continue;
    const same = best && best.word.is === meaning.is && best.word.n === meaning.n;
    doubtful = best?.away === away && !same ? true : away < (best?.away ?? Infinity) ? false : doubtful;
    if (!best || away < best.away) best = { word: meaning, away };
  }
  return doubtful ? undefined : best?.word;
}
