import type { Brief } from '../judging/index.ts';
import { placeOf, type RawBook } from './open.ts';

/**
 * What a return is judged against, its forms aside: a workbook carries it, so that a program without the installation
 * says what the page would say.
 */
export type BookBrief = Omit<Brief, 'forms' | 'form'> & {
  /** Cells in which something known stands that nobody has confirmed. */
  unconfirmed: readonly string[];
};

export const BRIEF_SHEET = 'vekha.brief';
const MARK = 'brief 1';
/** A cell holds 32,767 signs. */
const LONGEST = 30_000;
const MOST_ROWS = 200;

/** One column of text. Signs beyond ASCII are escaped, so that no cell ends in half of one. */
export function briefRows(brief: BookBrief): string[][] {
  const text = JSON.stringify(brief)
    .replace(/[\u007f-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('_x', '_\\u0078'); // `_x0041_` would be read back as a sign
  const rows = [[MARK]];
  for (let at = 0; at < text.length; at += LONGEST) rows.push([text.slice(at, at + LONGEST)]);
  return rows;
}

/** Nothing where a workbook carries none, or not one that can be read. Whoever believes it believes the file. */
export function readBrief(book: RawBook): BookBrief | undefined {
  const sheet = book.sheets.find(({ name }) => name === BRIEF_SHEET);
  const line = (row: number) => {
    const value = sheet?.cells.get(placeOf(row, 1))?.value;
    return value?.kind === 'text' ? value.text : undefined;
  };
  if (line(1) !== MARK) return undefined;
  let text = '';
  for (let row = 2; row < MOST_ROWS; row++) {
    const more = line(row);
    if (more === undefined) break;
    text += more;
  }
  try {
    const brief: unknown = JSON.parse(text);
    return isBrief(brief) ? brief : undefined;
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isBrief(value: unknown): value is BookBrief {
  if (!isRecord(value) || !isRecord(value['organisation']) || !isRecord(value['campaign'])) return false;
  const { period } = value['campaign'];
  return (
    typeof value['kind'] === 'string' &&
    isRecord(value['organisation']['profile']) &&
    isRecord(period) &&
    typeof period['start'] === 'string' &&
    typeof period['end'] === 'string' &&
    Array.isArray(value['duties']) &&
    value['duties'].every((duty) => isRecord(duty) && typeof duty['id'] === 'number') &&
    Array.isArray(value['unconfirmed']) &&
    ['previous', 'yearAgo'].every((name) => value[name] === undefined || isEarlier(value[name]))
  );
}

const isEarlier = (value: unknown): boolean =>
  isRecord(value) && isRecord(value['numbers']) && isRecord(value['explanations']);
