import { canonicalText } from '../rules/canonical.ts';
import type { BookBrief } from './book-brief.ts';
import type { FieldType } from './field-types.ts';

/** What a cell looks like; `entry` and those after it may be changed. */
export type Look =
  | 'title'
  | 'words'
  | 'label'
  | 'group'
  | 'heading'
  | 'unit'
  | 'name'
  | 'total'
  | 'closed'
  | 'before'
  | 'note'
  | 'entry'
  | 'known';

export type BookCell = {
  value: string | number | Date | null;
  look: Look;
  /** How many cells it covers, itself included. */
  columns?: number;
  rows?: number;
  formula?: string;
  /** Digits after the comma. */
  scale?: number;
  /** What a reviewer has said. */
  remark?: string;
  entry?: BookEntry;
};
/** A cell that can be entered: gets a name, a check and an input message. */
export type BookEntry = {
  field: string;
  type: FieldType;
  /** As typed in the draft when the workbook is made. */
  was: string;
  rowTitle: string;
  columnTitle: string;
  /** The input message. */
  prompt: { title: string; lines: readonly string[] };
};
export type BookSheet = {
  name: string;
  /** In characters. */
  widths: readonly number[];
  rows: readonly (readonly (BookCell | undefined)[])[];
  frozen: { rows: number; columns: number };
  /** Rows that each printed page begins with, from 1. */
  repeated?: readonly [first: number, last: number];
  landscape: boolean;
};
/** What a workbook says of itself; all text. */
export type Identity = {
  campaign: string;
  organisation: string;
  municipality: string;
  kind: string;
  form: string;
  made: string;
};
export type Book = {
  title: string;
  identity: Identity;
  /** The draft's revision. */
  base: number;
  sheets: readonly BookSheet[];
  words: BookWords;
  brief?: BookBrief;
};
/** What the checks say when a value does not fit. */
export type BookWords = {
  yes: string;
  no: string;
  wrongNumber: (what: string) => string;
  wrong: (what: string) => string;
};

export const FORMAT = '1';
/** What is signed: docs/decisions/0011-workbooks.md. */
export const signedText = (
  identity: Readonly<Record<keyof Identity, string>>,
  fields: readonly string[],
): string => {
  const { campaign, organisation, municipality, kind, form, made } = identity;
  return canonicalText({ format: FORMAT, campaign, organisation, municipality, kind, form, made, fields });
};

const FORBIDDEN = /[\\/?*[\]:]/gu;
const LONGEST_NAME = 31;

/** Names as Excel allows them: 31 characters, some signs left out, each once. */
export function sheetNames(titles: readonly string[]): string[] {
  const taken = new Set(['vekha', 'vekha.lists', 'vekha.brief', 'history']);
  return titles.map((title) => {
    const plain =
      title
        .replaceAll('\u00a0', ' ')
        .replace(FORBIDDEN, ' ')
        .replace(/\s+/gu, ' ')
        .replace(/^['\s]+|['\s]+$/gu, '') || '1';
    for (let more = 1; ; more++) {
      const end = more === 1 ? '' : ` ${more}`;
      const name = `${[...plain]
        .slice(0, LONGEST_NAME - end.length)
        .join('')
        .slice(0, LONGEST_NAME - end.length)
        .trimEnd()}${end}`;
      if (taken.has(name.toLowerCase())) continue;
      taken.add(name.toLowerCase());
      return name;
    }
  });
}
