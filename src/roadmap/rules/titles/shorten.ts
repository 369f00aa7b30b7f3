const ADJECTIVE = /(?:ого|его|ой|ей|ых|их|ым|им|ыми|ими|ый|ий|ая|яя|ое|ее|ые|ие|ом|ем)$/u;
/** Words that end like adjectives and are none. */
const NOUN = /(?:ей|ение|ение|ании|ений|аний|тей)$/u;
const PREPOSITION = /^(?:по|в|во|на|для|с|со|при|из|к|о|об|от|до|за|и|или)$/iu;

const isAdjective = (word: string) => ADJECTIVE.test(word) && !NOUN.test(word) && word.length > 4;

/** «научно-методических материалов» → «материалов». */
export const withoutAdjectives = (text: string): string =>
  text
    .split(' ')
    .filter((word, at) => at === 0 || !isAdjective(word) || /\p{Lu}/u.test(word))
    .filter((word, at, words) => !(words.length === 1 && isAdjective(word) && at === 0) || words.length === 1)
    .join(' ')
    .replace(/^\p{Ll}\S*(?:ых|их|ого|ой) (?=\p{Ll})/u, '');

/**
 * As many whole words as have room, ending before a preposition, a comma or a bracket if that leaves half of the room
 * used, and never on an adjective, a preposition or an open quote.
 */
export function shorten(text: string, room: number): string {
  if (text.length <= room) return text;
  const words = text.split(' ');
  const ends = words.flatMap((_, at) => {
    const head = words.slice(0, at + 1).join(' ');
    const next = words[at + 1] ?? '';
    const stops = /[,;:]$/.test(head) || PREPOSITION.test(next) || /^[(«]/.test(next);
    const bad = PREPOSITION.test(words[at] ?? '') || isAdjective((words[at] ?? '').replace(/[,»“]/g, ''));
    return head.length <= room - 2 && !bad ? [{ head, stops }] : [];
  });
  const end = ends.findLast(({ head, stops }) => stops && head.length > room / 2) ?? ends.at(-1);
  return closed(tidied(end?.head ?? '') || tidied(text.slice(0, room - 2)));
}

const tidied = (text: string) => text.replace(/[,;:(–-]+$/, '').trim();

/** An open quote or bracket is closed, with dots for what was left out of it. */
function closed(text: string): string {
  const count = (letter: string) => text.split(letter).length - 1;
  if (count('«') > count('»')) return `${text}…»`;
  if (count('(') <= count(')')) return text;
  return text.slice(0, text.lastIndexOf('(')).trim() || text.replaceAll('(', '').trim();
}
