import type { Day, Interval, Quarter } from '#calendar';
import type { ReasonKind } from '#monitoring/rules';

/** Where a return stands, in the order of the work. One sent back is not counted until it is submitted again. */
export type Standing = 'accepted' | 'submitted' | 'sent-back' | 'begun' | 'not-begun';

/** The state of an activity: of its current term (the last begun, else the next). */
export type ActivityState = 'done' | 'running' | 'late' | 'waiting' | 'no-data' | 'not-applicable';

export type FrozenReturn = {
  organisationId: number;
  name: string;
  standing: Standing;
  /** Of the first submission, in days after the due day; 0 in time. */
  daysLate: number;
};

export type FrozenSchool = FrozenReturn & {
  lowPerforming: boolean;
  adverseConditions: boolean;
  /** Obligations whose term has ended and that are not done. */
  overdue: number;
  /** Null: no data. */
  mentors: number | null;
  mentees: number | null;
  pairs: number | null;
};

export type FrozenActivity = {
  code: string;
  shortTitle: string;
  /** As the order writes it. */
  deadline: string;
  state: ActivityState;
  /** The year that it waits for, where its terms so far are done. */
  nextYear: number | null;
  /** Of the organisations that it is asked of in the current term; those it does not apply to are not among them. */
  done: number;
  of: number;
  notApplicable: number;
};

/** What was not done: an answer «не выполнено», or a term that ended without «выполнено». */
export type Undone = {
  code: string;
  shortTitle: string;
  organisation: string;
  /** `running`: the return says «выполняется» after the term; `silent`: nobody has answered. */
  reason: ReasonKind | 'running' | 'silent';
  text: string;
  newTerm: Day | null;
};

/** An order that changed the roadmap in the period: what it changed, point by point, and why. */
export type FrozenCorrection = {
  number: string;
  on: Day;
  changes: { code: string; shortTitle: string; says: string[]; reason: string }[];
};

export type FrozenShare = { part: number; whole: number; covered: number; of: number };
export type FrozenIndicator = {
  code: string;
  title: string;
  /** In per cent; null where the authority has none for the year. */
  plan: number | null;
  now: FrozenShare | null;
  before: FrozenShare | null;
};

/** One row of the table by form of mentoring; the codes are those of F2's t1. */
export type FrozenForm = { code: string; title: string; values: Record<string, number | null> };

/** A table to which schools add rows: what they have named, and how often each answer was chosen. */
export type FrozenList = {
  code: string;
  title: string;
  columns: { title: string; figure: boolean }[];
  rows: { organisationId: number; organisation: string; values: string[] }[];
  counts: { title: string; answers: { title: string; n: number }[] }[];
};

/** Everything that the document says, as it stood when it was frozen: the document is made from this alone. */
export type Frozen = {
  version: 1;
  on: Day;
  time: string;
  municipality: string;
  roadmap: {
    title: string;
    period: Interval;
    order: { number: string; date: Day; title: string; authority: string };
  };
  campaign: { slug: string; quarter: Quarter; period: Interval; dueOn: Day };
  schools: FrozenSchool[];
  /** The authority and the centre: F1 alone. */
  others: FrozenReturn[];
  sections: { numeral: string; title: string; activities: FrozenActivity[] }[];
  undone: Undone[];
  /** Absent in what was frozen before corrections were kept with it. */
  corrections?: FrozenCorrection[];
  indicators: FrozenIndicator[];
  forms: FrozenForm[];
  /** Absent in what was frozen before lists were kept with it. */
  lists?: FrozenList[];
};

/** What only a person can judge. */
export type ByHand = { conclusions: string; proposals: string };
