import { addDays, type Day, type Interval, type Quarter } from '#calendar';
import type { Standing } from './frozen.ts';

export type StandingReturn = {
  organisationId: number;
  code: string;
  name: string;
  mark: string;
  standing: Standing;
  /** Days in its own hands after what was due; 0 in time or not yet submitted. */
  daysLate: number;
  /** The organisation has opened it. */
  seen: boolean;
  firstSubmittedOn: Day | null;
  lastSubmittedOn: Day | null;
  /** Fills in figures: a school. The authority and the centre fill in F1 alone. */
  school: boolean;
  lowPerforming: boolean;
  adverseConditions: boolean;
};
export type StandingCampaign = {
  id: number;
  slug: string;
  quarter: Quarter;
  period: Interval;
  dueOn: Day;
  state: 'open' | 'closed';
  returns: readonly StandingReturn[];
};

/** Days before the due day at which the two campaigns are compared; `null` for days that have not come. */
export function paceOf(
  { dueOn, returns }: Pick<StandingCampaign, 'dueOn' | 'returns'>,
  lefts: readonly number[],
  today: Day,
): { left: number; count: number | null }[] {
  const schools = returns.filter(({ school }) => school);
  return lefts.map((left) => {
    const day = addDays(dueOn, -left);
    if (day > today) return { left, count: null };
    return {
      left,
      count: schools.filter(({ firstSubmittedOn }) => firstSubmittedOn && firstSubmittedOn <= day).length,
    };
  });
}

/** Those waiting for review, who has waited longest first. */
export const waiting = (returns: readonly StandingReturn[]): StandingReturn[] =>
  returns
    .filter(({ standing }) => standing === 'submitted')
    .sort((one, other) => ((one.lastSubmittedOn ?? '') < (other.lastSubmittedOn ?? '') ? -1 : 1));
