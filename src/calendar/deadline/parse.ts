import { attempt, type Cursor, is, peek, take } from './cursor.ts';
import type { Item } from './items.ts';
import { isLabel } from './labels.ts';
import { boundsDate, parseFrom, parseUntil } from './parse-bound.ts';
import { parseDates } from './parse-dates.ts';
import { parseEvery } from './parse-every.ts';
import { parseSpans } from './parse-span.ts';
import { parseWhole } from './parse-whole.ts';
import { parseYears } from './parse-years.ts';
import type { Token } from './tokens.ts';
import { undatedLead } from './undated.ts';

/** The pieces of a phrase in their order. What is understood by no parser is noise, and the meaning doubts it. */
export function parse(tokens: readonly Token[]): Item[] {
  const cursor: Cursor = { tokens: withoutHours(withoutSpelling(tokens)), at: 0 };
  const items: Item[] = [];
  while (peek(cursor)) {
    const from = cursor.at;
    const parsed = next(cursor);
    for (const item of glued(items.at(-1), parsed)) items.push(item);
    const why = mended(cursor, from);
    const meansNothing = parsed.every(({ is }) => is === 'undated' || is === 'noise' || is === 'comma');
    if (why && !meansNothing) items.push({ is: 'doubt', doubt: why });
  }
  return items;
}

/** A token mended or turned round is doubted where it has meant something. */
function mended({ tokens, at }: Cursor, from: number) {
  for (let index = from; index < at; index++) if (tokens[index]!.doubt) return tokens[index]!.doubt;
  return undefined;
}

/** Two spans with nothing between them: perhaps a dash was lost. */
function glued(before: Item | undefined, items: Item[]): Item[] {
  const [first, ...others] = items;
  if (before?.is !== 'span' || first?.is !== 'span') return items;
  return [{ is: 'span', span: { ...first.span, glued: true } }, ...others];
}

/** What a date behind its year begins with. */
const OPENS_DATE = [
  ...(['month', 'dated', 'number', 'nth', 'roman', 'ordinal', 'quarter', 'half', 'season'] as const),
  ...(['until', 'toward', 'not', 'from', 'in', 'start', 'middle', 'end', 'last'] as const),
];

/** «2021 год: март, июнь; 2022 год: май», «в 2021 г. – до 1 октября». */
function yearHead(cursor: Cursor): Item | undefined {
  take(cursor, 'in');
  const read = parseYears(cursor);
  if (!read || read.doubtful || !take(cursor, ':', '-')) return undefined;
  const opens = is(cursor, ...OPENS_DATE) && (peek(cursor)?.n ?? 0) < 1990;
  return opens ? { is: 'head', years: read.years, school: read.school } : undefined;
}

/** What a repetition, a whole period or dates of a month may begin with: the rest need not be tried. */
const OPENS_WHOLE = new Set<Token['is']>([
  ...(['recurring', 'each', 'times', 'seldom', 'skip', 'count', 'not', 'end', 'start', 'middle'] as const),
  ...(['in', 'always', 'year-long', 'course', 'whole', 'period', 'plan', 'calendar'] as const),
  ...(['until', 'toward', 'through', 'from', 'number', 'nth', 'last', 'ordinal'] as const),
]);

function next(cursor: Cursor): Item[] {
  if (take(cursor, '(')) return [{ is: 'group', items: groupItems(cursor) }];
  if (attempt(cursor, exactly)) return [{ is: 'exactly' }];
  const head = is(cursor, 'in', 'number', 'nth', 'school') ? attempt(cursor, yearHead) : undefined;
  if (head) return [head];
  const opening = peek(cursor)?.is ?? 'word';
  if (opening === 'month') return attempt(cursor, spans) ?? noise(cursor);
  if (opening === ',') return attempt(cursor, separate) ?? noise(cursor);
  const whole = OPENS_WHOLE.has(opening)
    ? (parseEvery(cursor) ?? parseWhole(cursor) ?? parseDates(cursor))
    : undefined;
  if (whole) return whole;
  const lead = isAfterDate(cursor) ? 0 : undatedLead(cursor);
  // «до начала учебного года», «в конце мая» name dates and begin like «до начала мероприятия».
  const bound = lead ? dated(cursor, lead) : bounds(cursor);
  if (bound) return bound;
  if (lead) return undated(cursor, lead);
  return attempt(cursor, separate) ?? attempt(cursor, spans) ?? noise(cursor);
}

/** «после 25 декабря» names a date, and not the one that is meant: left to noise, so that it is doubted. */
const isAfterDate = (cursor: Cursor): boolean =>
  ['после', 'перед', 'накануне'].includes(peek(cursor)?.text ?? '') &&
  ['number', 'dated', 'month', 'nth'].includes(peek(cursor, 1)?.is ?? '');

const bounds = (cursor: Cursor): Item[] | undefined =>
  (is(cursor, 'through') && !boundsDate(cursor) ? undefined : parseUntil(cursor)) ?? parseFrom(cursor);

/** A date may follow some leads: then they are no leads. */
function dated(cursor: Cursor, lead: number): Item[] | undefined {
  const opens = peek(cursor)?.text ?? '';
  if (lead > 3 || !['в', 'до', 'к', 'с', 'во', 'по', 'за'].includes(opens)) return undefined;
  return bounds(cursor) ?? (['в', 'во'].includes(opens) ? attempt(cursor, spans) : undefined);
}

/** «ежеквартально, в сроки: 1–15 марта 2021 года; …»: nothing else is meant than what follows. */
const exactly = (cursor: Cursor): Token | undefined =>
  peek(cursor, 2)?.is === ':' && take(cursor, 'in') && take(cursor, 'period') ? take(cursor, ':') : undefined;

function groupItems(cursor: Cursor): Item[] {
  const items: Item[] = [];
  while (peek(cursor) && !take(cursor, ')')) items.push(...next(cursor));
  return items;
}

/** Swallows the rest of a phrase without a date: «согласно плану работы на 2021 год». */
function undated(cursor: Cursor, lead: number): Item[] {
  const begins = ['с', 'со'].includes(peek(cursor)?.text ?? '');
  const from = cursor.at;
  cursor.at += lead;
  // «с момента утверждения до 25 декабря 2021 г.» has a last day all the same.
  const ends = () => begins && is(cursor, 'until', 'through') && boundsDate(cursor);
  const rest = cursor.at;
  while (peek(cursor) && !is(cursor, ',', ';', '(', ')', 'then') && !ends()) cursor.at += 1;
  const rounds = namesRound(cursor.tokens.slice(from, cursor.at));
  if (rounds) return [{ is: 'undated' }, { is: 'doubt', doubt: 'deadline.words-unread' }];
  const date = cursor.tokens.findIndex(
    (_, at) => at >= rest && at < cursor.at && namesDate(cursor.tokens, at),
  );
  return date < 0 ? [{ is: 'undated' }] : [{ is: 'undated' }, ...within(cursor, Math.max(rest, date - 3))];
}

/** «не позднее 10 рабочих дней до окончания квартала», «по итогам года»: days that could be counted, and are not. */
const namesRound = (tokens: readonly Token[]): boolean =>
  tokens.some(
    ({ is: kind, text }, at) =>
      kind === 'reporting' ||
      (kind === 'each' && ROUNDS.has(tokens[at + 1]?.is ?? 'word')) ||
      (text === 'дня' && ['month-unit', 'quarter'].includes(tokens[at + 1]?.is ?? '')) ||
      ((kind === 'end' || text === 'итогам') &&
        (ROUNDS.has(tokens[at + 1]?.is ?? 'word') || (tokens[at + 1]?.n ?? 0) >= 1990)),
  );

const ROUNDS = new Set<Token['is']>(['quarter', 'half', 'year', 'month-unit', 'school', 'calendar']);

/** «не позднее второй недели сентября»: a date that the words around it move somewhere, unless it is a document's. */
const namesDate = (tokens: readonly Token[], at: number): boolean => {
  const [token, before] = [tokens[at], tokens[at - 1]];
  const counted = before !== undefined && ['number', 'nth', 'roman', 'ordinal'].includes(before.is);
  const holidays = tokens[at + 1]?.is === 'holidays' && (tokens[at + 2]?.n ?? 0) < 1990;
  const dates = token?.is === 'dated' || token?.is === 'month' || (token?.is === 'season' && !holidays);
  const ofDocument = [before?.text, tokens[at - 2]?.text].includes('от');
  const ofSchoolYear = token?.is === 'school' && (before?.is === 'end' || before?.is === 'start');
  return (
    (dates && !ofDocument) || ofSchoolYear || (counted && (token?.is === 'quarter' || token?.is === 'half'))
  );
};

function within(cursor: Cursor, from: number): Item[] {
  const inner: Cursor = { tokens: cursor.tokens.slice(0, cursor.at), at: from };
  const items: Item[] = [];
  while (peek(inner))
    items.push(...(parseEvery(inner) ?? bounds(inner) ?? attempt(inner, spans) ?? noise(inner)));
  return [{ is: 'within', items }];
}

function separate(cursor: Cursor): Item[] | undefined {
  // «01.09.2021 –»: the other end is lost.
  if (cursor.at > 0 && is(cursor, '-') && !peek(cursor, 1))
    return take(cursor, '-') && [{ is: 'comma' }, { is: 'doubt', doubt: 'deadline.lost-dash' }];
  if (cursor.at > 0 && peek(cursor, 1)?.is === 'always' && !peek(cursor, 2) && take(cursor, '-'))
    return take(cursor, 'always') && [{ is: 'to-always' }];
  if (take(cursor, ',', ';', 'and', ':', '-', ')')) return [{ is: 'comma' }];
  if (take(cursor, 'or', '/')) return [{ is: 'comma' }, { is: 'doubt', doubt: 'deadline.words-unread' }];
  if (take(cursor, 'then')) return [{ is: 'then' }];
  if (take(cursor, 'except')) return [{ is: 'except' }];
  // «отчётного года» is the year that is meant anyway.
  if (take(cursor, 'reporting')) return take(cursor, 'year', 'period') && [{ is: 'comma' }];
  if (take(cursor, 'about')) return [{ is: 'doubt', doubt: 'deadline.words-unread' }];
  return followingYear(cursor);
}

/** «года, следующего за отчётным», «следующего [за отчётным] года». */
function followingYear(cursor: Cursor): Item[] | undefined {
  const before = take(cursor, 'year');
  if (before) take(cursor, ',');
  if (!take(cursor, 'next')) return undefined;
  if (take(cursor, 'in')) take(cursor, 'reporting');
  const after = take(cursor, 'year', 'period');
  return before || after ? [{ is: 'following-year' }] : undefined;
}

/** «в течение сентября», «в период с …», «во II квартале»: the words before a date add nothing to it. */
function spans(cursor: Cursor): Item[] | undefined {
  const reports = peek(cursor)?.text === 'за';
  const opens = cursor.at === 0;
  take(cursor, 'in', 'from');
  take(cursor, 'course', 'period');
  if (is(cursor, 'from', 'until')) return bounds(cursor);
  take(cursor, 'in');
  take(cursor, 'whole');
  // «1 сентября по 1 октября» has lost its «с».
  const read = parseSpans(cursor, ['-', 'through']);
  if (!read) return undefined;
  take(cursor, 'date');
  // «до 1 февраля за 2021 год»: what is reported on, and no deadline.
  if (reports && !(opens && !peek(cursor))) read.doubts.push('deadline.words-unread');
  return [
    ...read.spans.map((span): Item => ({ is: 'span', span })),
    ...read.doubts.map((doubt): Item => ({ is: 'doubt', doubt })),
  ];
}

/** Words that change nothing: prepositions left over, «включительно», «года». */
const IDLE = ['in', 'period', 'skip', 'year', 'plan', 'date', 'hour', 'course', 'month-unit', 'and'] as const;

function noise(cursor: Cursor): Item[] {
  const token = peek(cursor);
  cursor.at += 1;
  if (!token || IDLE.some((kind) => token.is === kind)) return [];
  if (token.is === 'weekday') return [{ is: 'weekday', n: token.n }];
  const place =
    token.is === 'place' || (token.is === 'word' && token.capital && token.text.length > 1 && cursor.at > 1);
  const noise: Item = { is: 'noise', text: token.text, place, label: isLabel(token.text) };
  return token.doubt === 'deadline.no-such-day' ? [noise, { is: 'doubt', doubt: token.doubt }] : [noise];
}

/** «10 (десяти) рабочих дней»: the number said again in words. */
function withoutSpelling(tokens: readonly Token[]): readonly Token[] {
  if (!tokens.some(({ is }) => is === '(')) return tokens;
  const opens = (at: number) =>
    tokens[at]?.is === '(' &&
    tokens[at - 1]?.is === 'number' &&
    NUMERAL.test(tokens[at + 1]?.text ?? '') &&
    tokens[at + 2]?.is === ')';
  return tokens.filter((_, at) => !opens(at) && !opens(at - 1) && !opens(at - 2));
}
const NUMERAL =
  /^(?:один|одн|дв[аеу]|тр[еи]|четыр|пят[иь]|шест[иь]|сем[иь]|вос[еь]м|девят[иь]|десят[иь]|двадцат|тридцат|сорок)/u;

const OPENS = new Set<Token['is']>(['in', 'from', 'until', 'toward', 'through', '-']);

/** An hour changes no day: «в 14:00», «с 10.00 до 12.00», «в 14 часов», «в 10.10» behind a date. */
function withoutHours(tokens: readonly Token[]): Token[] {
  if (!tokens.some(({ is, text }) => is === 'time' || is === 'hour' || text === 'в')) return [...tokens];
  const firstDate = tokens.findIndex(({ is }) => is === 'dated' || is === 'month');
  const isHour = (at: number): boolean => {
    const [before, token, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
    const behindDate = before?.text === 'в' && firstDate >= 0 && firstDate < at && token?.date;
    return (
      token?.is === 'time' ||
      (token?.is === 'number' && after?.is === 'hour') ||
      // «с 10 до 12 часов»
      (token?.is === 'number' &&
        (after?.is === 'until' || after?.is === '-') &&
        tokens[at + 2]?.is === 'number' &&
        tokens[at + 3]?.is === 'hour') ||
      Boolean(behindDate && !behindDate.year)
    );
  };
  // «до 18.00 1 октября» is a bound with its hour, «с 10.00 до 12.00 1 октября» is a day with its hours.
  const bindsDate = (at: number) => {
    const next = tokens[at + 2]?.is === 'hour' ? at + 3 : at + 2;
    const date = tokens[next]?.is === 'dated' || tokens[next + 1]?.is === 'month';
    return (tokens[at]?.is === 'until' || tokens[at]?.is === 'later') && date && !isHour(at - 1);
  };
  // «25 марта 2022 г. не позднее 16.00»
  const limitsHour = (at: number) => tokens[at]?.is === 'later' && isHour(at + 1) && !bindsDate(at);
  const ofHour = (at: number) => tokens[at]?.is === 'hour' && tokens[at - 1]?.is === 'time';
  return tokens.filter(
    ({ is }, at) =>
      !isHour(at) &&
      !ofHour(at) &&
      !(OPENS.has(is) && isHour(at + 1) && !bindsDate(at)) &&
      !limitsHour(at) &&
      !(is === 'not' && limitsHour(at + 1)),
  );
}
