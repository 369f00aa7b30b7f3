import type { Column } from './form.ts';
import type { Said } from './issue.ts';

/** `value` is scaled: 12.5 of a column with scale 1 is 125. */
export type ReadNumber =
  | { kind: 'empty' }
  | { kind: 'not-applicable' }
  | { kind: 'value'; value: number; note?: Said }
  | ({ kind: 'fault' } & Said);

/** What reading needs to know of a column. */
export type NumberColumn = Pick<Column, 'type' | 'scale' | 'max'>;

const MAX = 1_000_000;
const LONGEST = 60;
const PLAIN = /^\d{1,12}$/;
const NOT_APPLICABLE = /^(не\s?прим\.?|не ?применимо\.?|н\/п\.?|n\/a)$/iu;
const DASH = /^[-‐‑‒–—―−]+$/u;
const NOTHING = /^(нет|не было|нет данных|отсутству\p{L}+|no|none|нету|ничего)\.?$/iu;
const PERCENT = /%|процент|percent/iu;
const MULTIPLIER = /^(тыс|млн|млрд|миллион|сот|дюжин|десят|[кk]$|m$|thousand|million|hundred|dozen)/iu;
/** Sign; thousands in threes or digits in a row; a fraction; a full stop at the end; what stands after. */
const NUMBER = /^([+\-‐‑‒–−]?) ?([1-9]\d{0,2}(?: \d{3})+(?!\d)|\d+)(?:[.,](\d+))?([.,]?) ?(.*)$/u;
const ONE_WORD = /^\p{L}+\.?$/u;

/**
 * A number as people write it: `1 234,5`, `1234.5`, `12.`, `12 чел.` (taken, and said so). What could mean two things
 * is refused rather than guessed: `-` may be zero or "not filled in", `12 тыс.` twelve or twelve thousand, `45%` is a
 * share where a count is asked. Never throws.
 */
export function readNumber(raw: string, column: NumberColumn): ReadNumber {
  // Nearly all of them.
  if (PLAIN.test(raw)) {
    const value = Number(raw);
    if (value <= (column.max ?? MAX)) return { kind: 'value', value: value * 10 ** column.scale };
    return withinColumn(raw, '', column, '', raw);
  }
  // NFKC makes every kind of blank a blank, and digits of other widths digits.
  const text = raw.normalize('NFKC').replace(/\s+/gu, ' ').trim();
  if (text === '') return { kind: 'empty' };
  if (NOT_APPLICABLE.test(text)) return { kind: 'not-applicable' };
  if (DASH.test(text) || NOTHING.test(text)) return fault('nothing', { typed: text });
  if (text.length > LONGEST) return fault('text', { typed: `${text.slice(0, LONGEST)}…` });
  if (PERCENT.test(text)) return fault('percent', { typed: text });
  const found = NUMBER.exec(text);
  if (!found) return fault('text', { typed: text });
  const [, sign = '', digits = '', fraction = '', , after = ''] = found;
  if (/\d/u.test(after)) return fault('two', { typed: text });
  if (MULTIPLIER.test(after)) return fault('multiplier', { typed: text });
  if (after !== '' && !ONE_WORD.test(after)) return fault('text', { typed: text });
  if (sign !== '' && sign !== '+') return fault('negative', { typed: text });
  return withinColumn(digits.replaceAll(' ', ''), fraction.replace(/0+$/u, ''), column, after, text);
}

function withinColumn(
  digits: string,
  fraction: string,
  { type, scale, max = MAX }: NumberColumn,
  after: string,
  typed: string,
): ReadNumber {
  if (type === 'whole' && fraction !== '') return fault('fraction', { typed });
  if (fraction.length > scale) return fault('scale', { typed, scale });
  if (digits.replace(/^0+/u, '').length > 12) return fault('max', { typed, max });
  const value = Number(digits + fraction.padEnd(scale, '0'));
  if (value > max * 10 ** scale) return fault('max', { typed, max });
  if (after === '') return { kind: 'value', value };
  const taken = writeNumber(value, scale, 'ru');
  return { kind: 'value', value, note: { code: 'monitoring.number-took', params: { taken, typed } } };
}

type Fault =
  'nothing' | 'text' | 'percent' | 'two' | 'multiplier' | 'negative' | 'fraction' | 'scale' | 'max';
const fault = (why: Fault, params: Said['params']): ReadNumber => ({
  kind: 'fault',
  code: `monitoring.number-${why}`,
  params,
});

/** `1 234,5`, with no-break spaces; in English `1 234.5`, because a comma would be read back as a decimal one. */
export function writeNumber(scaled: number, scale: number, locale: 'ru' | 'en'): string {
  const digits = String(Math.abs(scaled)).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale).replace(/\B(?=(\d{3})+$)/gu, '\u00a0');
  const fraction = digits.slice(digits.length - scale).replace(/0+$/u, '');
  const point = locale === 'ru' ? ',' : '.';
  return (scaled < 0 ? '−' : '') + whole + (fraction === '' ? '' : point + fraction);
}
