import { sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';

/** A page opened so long after the visit began is a new visit. */
const VISIT = '8 hours';

/** When this person's visit before the current one began; nothing on the first. Opens the current visit if need be. */
export async function lastVisit(db: Database, accountId: number, now: Date): Promise<Date | null> {
  const { rows } = await sql<{ seenAt: Date | null }>`
    with opened as (update account set seen_at = visit_at, visit_at = ${now}
      where id = ${accountId} and (visit_at is null or visit_at < ${now}::timestamptz - ${VISIT}::interval)
      returning seen_at)
    select coalesce((select seen_at from opened), (select seen_at from account where id = ${accountId}
      and not exists (select from opened))) as "seenAt"`.execute(db);
  return rows[0]?.seenAt ?? null;
}
