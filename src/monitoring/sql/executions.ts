import { sql } from 'kysely';
import type { Day } from '#calendar';
import type { Database } from '#platform/database.server.ts';
import type { StoredExecution } from '../rules/index.ts';

/** The last counted answer about an obligation. */
export type CountedAnswer = {
  obligationId: number;
  organisationId: number;
  answer: StoredExecution;
  campaign: string;
  accepted: boolean;
};
export async function countedAnswers(
  db: Database,
  organisationIds: readonly number[],
): Promise<CountedAnswer[]> {
  const { rows } = await sql<CountedAnswer>`
    select distinct on (e.key) e.key::int as "obligationId", r.org_id as "organisationId", e.value as answer,
      c.slug as campaign, r.state = 3 as accepted
    from return r join campaign c on c.id = r.campaign_id
      join return_revision v on v.campaign_id = r.campaign_id and v.org_id = r.org_id and v.rev = r.rev
      cross join lateral jsonb_each(v.texts -> 'executions') e
    where r.org_id = any(${organisationIds}::int[]) and r.state in (2, 3)
    order by e.key, c.starts_on desc`.execute(db);
  return rows;
}

/** The returns that count, with their periods: taking part in the monitoring is known by them. */
export type CountedReturn = {
  organisationId: number;
  campaign: string;
  start: Day;
  end: Day;
  zone: string;
  firstSubmittedAt: Date;
  accepted: boolean;
};
export async function countedReturns(
  db: Database,
  organisationIds: readonly number[],
): Promise<CountedReturn[]> {
  const { rows } = await sql<CountedReturn>`
    select r.org_id as "organisationId", c.slug as campaign, c.starts_on as start, c.ends_on as "end",
      c.time_zone as zone, r.first_submitted_at as "firstSubmittedAt", r.state = 3 as accepted
    from return r join campaign c on c.id = r.campaign_id
    where r.org_id = any(${organisationIds}::int[]) and r.state in (2, 3)
    order by c.starts_on`.execute(db);
  return rows;
}
