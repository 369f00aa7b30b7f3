import type { Day } from '#calendar';
import type { Locale, Words } from '#messages';
import type { Answer, Fields, FormDefinition, OrganisationKind } from '../rules/index.ts';
import type { BookBrief } from './book-brief.ts';
import type { BookWords, Identity } from './book.ts';

/** An obligation as F1 asks about it. */
export type BookDuty = {
  obligation: number;
  code: string;
  title: string;
  due: string;
  document: string;
  isEvent: boolean;
  derived: boolean;
  last: string;
};
/** A warning that can be explained. */
export type BookQuestion = { field: string; place: string; said: string };

/** All that a workbook is made from; plain data. */
export type BookContent = {
  locale: Locale;
  identity: Identity;
  base: number;
  organisation: string;
  period: { start: Day; end: Day };
  /** The period in words where it has a name: «IV квартал 2021 года». */
  periodName?: string;
  dueOn: Day;
  forms: readonly { code: string; version: number; title: string }[];
  kind: OrganisationKind;
  /** With the rows of this return; nothing for those who fill in F1 alone. */
  form: FormDefinition | undefined;
  duties: readonly BookDuty[];
  fields: Fields;
  /** Cells that stand there from the profile and are not confirmed. */
  prefilled: readonly string[];
  previous: Readonly<Record<string, Answer>> | undefined;
  questions: readonly BookQuestion[];
  /** What reviewers have said and is not settled, by field; '' for the whole return. */
  remarks: Readonly<Record<string, string>>;
  /** What a column of organisations chooses from. */
  organisations?: readonly { code: string; title: { ru: string; en: string } }[];
  /** What the return is judged against, for programs without the installation. */
  brief?: Omit<BookBrief, 'unconfirmed'>;
};

/** The same with what every sheet needs; the form has its lists' rows to write in. */
export type Around = Omit<BookContent, 'form'> & {
  form: FormDefinition | undefined;
  say: Words;
  bookWords: BookWords;
};
