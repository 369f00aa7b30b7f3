import { mendLetters } from '../letters.ts';
import type { Doubt } from './deadline.ts';
import { type Kind, lookUp } from './lexicon.ts';
import { mendWord } from './misspelling.ts';

/** `n` is a number's value; `year` of a date is in full. A date without a day is a month. */
export type Token = {
  is: Kind | 'number' | 'nth' | 'roman' | 'dated' | 'time' | 'word' | ',' | ';' | '-' | '(' | ')' | '/' | ':';
  n: number;
  text: string;
  capital: boolean;
  date?: { day?: number; month: number; year?: number };
  doubt?: Doubt;
};

const ROMAN = ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii'];
type Read = (found: RegExpExecArray) => Partial<Token> | undefined;

const fullYear = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : text.length === 2 ? 2000 + Number(text) : Number(text);

/** Figures that stand where a date does and are none: «15.13.2021». */
const NO_DAY: Partial<Token> = { is: 'word', doubt: 'deadline.no-such-day' };

/** Day and month may be the wrong way round only if that is the sole way to read them. */
function dated(day: string, month: string, year?: string): Partial<Token> | undefined {
  const [d, m] = [Number(day), Number(month)];
  if (m >= 1 && m <= 12 && d >= 1 && d <= 31)
    return { is: 'dated', date: { day: d, month: m, year: fullYear(year) } };
  const swapped = year !== undefined && d >= 1 && d <= 12 && m <= 31;
  return swapped
    ? { is: 'dated', date: { day: m, month: d, year: fullYear(year) }, doubt: 'deadline.day-or-month' }
    : undefined;
}
const full: Read = ([, day = '', month = '', year]) => dated(day, month, year) ?? NO_DAY;
const slashed: Read = ([, day = '', month = '', year]) => {
  const read = dated(day, month, year);
  return read && Number(day) <= 12 && day !== month ? { ...read, doubt: 'deadline.day-or-month' } : read;
};
const dayAndMonth: Read = ([, day = '', month = '']) => {
  const read = dated(day, month);
  return read ?? (Number(day) < 24 && Number(month) < 60 && month.length === 2 ? { is: 'time' } : undefined);
};

/** What the text may go on with, the longer first. Each pattern is tried where the last token ended. */
const PATTERNS: [RegExp, Read][] = [
  [/(\d{4})[.-](\d\d)[.-](\d\d)(?!\d)/y, ([, year = '', month = '', day = '']) => dated(day, month, year)],
  [/(\d{1,2}) ?\. ?(\d{1,2})\. ?(\d{4})(?!\d)/y, full],
  [/(\d{1,2})\.(\d{1,2})\.(\d{2})(?!\d|\.\d)/y, full],
  [/(\d{1,2})-(\d{1,2})-(\d{4})(?!\d)/y, full],
  [/(\d{1,2})\/(\d{1,2})\/(\d{4}|\d\d)(?!\d)/y, slashed],
  [
    /(0?[1-9]|1[0-2])[./](\d{4})(?!\d)/y,
    ([, month = '', year]) => ({ is: 'dated', date: { month: Number(month), year: fullYear(year) } }),
  ],
  [/\d{1,2}:\d\d(?!\d)/y, () => ({ is: 'time' })],
  [/\d{1,2}[.-]\d\d(?= ?(?:ч|час(?:а|ов)?|мин(?:ут)?)(?!\p{L}))/uy, () => ({ is: 'time' })],
  [/(?:[01]?\d|2[0-3])-00(?!\d)/y, () => ({ is: 'time' })],
  [/(\d{1,2})\.(\d{1,2})(?!\d)\.?/y, dayAndMonth],
  [
    /(\d{1,5})-?(?:ого|ому|ые|ый|ой|ое|ая|ых|го|му|ом|ти|е|й|м|я|х)(?![\p{L}\d])/uy,
    ([, n]) => ({ is: 'nth', n: Number(n) }),
  ],
  [/\d{1,5}/y, ([n]) => ({ is: 'number', n: Number(n) })],
  [
    /([ivx]{1,4})(?:-?(?:ого|ый|ой|ое|ая|го|ом|е|й|м|я))?(?!\p{L})/uy,
    ([, text = '']) => (ROMAN.includes(text) ? { is: 'roman', n: ROMAN.indexOf(text) } : undefined),
  ],
  [/п\/г(?:од)?|у\/г/y, () => ({})],
  [/\p{L}+/uy, () => ({})],
  [/[,;()/:-]/y, ([mark]) => ({ is: mark as Token['is'] })],
  [/№/y, () => ({ is: 'place' })],
  // A blank that somebody was to fill in: «___» октября.
  [/_{2,}/y, () => ({})],
];

/** The text in tokens. Dots, quotes and whatever else has no meaning for a date fall away. */
export function tokenise(written: string): Token[] {
  // Soft hyphens and whatever else has no width are no part of a word.
  const source = mendLetters(written.replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, ''))
    .text.replace(/[\s\u00a0]+/g, ' ')
    .replace(/(?<=\d)[OОoо](?=\d)/g, '0')
    .replace(/(?:[–—−‐‑‒―~-]|\.{2,}|…)(?: ?[–—−‐‑‒―~-])*/g, '-');
  const text = source.toLowerCase().replaceAll('ё', 'е');
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const length = text.charCodeAt(at) === 32 ? 1 : readAt(text, at, source, tokens);
    at += length;
  }
  return rejoined(tokens).map(meant);
}

function readAt(text: string, at: number, source: string, tokens: Token[]): number {
  for (const [pattern, read] of PATTERNS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    const token = found && read(found);
    if (!found || !token) continue;
    const first = source.charAt(at);
    tokens.push({ is: 'word', n: 0, text: found[0], capital: first !== first.toLowerCase(), ...token });
    return found[0].length;
  }
  // «Апрель 2021 г. По графику»: a full stop before a capital divides, unless it ends an abbreviation.
  const ends =
    text[at] === '.' &&
    / ?\p{Lu}/uy.test(source.slice(at + 1, at + 3)) &&
    (tokens.at(-1)?.text.length ?? 0) > 4;
  if (ends) tokens.push({ is: ',', n: 0, text: '.', capital: false });
  return 1;
}

/** A word that the end of a line has hyphenated, «сен-» «тябрь», or that a blank has torn: «еже квартально». */
function rejoined(tokens: Token[]): Token[] {
  const joined: Token[] = [];
  for (const token of tokens) {
    const [word, dash] = [joined.at(-2), joined.at(-1)];
    const whole = `${word?.text}${token.text}`;
    if (
      word?.is === 'word' &&
      dash?.is === '-' &&
      token.is === 'word' &&
      lookUp(whole) &&
      !lookUp(token.text)
    )
      joined.splice(-2, 2, { ...word, text: whole });
    else if (dash?.is === 'word' && token.is === 'word' && isTorn(dash.text, token.text))
      joined.splice(-1, 1, { ...dash, text: `${dash.text}${token.text}`, doubt: 'deadline.misspelt' });
    else joined.push(token);
  }
  return joined;
}

const isTorn = (one: string, other: string): boolean =>
  one.length > 1 && !lookUp(one) && !lookUp(other) && lookUp(one + other) !== undefined;

function meant(token: Token): Token {
  if (token.is !== 'word' || token.doubt === 'deadline.no-such-day') return token;
  const known = lookUp(token.text);
  if (known) return { ...token, ...known };
  const mended = mendWord(token.text);
  return mended ? { ...token, ...mended, doubt: 'deadline.misspelt' } : token;
}
