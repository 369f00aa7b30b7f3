import { readRussianDate, writeShortDate } from '#calendar';
import type { Column } from './form.ts';
import type { Said } from './issue.ts';
import { writeNumber } from './number.ts';
import { isNumber, readCount, type ReadValue, type ValueColumn } from './number-cell.ts';

const LONGEST = 1000;
const LONGEST_LINK = 2000;
const NOT_APPLICABLE = /^(не\s?прим\.?|не ?применимо\.?|н\/п\.?|n\/a)$/iu;

/** What somebody typed, pasted or wrote into a workbook. Never throws. */
export function readValue(raw: string, column: ValueColumn): ReadValue {
  if (isNumber(column)) return readCount(raw, column);
  const text = raw.normalize('NFC').trim();
  if (text === '') return { kind: 'empty' };
  if (NOT_APPLICABLE.test(text)) return { kind: 'not-applicable' };
  return READERS[column.type as keyof typeof READERS](text, column);
}

type Reader = (text: string, column: ValueColumn) => ReadValue;
const within =
  (longest: number): Reader =>
  (text, column) => {
    const most = Math.min(column.longest ?? LONGEST, longest);
    return text.length <= most ? { kind: 'text', text } : fault('text-long', { length: text.length, most });
  };

const YES = /^(yes|да|true|1|истина|\+)$/iu;
const NO = /^(no|нет|false|0|ложь)$/iu;
const READERS: Record<'text' | 'date' | 'choice' | 'yes-no' | 'link' | 'file' | 'organisation', Reader> = {
  text: within(2000),
  date: (text) => {
    const day = readRussianDate(text);
    return day ? { kind: 'text', text: day } : fault('date-unreadable', { typed: short(text) });
  },
  choice: (text, { options = [] }) => {
    const same = (other: string) => other.toLowerCase() === text.toLowerCase();
    const found = options.find(({ code, title }) => same(code) || same(title.ru) || same(title.en));
    return found ? { kind: 'text', text: found.code } : fault('choice-unknown', { typed: short(text) });
  },
  'yes-no': (text) => {
    if (YES.test(text)) return { kind: 'text', text: 'yes' };
    return NO.test(text) ? { kind: 'text', text: 'no' } : fault('yes-no', { typed: short(text) });
  },
  link: (text) =>
    /^https:\/\//iu.test(text) && URL.canParse(text) && text.length <= LONGEST_LINK
      ? { kind: 'text', text }
      : fault('link-not-https', {}),
  file: (text) => ({ kind: 'text', text: text.split(/\s+/u).join(' ') }),
  organisation: within(200),
};

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
const fault = (why: string, params: Said['params']): ReadValue => ({
  kind: 'fault',
  code: `monitoring.${why}`,
  params,
});

/** A kept value as it is typed. */
export const writeTyped = (column: ValueColumn, text: string): string =>
  column.type === 'date' ? writeShortDate(text) : text;

/** A kept value in words. */
export function writeValue(column: ValueColumn, text: string, locale: 'ru' | 'en'): string {
  if (column.type === 'yes-no') return YES_NO[text === 'yes' ? 'yes' : 'no'][locale];
  if (column.type === 'choice')
    return column.options?.find(({ code }) => code === text)?.title[locale] ?? text;
  return column.type === 'date' ? writeShortDate(text) : text;
}
const YES_NO = { yes: { ru: 'да', en: 'yes' }, no: { ru: 'нет', en: 'no' } };

/** A scaled number as it is typed. */
export const typedNumber = (column: Pick<Column, 'scale'>, value: number): string =>
  writeNumber(value, column.scale, 'ru');
