import type { Words } from '#messages';
import { isNumber } from '../rules/index.ts';
import type { Around } from './book-content.ts';
import type { BookCell, BookWords } from './book.ts';
import type { FieldType } from './field-types.ts';
import { cellValue } from './write.ts';

export const cell = (
  value: BookCell['value'],
  look: BookCell['look'],
  more: Partial<BookCell> = {},
): BookCell => ({
  value,
  look,
  ...more,
});

/** What may stand in a cell, in a line. */
function saidType({ type, scale, min = 0, max, longest = 1000 }: FieldType, say: Words): string {
  if (type === 'text') return say('workbook.prompt-text', { longest });
  if (type === 'whole') return say('workbook.prompt-whole', { min, max: max ?? 1_000_000 });
  if (type === 'decimal') return say('workbook.prompt-decimal', { min, max: max ?? 1_000_000, scale });
  if (type === 'share') return say('workbook.prompt-share', { min, max: max ?? 100 });
  return say.code(`workbook.prompt-${type}`);
}

/** A cell that can be entered. */
export function entry(
  field: string,
  type: FieldType,
  { fields, remarks, bookWords, say }: Around,
  said: {
    rowTitle: string;
    columnTitle: string;
    title: string;
    hint?: string;
    before?: string;
    known?: boolean;
  },
): BookCell {
  const reason = fields[`na.${field}`]?.trim();
  const typed = fields[field] ?? '';
  const was = typed === '' && reason ? `${NOT_APPLICABLE[say.locale]}: ${reason}` : typed;
  const remark = remarks[field];
  return {
    value: was === typed ? numberOr(typed, type, bookWords) : was,
    look: said.known ? 'known' : 'entry',
    ...(remark === undefined ? {} : { remark }),
    entry: {
      field,
      type,
      was,
      rowTitle: said.rowTitle,
      columnTitle: said.columnTitle,
      prompt: {
        title: said.title,
        lines: [
          saidType(type, say),
          said.hint ?? '',
          said.before ? say('workbook.prompt-before', { value: said.before }) : '',
        ],
      },
    },
  };
}
const NOT_APPLICABLE = { ru: 'не прим.', en: 'n/a' };

/** A number as a number where it is plainly one; what cannot be read stays as it was typed. */
function numberOr(typed: string, type: FieldType, bookWords: BookWords): BookCell['value'] {
  if (type.type === 'flag' || !isNumber({ type: type.type })) return cellValue(typed, type, bookWords);
  const plain = typed.replace(/[\s\u00a0\u202f]/gu, '').replace(',', '.');
  if (plain === '') return null;
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : typed;
}
