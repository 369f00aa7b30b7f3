import { sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';
import type { Organisation } from './organisations.ts';

/** An open organisation under the nodes by its code in addresses (`school-15`) or, where codes repeat, by its path. */
export async function organisationIn(
  db: Database,
  nodes: readonly string[],
  codeOrPath: string,
): Promise<Organisation | undefined> {
  const { rows } = await sql<Organisation>`
    select id, parent_id as "parentId", path, code, kind, name, short_name as "shortName", mark,
      low_performing as "lowPerforming", adverse_conditions as "adverseConditions", profile
    from organisation where path <@ ${nodes}::ltree[] and closed_at is null
      and (code = ${codeOrPath} or path::text = ${codeOrPath}) order by nlevel(path), id limit 1`.execute(db);
  return rows[0];
}

/** Who did something, for a history: the account's name, which is a position, and the roles it holds. */
export type Doer = { id: number; name: string; roles: string[]; organisation: string | null };

export async function doers(db: Database, accountIds: readonly number[]): Promise<Map<number, Doer>> {
  const { rows } = await sql<Doer>`
    select a.id, a.name, coalesce(array_agg(distinct g.role) filter (where g.role is not null), '{}') as roles,
      min(o.short_name) as organisation
    from account a left join role_grant g on g.account_id = a.id left join organisation o on o.id = g.organisation_id
    where a.id = any(${accountIds}::int[]) group by a.id`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The codes of some organisations, for addresses. */
export async function codesOf(db: Database, ids: readonly number[]): Promise<Map<number, string>> {
  const { rows } = await sql<{ id: number; code: string }>`
    select id, code from organisation where id = any(${ids}::int[])`.execute(db);
  return new Map(rows.map(({ id, code }) => [id, code]));
}

/** Who answers for an organisation: the people who can sign in for it, heads before others. */
export async function peopleOf(
  db: Database,
  organisationId: number,
): Promise<{ name: string; role: string }[]> {
  const { rows } = await sql<{ name: string; role: string }>`
    select a.name, g.role from role_grant g join account a on a.id = g.account_id
    where g.organisation_id = ${organisationId} and g.role in ('head', 'curator') and a.disabled_at is null
    order by g.role = 'head' desc, a.id`.execute(db);
  return rows;
}
