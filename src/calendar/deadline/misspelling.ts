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

/**
 * The word of the lexicon that a misspelt one must be: one letter astray in four to seven letters, two in more, with
 * the same first letter («карта» is no «марта»). Nothing if two months are equally near.
 */
export function mendWord(word: string): Word | undefined {
  if (word.length < 4 || word.length > 20) return undefined;
  const allowed = word.length < 8 ? 1 : 2;
  let best: { word: Word; away: number } | undefined;
  let doubtful = false;
  for (const [known, meaning] of mendable) {
    if (known[0] !== word[0] || Math.abs(known.length - word.length) > allowed) continue;
    const away = distance(word, known);
    if (away > allowed || (best && away > best.away)) continue;
    const same = best && best.word.is === meaning.is && best.word.n === meaning.n;
    doubtful = best?.away === away && !same ? true : away < (best?.away ?? Infinity) ? false : doubtful;
    if (!best || away < best.away) best = { word: meaning, away };
  }
  return doubtful ? undefined : best?.word;
}
