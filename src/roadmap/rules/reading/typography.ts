/** One kind of blank, dash and quotation mark, and no blank inside quotes or before a comma; the meaning stays. */
export function tidy(text: string): string {
  return text
    .replace(/<br\s*\/?>/gi, ' ')
    .replace(/[\u200b\u00ad\ufeff]/g, '')
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/[*_]{2,}/g, '')
    .replace(/\s+/g, ' ')
    .replace(/[―—‒]/g, '–')
    .replace(/[“”„‟"]([^“”„‟"]*)[“”„‟"]/g, '«$1»')
    .replace(/([«(]) /g, '$1')
    .replace(/ ([»),;])/g, '$1')
    .replace(/ \.(?= |$)/g, '.')
    .trim();
}

/** Two parts of a cell that a page break has separated. */
export function joinParts(before: string, after: string): string {
  if (!before || !after) return before || after;
  const broken = /(\p{L}+)-$/u.exec(before);
  if (!broken || !/^\p{Ll}/u.test(after)) return `${before} ${after}`;
  // «научно-» | «методических» keeps its hyphen, «образо-» | «вательных» was broken by the line.
  const compound = FIRST_OF_TWO.test(broken[1] ?? '') && ADJECTIVE.test(/^\p{L}+/u.exec(after)?.[0] ?? '');
  return compound ? before + after : before.slice(0, -1) + after;
}
/** «научно», «финансово», «физико», «северо», «очно»: what a compound adjective begins with; «профессио» is none. */
const FIRST_OF_TWO = /(?:^|\P{L})(?:очно|\p{L}{3,}(?:[нкв]|ер)[оo])$/u;
const ADJECTIVE = /^\p{L}{2,}(?:[ыи]й|[ое]го|[ое]му|[ыи]м|[ыи]ми|[ыи]х|[ыи]е|ой|ая|ое|ую|ом)$/u;

/**
 * The parts between separators that are outside «…» and (…). A quote opened twice is closed once in careless typing
 * («Клуб наставничества «Готовим с любовью»), so a closing one closes all.
 */
export function splitOutside(text: string, separators: string): string[] {
  const parts: string[] = [''];
  let quoted = false;
  let brackets = 0;
  for (const letter of text) {
    if (letter === '«') quoted = true;
    if (letter === '»') quoted = false;
    if (letter === '(') brackets += 1;
    if (letter === ')') brackets = Math.max(0, brackets - 1);
    if (separators.includes(letter) && !quoted && !brackets) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts.map((part) => part.trim()).filter(Boolean);
}
