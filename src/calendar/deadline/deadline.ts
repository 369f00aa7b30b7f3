import type { Interval } from '../day.ts';

export type Every = 'day' | 'week' | 'month' | 'quarter' | 'half-year' | 'year' | 'school-year';

/**
 * What a deadline means. Days are inclusive at both ends and lie in the roadmap's period, except where the phrase
 * itself names a day outside it. `day` has no occurrences: each day is one.
 */
export type Meaning =
  | { kind: 'intervals'; intervals: Interval[] }
  | { kind: 'recurring'; every: Every; occurrences?: Interval[] }
  | { kind: 'whole-period' }
  | { kind: 'unspecified' };

/** Why a person should look at the reading. Each has its sentence in the catalogue. */
export type Doubt =
  | 'deadline.not-understood'
  | 'deadline.too-long'
  | 'deadline.no-period'
  | 'deadline.several-years'
  | 'deadline.misspelt'
  | 'deadline.day-or-month'
  | 'deadline.no-such-day'
  | 'deadline.bound-unclear'
  | 'deadline.lost-dash'
  | 'deadline.wider-taken'
  | 'deadline.words-unread'
  | 'deadline.also-undated'
  | 'deadline.year-unclear'
  | 'deadline.times-unclear'
  | 'deadline.part-unclear'
  | 'deadline.weekday-differs'
  | 'deadline.school-or-calendar';

/** `text` is what was read; `certain` is there only when a person should be asked. */
export type Deadline = Meaning & { text: string; certain?: false; why?: Doubt; alternatives?: Meaning[] };

/** The first and the last day of the roadmap. */
export type Context = { roadmapStart: string; roadmapEnd: string };
