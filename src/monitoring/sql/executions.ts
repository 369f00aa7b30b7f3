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

/** Of the last counted answers only what they come to: the obligations that are done, and those that do not apply. */
export async function settledObligations(
  db: Database,
  organisationIds: readonly number[],
): Promise<{ done: Set<number>; notApplicable: Set<number> }> {
  const { rows } = await sql<{ done: string | null; na: string | null }>`
    select string_agg(a.id::text, ' ') filter (where a.state = 'done') as done,
      string_agg(a.id::text, ' ') filter (where a.state = 'not-applicable') as na
    from (select distinct on (e.key::int) e.key::int as id, e.value ->> 'state' as state
      from return r join campaign c on c.id = r.campaign_id
        join return_revision v on v.campaign_id = r.campaign_id and v.org_id = r.org_id and v.rev = r.rev
        cross join lateral jsonb_each(v.texts -> 'executions') e
      where r.org_id = any(${organisationIds}::int[]) and r.state in (2, 3)
      order by e.key::int, c.starts_on desc) a`.execute(db);
  const read = (text: string | null | undefined) => new Set(text ? text.split(' ').map(Number) : []);
  return { done: read(rows[0]?.done), notApplicable: read(rows[0]?.na) };
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
