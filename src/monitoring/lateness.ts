import { type Day, dayIn, daysBetween } from '#calendar';
import type { Database } from '#platform/database.server.ts';
import { daysLateInHands } from './rules/index.ts';
import type { Campaign } from './sql/campaigns.ts';
import { handStepsIn } from './sql/reviews.ts';
import type { ReturnHead } from './sql/returns.ts';

export type DaysLate = (head: Pick<ReturnHead, 'organisationId' | 'dueOn' | 'firstSubmittedAt'>) => number;

/**
 * How late the returns of a campaign are: days in the school's hands after what was due; 0 or less: not late, by so many
 * days before the due day as the first submission (or today) is. One query for all, or for one organisation.
 */
export async function latenessIn(
  db: Database,
  { id, zone }: Pick<Campaign, 'id' | 'zone'>,
  today: Day,
  organisationId?: number,
): Promise<DaysLate> {
  const steps = Map.groupBy(await handStepsIn(db, id, organisationId), (one) => one.organisationId);
  return ({ organisationId: of, dueOn, firstSubmittedAt }) => {
    const first = daysBetween(dueOn, firstSubmittedAt ? dayIn(firstSubmittedAt, zone) : today);
    const own = steps.get(of);
    if (!own) return first;
    const late = daysLateInHands(
      own.map(({ what, at, dueOn: mendBy }) => ({ what, on: dayIn(at, zone), dueOn: mendBy ?? undefined })),
      dueOn,
      today,
    );
    return late > 0 ? late : Math.min(first, 0);
  };
}
