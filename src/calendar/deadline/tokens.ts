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
  date: { day?: number; month: number; year?: number } | undefined;
  doubt: Doubt | undefined;
};

/** Every token has all of its fields, in one order: the parsers ask them for nothing else all the time. */
const token = (is: Token['is'], text: string, capital: boolean, n = 0): Token => ({
  is,
  n,
  text,
  capital,
  date: undefined,
  doubt: undefined,
});

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

/** What may begin with a figure, the longer first. Each pattern is tried where the last token ended. */
const FIGURES: [RegExp, Read][] = [
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
];
/** A number alone: what stands behind it can make nothing else of it. */
const NUMBER: [RegExp, Read][] = [
  [/\d{1,5}(?= ?(?:[^\d\s./:\p{L}-]|$)| (?!\.))/uy, ([n]) => ({ is: 'number', n: Number(n) })],
];
const WORDS: [RegExp, Read][] = [
  [
    /([ivx]{1,4})(?:-?(?:ого|ый|ой|ое|ая|го|ом|е|й|м|я))?(?!\p{L})/uy,
    ([, text = '']) => (ROMAN.includes(text) ? { is: 'roman', n: ROMAN.indexOf(text) } : undefined),
  ],
  [/п\/г(?:од)?|у\/г/y, () => ({})],
  [/у\. ?г(?!\p{L})/uy, () => ({ text: 'у/г' })],
  [/\p{L}+/uy, () => ({})],
];
const MARKS = new Set([',', ';', '(', ')', '/', ':', '-']);
const SIGNS: [RegExp, Read][] = [
  [/№/y, () => ({ is: 'place' })],
  // A blank that somebody was to fill in: «___» октября.
  [/_{2,}/y, () => ({})],
];

/** The text in tokens. Dots, quotes and whatever else has no meaning for a date fall away. */
export function tokenise(written: string): Token[] {
  const source = cleaned(mendLetters(written).text);
  const text = source.toLowerCase().replaceAll('ё', 'е');
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const length = text.charCodeAt(at) === 32 ? 1 : readAt(text, at, source, tokens);
    at += length;
  }
  return rejoined(tokens);
}

/** One kind of blank, one kind of dash; soft hyphens and whatever else has no width are no part of a word. */
function cleaned(written: string): string {
  if (!UNCLEAN.test(written)) return written;
  return (
    written
      .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
      // Each line with its date: a list.
      .replace(/(?<=\d\.\d{4}(?: ?г\.?)?) ?\n ?(?=\d{1,2}\.\d)/g, '; ')
      .replace(/[\s\u00a0]+/g, ' ')
      .replace(/(?:\.{2,}|…) ?$/, '')
      .replace(/(?<=\d\.?)[OОoо](?=\d)/g, '0')
      .replace(/(?<!\d)(\d{1,2})[.,](\d{1,2})[.,](?=20\d\d(?!\d))/g, '$1.$2.')
      .replace(/(?:[–—−‐‑‒―~-]|\.{2,}|…)(?: ?[–—−‐‑‒―~-])*/g, '-')
  );
}
const UNCLEAN =
  /[^\S ]|  |[–—−‐‑‒―~…\u00ad\u200b-\u200d\u2060\ufeff]|\.\.|- ?-|\d\.?[OОoо]\d|\d,20\d|\d,\d\d?\.20/;

function readAt(text: string, at: number, source: string, tokens: Token[]): number {
  const code = text.charCodeAt(at);
  const mark = text[at]!;
  if (MARKS.has(mark)) {
    tokens.push(token(mark as Token['is'], mark, false));
    return 1;
  }
  const isFigure = code >= 48 && code <= 57;
  const length = isFigure
    ? readBy(NUMBER, text, at, source, tokens) || readBy(FIGURES, text, at, source, tokens)
    : isRussian(code)
      ? readWord(text, at, source, tokens)
      : readBy(SIGNS, text, at, source, tokens) || readBy(WORDS, text, at, source, tokens);
  if (length) return length;
  // «Апрель 2021 г. По графику»: a full stop before a capital divides, unless it ends an abbreviation.
  const ends =
    mark === '.' && / ?\p{Lu}/uy.test(source.slice(at + 1, at + 3)) && (tokens.at(-1)?.text.length ?? 0) > 4;
  if (ends) tokens.push(token(',', '.', false));
  return 1;
}

const isRussian = (code: number) => code >= 0x430 && code <= 0x44f;

/** A run of Russian letters, the commonest token. Other letters, and «п/г», are left to the patterns. */
function readWord(text: string, at: number, source: string, tokens: Token[]): number {
  let end = at + 1;
  while (isRussian(text.charCodeAt(end))) end += 1;
  const next = text.charCodeAt(end);
  if (next > 127 || ((next === 47 || next === 46) && end === at + 1))
    return readBy(WORDS, text, at, source, tokens);
  tokens.push(token('word', text.slice(at, end), isCapital(source, at)));
  return end - at;
}

const isCapital = (source: string, at: number) => {
  const code = source.charCodeAt(at);
  if (isRussian(code) || code < 0x41) return false;
  const first = source.charAt(at);
  return first !== first.toLowerCase();
};

function readBy(
  patterns: [RegExp, Read][],
  text: string,
  at: number,
  source: string,
  tokens: Token[],
): number {
  for (const [pattern, read] of patterns) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    const meant = found && read(found);
    if (!found || !meant) continue;
    const made = token(meant.is ?? 'word', meant.text ?? found[0], isCapital(source, at), meant.n);
    made.date = meant.date;
    made.doubt = meant.doubt;
    tokens.push(made);
    return found[0].length;
  }
  return 0;
}

/**
 * Each word with its meaning. Only words without one may be halves of a word: one that the end of a line has
 * hyphenated, «сен-» «тябрь», or that a blank has torn, «еже квартально».
 */
function rejoined(tokens: Token[]): Token[] {
  let unknown = 0;
  for (const token of tokens) if (token.is === 'word' && !learn(token)) unknown += 1;
  const whole = unknown > 0 && tokens.length > 1 ? joined(tokens) : tokens;
  if (unknown) for (const token of whole) if (token.is === 'word') mend(token);
  return whole;
}

function joined(tokens: Token[]): Token[] {
  const joined: Token[] = [];
  for (const token of tokens) {
    const [word, dash] = [joined.at(-2), joined.at(-1)];
    const isUnknown = token.is === 'word';
    if (isUnknown && dash?.is === '-' && word && isLetters(word) && learn(word, word.text + token.text))
      joined.pop();
    else if (isUnknown && dash?.is === 'word' && dash.text.length > 1 && learn(dash, dash.text + token.text))
      dash.doubt = 'deadline.misspelt';
    else joined.push(token);
  }
  return joined;
}

const isLetters = ({ text }: Token) => isRussian(text.charCodeAt(0));

/** Gives a token the meaning of a word, if it has one. */
function learn(token: Token, text = token.text): boolean {
  const known = token.doubt === 'deadline.no-such-day' ? undefined : lookUp(text);
  if (!known) return false;
  token.is = known.is;
  token.n = known.n;
  token.text = text;
  return true;
}

function mend(token: Token) {
  const mended = token.doubt === 'deadline.no-such-day' ? undefined : mendWord(token.text);
  if (!mended) return;
  token.is = mended.is;
  token.n = mended.n;
  token.doubt = 'deadline.misspelt';
}
