import { sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';

/** Why a cell, or its table, does not apply; `nothing`: the organisation had nothing to report of the table. */
export type SaidOfCell = { organisationId: number; reason: string | null; nothing: boolean };

/** What the counted returns of some organisations say of a cell in place of a value. */
export async function saidOfCell(
  db: Database,
  campaignId: number,
  organisationIds: readonly number[],
  { cell, table }: { cell: string; table: string },
): Promise<SaidOfCell[]> {
  if (organisationIds.length === 0) return [];
  const { rows } = await sql<SaidOfCell>`
    select r.org_id as "organisationId", coalesce(v.texts->'reasons'->>${cell}, v.texts->'reasons'->>${table}) as reason,
      coalesce(v.texts->'nothing' ? ${table}, false) as nothing
    from return r join return_revision v on v.campaign_id = r.campaign_id and v.org_id = r.org_id and v.rev = r.rev
    where r.campaign_id = ${campaignId} and r.state in (2, 3) and r.org_id = any(${organisationIds}::int[])`.execute(
    db,
  );
  return rows;
}
