import { sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';

/** A municipality's activity that carries out a regional one. */
export type Tie = { ownerId: number; activityId: number; regional: number };

/** What some municipalities' activities carry out. */
export async function tiesOf(db: Database, ownerIds: readonly number[]): Promise<Tie[]> {
  const { rows } = await sql<Tie>`
    select r.owner_id as "ownerId", a.id as "activityId", a.carries_out as regional
    from activity a join roadmap r on r.id = a.roadmap_id
    where r.owner_id = any(${ownerIds}::int[]) and a.carries_out is not null order by a.id`.execute(db);
  return rows;
}

export const tie = (db: Database, activityId: number, regional: number | null) =>
  sql`update activity set carries_out = ${regional} where id = ${activityId}`.execute(db);
