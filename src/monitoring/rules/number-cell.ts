import type { Column } from './form.ts';
import { type ReadNumber, readNumber } from './number.ts';

/** What stands in a cell: a number, scaled, or a text as it is kept: a day as a day, a choice by its code. */
export type ReadValue = ReadNumber | { kind: 'text'; text: string };

export type ValueColumn = Pick<Column, 'type' | 'scale' | 'min' | 'max' | 'options' | 'longest'>;

/** Whether a column holds numbers. */
export const isNumber = ({ type }: Pick<Column, 'type'>): boolean =>
  type === 'whole' || type === 'decimal' || type === 'share';

/** A number of a cell, with the bounds of its column; of a share the sign of per cent may be typed. */
export function readCount(raw: string, column: ValueColumn): ReadValue {
  const share = column.type === 'share';
  const typed = share ? raw.replace(/\s*%\s*$/u, '') : raw;
  const read = readNumber(
    typed,
    share ? { type: 'decimal', scale: column.scale, max: column.max ?? 100 } : column,
  );
  const { min = 0 } = column;
  return read.kind === 'value' && min > 0 && read.value < min * 10 ** column.scale
    ? { kind: 'fault', code: 'monitoring.number-min', params: { typed: raw.trim(), min } }
    : read;
}

/** Numbers as they are read, words as they stand: all that a page needs before the rest of the rules has come. */
export function readPlainly(raw: string, column: ValueColumn): ReadValue {
  if (isNumber(column)) return readCount(raw, column);
  const text = raw.trim();
  return text === '' ? { kind: 'empty' } : { kind: 'text', text };
}
