import type { FormDefinition, Issue, OrganisationKind } from '#monitoring/rules';

/** What stands in the way, in words: `where` is told beside it unless the sentence says so itself. */
export type SaidIssue = Pick<Issue, 'at' | 'severity' | 'explained' | 'code'> & {
  where: string;
  said: string;
  /** In the list of what stands in the way. */
  line: string;
};
export type Count = { filled: number; of: number; errors: number; questions: number };
/** What the server thinks of the draft as it has it. */
export type Judged = {
  issues: SaidIssue[];
  f1: Count;
  /** The forms with tables, by their codes. */
  forms: Readonly<Record<string, Count>>;
  /** What formulas have found, as it is written; left out where a form has none. */
  computed?: Readonly<Record<string, string>>;
  /** Cells that are not asked, because of what other cells say. */
  hidden?: readonly string[];
  /** Cells at which a reviewer would look first: whether there is more or less than usual, and why that is thought. */
  unusual: Readonly<Record<string, { way: 'rose' | 'fell'; said: string }>>;
};
/** A page of the return: a form, the last look, the receipt. */
export type Part = { to: string; title: string; form?: string };

export type RemarkView = {
  id: number;
  at: string;
  /** The cell or the activity that it is about, in words; empty for the whole return. */
  where: string;
  href: string;
  by: string;
  when: string;
  text: string;
  was: string;
  replies: { by: string; when: string; text: string }[];
  resolved: boolean;
};

export type ReturnPage = {
  campaign: { slug: string; title: string; quarter: string; previousQuarter: string };
  organisation: { code: string; name: string; kind: OrganisationKind };
  /** `/office/returns/2021-q4`; `query` says which organisation, where the person has several. */
  base: string;
  query: string;
  parts: Part[];
  state: 'draft' | 'submitted' | 'returned' | 'accepted';
  editable: boolean;
  /** The coordinator enters for the organisation: its remarks are not answered for it. */
  entersFor: boolean;
  /** Why it cannot be changed, or what to do with it now. */
  note: string;
  due: { said: string; late: boolean };
  /** Cells of all forms that nobody has typed: what stands there is known from elsewhere, until it is confirmed. */
  unconfirmed: string[];
  /** Who types: what waits in a browser that several people use belongs to one of them. */
  person: number;
  /** `savedAt` is a phrase, «в 12:04»; `values` is what is shown; `known` what the server has kept, without what only stands there for convenience. */
  draft: { rev: number; savedAt: string; values: Record<string, string>; known: Record<string, string> };
  judged: Judged;
  remarks: RemarkView[];
  /** Answered once, for every school: `at` is a cell, a table, an activity as `f1.7`, or nothing: of the forms as a whole. */
  answers: { at: string; said: string }[];
  /** Where one asks, a place of a form to be put behind it; nothing for those who may not ask. */
  ask: string;
};

/** Where a number that nobody has typed comes from, and where that can be looked at. */
export type Source = { text: string; href: string; link: string };
export type SheetPage = {
  form: FormDefinition;
  /** It asks more than numbers in rows that it names. */
  rich: boolean;
  /** A designer tries the form: nothing is kept, and nothing filled in by a button. */
  isTrial?: boolean;
  /** By cell, of `prefilled`: an index of `sources`. */
  sourceOf: Record<string, number>;
  sources: Source[];
  /** Last period's values, as they are written under the cells. */
  previous: Record<string, string>;
  /** What stands in cells from the profile until somebody confirms it. */
  prefilled: Record<string, string>;
  /** Sentences for what is refused while typing: the rest of the catalogue stays on the server. */
  sentences: Record<string, string>;
  /** Of the files that cells of evidence name. */
  files: FileView[];
  /** What a cell for an organisation chooses from; none where there is no such cell. */
  organisations: { code: string; name: string }[];
};

export type FileView = { id: string; name: string; note: string };
export type DutyView = {
  id: number;
  number: string;
  title: string;
  fullTitle: string;
  deadline: string;
  due: { said: string; late: boolean };
  document: string;
  /** What was answered last period; without a tone: why nothing was. */
  previous?: { state: string; tone: 'done' | 'work' | 'late' | 'na' | '' };
  carried: boolean;
  derived: boolean;
  isEvent: boolean;
  files: FileView[];
};

/** Where the organisation says why a cell does not concern it. */
export const naField = (cell: string): string => `na.${cell}`;
/** Where it says that of a table there is nothing to report. */
export const noneField = (table: string): string => `none.${table}`;
/** Where it explains a question: one field for each check at a cell. */
export const whyField = ({ code, at }: { code: string; at: string }): string => `why.${code}@${at}`;
