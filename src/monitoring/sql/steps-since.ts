import { sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';

/** How many returns of a municipality have been submitted, accepted and sent back since an instant. */
export type StepsSince = { submitted: number; accepted: number; back: number };

export async function stepsSince(db: Database, ownerId: number, since: Date): Promise<StepsSince> {
  const { rows } = await sql<StepsSince>`
    with last as (select distinct on (e.campaign_id, e.org_id, e.action) e.campaign_id, e.org_id, e.action
      from return_event e join campaign c on c.id = e.campaign_id
      where c.owner_id = ${ownerId} and e.at > ${since} and e.action in ('submit', 'accept', 'send-back'))
    select count(*) filter (where action = 'submit')::int as submitted,
      count(*) filter (where action = 'accept')::int as accepted,
      count(*) filter (where action = 'send-back')::int as back from last`.execute(db);
  return rows[0]!;
}
