import { readRussianDate, writeShortDate } from '#calendar';
import type { Said } from '../rules/issue.ts';
import type { FieldType } from './field-types.ts';
import type { FoundValue } from './find-fields.ts';

/** What a cell of a workbook says, as if somebody had typed it into the page; or why that cannot be told. */
export type FromCell =
  | {
      typed: string;
      /** Why the cell does not concern the organisation: «не прим.: причина». */
      notApplicable?: string;
      note?: Said;
    }
  | { fault: Said };

const YES = /^(?:да|yes|true|истина|1|\+|x|х|v)$/iu;
const NO = /^(?:нет|no|false|ложь|0)$/iu;
const NOT_APPLICABLE = /^(?:не\s?прим(?:\.|енимо\.?)?|н\/п\.?|n\/a)\s*[:;,—–-]\s*(.+)$/isu;
/** Blanks at the ends, and the apostrophe that once told a spreadsheet "this is text". */
const clean = (text: string): string =>
  text
    .replace(/[\u00a0\u2007\u202f]/gu, ' ')
    .trim()
    .replace(/^['’](?=[\d\s+-])/u, '')
    .trim();

/** `isCell`: a cell of the form, in which «не прим.: причина» is an answer even where words are asked. */
export function typedFrom(value: FoundValue, type: FieldType, isCell = false): FromCell {
  if (value.kind === 'unknown')
    return { fault: { code: 'workbook.formula-unknown', params: { formula: short(value.formula) } } };
  if (value.kind === 'error')
    return { fault: { code: 'workbook.cell-error', params: { typed: value.text } } };
  if (value.kind === 'empty') return { typed: '' };
  if (value.kind === 'boolean') return fromBoolean(value.value, type);
  return value.kind === 'number' ? fromNumber(value, type) : fromText(value.text, type, isCell);
}

function fromBoolean(value: boolean, { type }: FieldType): FromCell {
  if (type === 'yes-no') return { typed: value ? 'yes' : 'no' };
  if (type === 'flag') return { typed: value ? '1' : '' };
  return { typed: value ? 'да' : 'нет' };
}

function fromNumber(
  { value, shown, day }: Extract<FoundValue, { kind: 'number' }>,
  type: FieldType,
): FromCell {
  if (type.type === 'date') {
    if (day && shown === 'date') return { typed: writeShortDate(day) };
    // A pasted cell has lost how it was shown; a number of this size in a column of days is one.
    if (day && shown === 'number' && value > 20_000 && value < 80_000)
      return {
        typed: writeShortDate(day),
        note: { code: 'workbook.number-as-date', params: { day: writeShortDate(day) } },
      };
    return { typed: written(value) };
  }
  // «1.5» that the spreadsheet has made into the first of May: whatever it was, it is no number now.
  if (shown === 'date' && day)
    return isNumeric(type)
      ? { fault: { code: 'workbook.date-for-number', params: { day: writeShortDate(day) } } }
      : fromText(writeShortDate(day), type);
  if (isNumeric(type)) {
    if (shown !== 'percent') return { typed: written(value) };
    return type.type === 'share' ? { typed: written(value * 100) } : { typed: `${written(value * 100)}%` };
  }
  return fromText(written(value), type);
}

const isNumeric = ({ type }: FieldType) => type === 'whole' || type === 'decimal' || type === 'share';
/** Without the dust of binary fractions: 0.1 + 0.2 is 0.3. */
const written = (value: number): string => {
  const exact = Number(value.toPrecision(12));
  return Math.abs(exact) < 1e15 && Math.abs(exact) >= 1e-6
    ? decimal(exact)
    : exact === 0
      ? '0'
      : String(exact);
};
const decimal = (value: number) =>
  value
    .toFixed(10)
    .replace(/\.?0+$/, '')
    .replace('.', ',');

function fromText(raw: string, type: FieldType, isCell = false): FromCell {
  const text = clean(raw);
  if (text === '') return { typed: '' };
  if (type.type === 'flag') {
    if (YES.test(text)) return { typed: '1' };
    return NO.test(text) ? { typed: '' } : unknownChoice(text);
  }
  const [, reason] = NOT_APPLICABLE.exec(text) ?? [];
  if (reason && (isCell || type.type !== 'text')) return { typed: '', notApplicable: reason.trim() };
  if (type.type === 'choice') {
    const wanted = text.toLowerCase();
    const found = (type.options ?? []).find(({ code, title }) =>
      [code, title.ru, title.en].some((one) => clean(one).toLowerCase() === wanted),
    );
    return found ? { typed: found.code } : unknownChoice(text);
  }
  if (type.type === 'organisation') {
    const wanted = text.toLowerCase();
    const found = (type.options ?? []).find(({ code, title }) =>
      [code, title.ru].some((one) => clean(one).toLowerCase() === wanted),
    );
    return { typed: found?.code ?? text };
  }
  if (type.type === 'yes-no') {
    if (YES.test(text)) return { typed: 'yes' };
    if (NO.test(text)) return { typed: 'no' };
  }
  if (type.type === 'date') {
    const day = readRussianDate(text);
    return { typed: day ? writeShortDate(day) : text };
  }
  return { typed: isNumeric(type) ? text.replace(/\s+/gu, ' ') : raw.trim().replace(/\r\n?/g, '\n') };
}

const unknownChoice = (text: string): FromCell => ({
  fault: { code: 'workbook.choice-unknown', params: { typed: short(text) } },
});
const short = (text: string) => (text.length > 80 ? `${text.slice(0, 80)}…` : text);
