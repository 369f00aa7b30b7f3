import type { Deadline, Interval } from '#calendar';

/** `text` is as written, mended; the first of a list is the executor unless the text says otherwise. */
export type Responsible = { text: string; role: 'executor' | 'co-executor' };

/**
 * One numbered row of the roadmap. Absent columns are empty texts. `source` counts the lines of the file that was
 * read from 1; a row split by a page break ends on a later line than it begins.
 */
export type Activity = {
  number: string;
  title: string;
  shortTitle: string;
  deadline: Deadline;
  responsibles: Responsible[];
  document: string;
  result: string;
  source: { firstLine: number; lastLine: number };
};

/** `numeral` is as written, without its full stop, or empty. */
export type Section = { numeral: string; title: string; activities: Activity[] };

/** An act named by another: `date` is a day, or empty where it was not understood. */
export type CitedOrder = { authority: string; number: string; date: string; title: string };

/** The requisites of the order that approves the roadmap; what was not found is empty. */
export type Order = {
  number: string;
  date: string;
  title: string;
  authority: string;
  cites: CitedOrder[];
  /** The point that says when the monitoring is due: «2.2», and its words. */
  monitoring: { point: string; text: string } | null;
  /** To whom the order is sent: «Разослать: в дело, …». Absent where it does not say so. */
  distribution?: string[];
};

/** `period` is nothing where neither the title nor any row names a year. */
export type Roadmap = { title: string; period: Interval | null; order: Order | null; sections: Section[] };

/**
 * Something a person should know of the reading. `failure`: nothing could be read; `ask`: a person must choose, from
 * `alternatives` where there are some; `note`: mended without doubt. The sentence is the catalogue's, by `code`.
 */
export type Warning = {
  code: WarningCode;
  severity: 'failure' | 'ask' | 'note';
  params: Record<string, string | number>;
  where: { line?: number; section?: string; activity?: string };
  alternatives?: string[];
};

export type WarningCode =
  | 'roadmap.no-table'
  | 'roadmap.no-deadline-column'
  | 'roadmap.no-activities'
  | 'roadmap.several'
  | 'roadmap.letters-mended'
  | 'roadmap.bracket-mended'
  | 'roadmap.deadline-joined'
  | 'roadmap.row-unclear'
  | 'roadmap.table-without-lines'
  | 'roadmap.deadline-doubtful'
  | 'roadmap.deadline-outside'
  | 'roadmap.period-differs'
  | 'roadmap.period-unknown'
  | 'roadmap.order-cites-future'
  | 'roadmap.numbers-missing'
  | 'roadmap.number-repeated'
  | 'roadmap.no-responsible-column'
  | 'roadmap.no-document-column'
  | 'roadmap.no-result-column'
  | 'roadmap.no-responsible'
  | 'roadmap.note-skipped'
  | 'roadmap.column-unread'
  | 'roadmap.columns-otherwise'
  | 'roadmap.footnote'
  | 'roadmap.extension-lies'
  | 'roadmap.macros-ignored'
  | 'roadmap.changes-accepted'
  | 'roadmap.hidden-left-out';
