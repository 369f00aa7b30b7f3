import { sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';
import type { Stored, Texts } from '../rules/index.ts';
import { STATE } from './tables.ts';
import type { ReturnHead } from './returns.ts';

/**
 * A revision that corrects a counted return, which is locked. It waits for review (again, where it had been accepted);
 * when it was submitted, by which it is late and stands in the queue, stays unless it has to be looked at anew.
 */
export async function insertCorrection(
  db: Database,
  { campaignId, organisationId, rev: before }: ReturnHead,
  one: {
    rev: number;
    actorId: number;
    at: Date;
    stored: Stored;
    texts: Texts;
    checksum: string;
    requestId: string;
  },
): Promise<void> {
  const { cells, has, na } = one.stored;
  await sql`insert into return_revision
      (campaign_id, org_id, rev, actor_id, at, cells, has, na, texts, checksum, request_id)
    values (${campaignId}, ${organisationId}, ${one.rev}, ${one.actorId}, ${one.at}, ${cells}::int8[], ${has}::varbit,
      ${na}::varbit, ${JSON.stringify(one.texts)}::jsonb, ${one.checksum}, ${one.requestId})`.execute(db);
  await sql`update return set rev = ${one.rev}, state = ${STATE.submitted}, updated_at = now(),
      submitted_at = case when state = ${STATE.accepted} then ${one.at} else submitted_at end
    where campaign_id = ${campaignId} and org_id = ${organisationId} and rev = ${before}`.execute(db);
}
