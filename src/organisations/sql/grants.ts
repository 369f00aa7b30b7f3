import { sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';

/** Who holds what role where under the nodes; people who may no longer sign in are left out. */
export async function grantsUnder(
  db: Database,
  nodes: readonly string[],
): Promise<{ accountId: number; organisationId: number; role: string }[]> {
  const { rows } = await sql<{ accountId: number; organisationId: number; role: string }>`
    select g.account_id as "accountId", g.organisation_id as "organisationId", g.role
    from role_grant g join organisation o on o.id = g.organisation_id join account a on a.id = g.account_id
    where o.path <@ ${nodes}::ltree[] and o.closed_at is null and a.disabled_at is null`.execute(db);
  return rows;
}
