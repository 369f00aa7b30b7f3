import { type Day, type Interval, overlap } from '#calendar';
import type { ExecutionState } from './execution.ts';
import type { StoredExecution } from './content.ts';

/** What F1 asks one organisation about: an obligation and what has been said of it before. */
export type DutyTerm = { id: number; startsOn: Day; endsOn: Day; derived: boolean };
/** The last counted answer of an earlier campaign. */
export type LastAnswer = {
  campaign: string;
  state: ExecutionState;
  accepted: boolean;
  answer: StoredExecution;
};

/**
 * The rows of F1 for a period: obligations due or open in it, and overdue ones of earlier periods; what has been done
 * is not asked again. What the system derives stands only in its own period.
 */
export function dutiesIn<Duty extends DutyTerm>(
  obligations: readonly Duty[],
  last: Readonly<Record<number, LastAnswer | undefined>>,
  period: Interval,
): (Duty & { last: LastAnswer | undefined })[] {
  return obligations
    .filter(({ id, startsOn, endsOn, derived }) => {
      if (startsOn > period.end) return false;
      if (derived) return overlap({ start: startsOn, end: endsOn }, period) !== undefined;
      return last[id]?.state !== 'done';
    })
    .map((duty) => ({ ...duty, last: last[duty.id] }));
}

/** Activities at which people are counted: those that are attended or held, rather than written. */
const EVENT =
  /участи|вебинар|семинар|форум|конкурс|совещани|курс|сесси|консульт|проведени|встреч|слёт|слет|фестивал|обучени/iu;
export const isEvent = (title: string): boolean => EVENT.test(title);
