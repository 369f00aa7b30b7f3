import { sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';
import type { Grant } from '#platform/use-case.ts';
import { tables } from './tables.ts';

/** What an account may do where, in the order of the tree. */
export async function grantsOf(
  db: Database,
  accountId: number,
): Promise<(Grant & { zone: string | null })[]> {
  return tables(db)
    .selectFrom('role_grant as g')
    .innerJoin('organisation as o', 'o.id', 'g.organisation_id')
    .select([
      'g.role',
      'o.id as organisationId',
      'o.path as at',
      'o.short_name as name',
      sql<
        string | null
      >`(select time_zone from organisation up where up.path @> o.path and up.time_zone is not null
        order by nlevel(up.path) desc limit 1)`.as('zone'),
    ])
    .where('g.account_id', '=', accountId)
    .where('o.closed_at', 'is', null)
    .orderBy(sql`nlevel(o.path), o.id, g.role`)
    .execute();
}

export type Person = {
  id: number;
  login: string;
  name: string;
  invited: boolean;
  disabled: boolean;
  grants: { role: string; organisationId: number; path: string; organisation: string }[];
};

/** People with a role anywhere under the nodes. */
export async function peopleUnder(db: Database, nodes: readonly string[]): Promise<Person[]> {
  const { rows } = await sql<Person>`
    select a.id, a.login, a.name, a.password is null as invited, a.disabled_at is not null as disabled,
      json_agg(json_build_object('role', g.role, 'organisationId', o.id, 'path', o.path, 'organisation', o.short_name)
        order by o.id, g.role) as grants
    from account a join role_grant g on g.account_id = a.id join organisation o on o.id = g.organisation_id
    where o.path <@ ${nodes}::ltree[] group by a.id order by min(o.id), a.id`.execute(db);
  return rows;
}

export async function insertPerson(
  db: Database,
  { login, name, password }: { login: string; name: string; password?: string },
): Promise<number> {
  const { id } = await tables(db)
    .insertInto('account')
    .values({ login, name, password: password ?? null, locale: null, seen_at: null, disabled_at: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export const insertGrant = (db: Database, accountId: number, organisationId: number, role: string) =>
  tables(db)
    .insertInto('role_grant')
    .values({ account_id: accountId, organisation_id: organisationId, role })
    .onConflict((conflict) => conflict.doNothing())
    .execute();

export const loginIsTaken = async (db: Database, login: string) =>
  (
    await tables(db)
      .selectFrom('account')
      .select('id')
      .where(sql<boolean>`lower(login) = lower(${login})`)
      .execute()
  ).length > 0;
