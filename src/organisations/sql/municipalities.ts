import { sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';
import type { Organisation } from './organisations.ts';

/** The municipalities of this installation, in the order in which they were entered. */
export async function municipalities(db: Database): Promise<Organisation[]> {
  const { rows } = await sql<Organisation>`
    select id, parent_id as "parentId", path, code, kind, name, short_name as "shortName", mark,
      low_performing as "lowPerforming", adverse_conditions as "adverseConditions", profile
    from organisation where kind = 'municipality' and closed_at is null order by id`.execute(db);
  return rows;
}
