import { sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';
import type { ReturnHead } from './returns.ts';

/** By whose words somebody enters an organisation's figures, and why; a step of the return's history. */
export type Behalf = { toldBy: string; why: string; at: Date; actorId: number | null };

/** The last time it was said: of one revision by one account, or at all. */
export async function behalfIn(
  db: Database,
  { campaignId, organisationId }: Pick<ReturnHead, 'campaignId' | 'organisationId'>,
  by?: { rev: number; accountId: number | null },
): Promise<Behalf | undefined> {
  const { rows } = await sql<Behalf>`
    select detail->>'toldBy' as "toldBy", detail->>'why' as why, at, actor_id as "actorId" from return_event
    where campaign_id = ${campaignId} and org_id = ${organisationId} and action = 'begin' and detail ? 'toldBy'
      and (${by === undefined} or (rev = ${by?.rev ?? 0} and actor_id is not distinct from ${by?.accountId ?? null}::int))
    order by id desc limit 1`.execute(db);
  return rows[0];
}

/** Of many returns of a campaign those for which an account has said so, as they are now. */
export async function saidBy(
  db: Database,
  campaignId: number,
  accountId: number | null,
): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`
    select distinct e.org_id as id from return_event e
    join return r on r.campaign_id = e.campaign_id and r.org_id = e.org_id and r.rev = e.rev
    where e.campaign_id = ${campaignId} and e.action = 'begin' and e.detail ? 'toldBy'
      and e.actor_id is not distinct from ${accountId}::int`.execute(db);
  return new Set(rows.map(({ id }) => id));
}
