import type { Doubt, Every } from './deadline.ts';
import type { Span } from './slots.ts';

/** Dates of a month or of a quarter's month: «до 25 числа последнего месяца квартала». `from` absent: till `to`. */
export type DatesOfMonth = {
  from?: number;
  to: number;
  of: 'month' | 'quarter-last' | 'quarter-first' | 'quarter' | 'next' | 'quarter-next' | undefined;
};

/** What a phrase says, piece by piece; what the pieces mean together is for `meaning.ts`. */
export type Item =
  | { is: 'span'; span: Span }
  /** «до», «не позднее»: to the end of the slot, or `before` its start; `doubt` where Russian leaves it open. */
  | { is: 'until'; span: Span; before: boolean; doubt?: Doubt }
  | { is: 'from'; span: Span }
  | { is: 'every'; every: Every; weekday?: number; school?: boolean; times?: number; doubt?: Doubt }
  | { is: 'dates'; dates: DatesOfMonth }
  | { is: 'whole' }
  /** «май 2021 – постоянно»: the dash leads from a date. */
  | { is: 'to-always' }
  /** «в сроки: …»: each time is named. */
  | { is: 'exactly' }
  | { is: 'to-end' }
  | { is: 'year-long' }
  | { is: 'then' }
  | { is: 'following-year' }
  | { is: 'undated' }
  | { is: 'except' }
  | { is: 'group'; items: Item[] }
  /** A date inside what names none: «не позднее двух недель с 1 октября». */
  | { is: 'within'; items: Item[] }
  | { is: 'weekday'; n: number }
  /** «2021 год: …», «в 2022 г. – …»: the year of what follows. */
  | { is: 'head'; years: number[]; school: boolean }
  | { is: 'comma' }
  | { is: 'noise'; text: string; place: boolean; label: boolean }
  | { is: 'doubt'; doubt: Doubt };
