import { type RawBuilder, sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';
import type { Proof } from '#platform/sessions.ts';
import type { Grant } from '#platform/use-case.ts';
import { tables } from './tables.ts';

type GrantWithZone = Grant & { zone: string | null };

/** What accounts may do where, in the order of the tree. */
const grantsWhere = (account: RawBuilder<unknown>) => sql<GrantWithZone>`
  select g.role, o.id as "organisationId", o.path as at, o.short_name as name, o.kind,
    (select time_zone from organisation up where up.path @> o.path and up.time_zone is not null
      order by nlevel(up.path) desc limit 1) as zone
  from role_grant g join organisation o on o.id = g.organisation_id
  where g.account_id ${account} and o.closed_at is null
  order by nlevel(o.path), o.id, g.role`;

export const grantsOf = async (db: Database, accountId: number): Promise<GrantWithZone[]> =>
  (await grantsWhere(sql`= ${accountId}`).execute(db)).rows;

export type Known = {
  /** The hash of what proves it. */
  kept: string;
  /** Of the session or of the token. */
  id: string;
  accountId: number;
  name: string;
  login: string;
  locale: 'ru' | 'en' | null;
  grants: GrantWithZone[];
};

/** Who proves to be somebody, and what they may do: one statement, since every request begins with it. */
export async function knownBy(db: Database, proof: Proof): Promise<Known[]> {
  const { rows } = await sql<Known>`
    with ${proof}
    select kept, id, account_id as "accountId", name, login, locale,
      coalesce((select json_agg(granted) from (${grantsWhere(sql`= live.account_id`)}) granted), '[]') as grants
    from live`.execute(db);
  return rows;
}

export type Person = {
  id: number;
  login: string;
  name: string;
  /** Has not yet set a password. */
  invited: boolean;
  disabled: boolean;
  /** When a link that was given ends; null where none is open. */
  linkUntil: Date | null;
  seenAt: Date | null;
  grants: { role: string; organisationId: number; path: string; organisation: string }[];
};

/** People with a role anywhere under the nodes, in the order of the tree; `grants` are those under the nodes. */
export async function peopleUnder(
  db: Database,
  nodes: readonly string[],
  onlyId: number | null = null,
): Promise<Person[]> {
  const { rows } = await sql<Person>`
    select a.id, a.login, a.name, a.password is null as invited, a.disabled_at is not null as disabled,
      (select max(expires_at) from one_time t where t.account_id = a.id and t.purpose = 'password' and t.expires_at > now())
        as "linkUntil",
      (select max(s.seen_at) from session s where s.account_id = a.id) as "seenAt",
      json_agg(json_build_object('role', g.role, 'organisationId', o.id, 'path', o.path, 'organisation', o.short_name)
        order by o.id, g.role) as grants
    from account a join role_grant g on g.account_id = a.id join organisation o on o.id = g.organisation_id
    where o.path <@ ${nodes}::ltree[] and (${onlyId}::int is null or a.id = ${onlyId})
    group by a.id order by min(nlevel(o.path)), min(o.id), a.id`.execute(db);
  return rows;
}

/** An account whose *every* role lies under the nodes, locked: who may not see all of it may not change it. */
export async function lockPerson(db: Database, id: number, nodes: readonly string[]) {
  const { rows } = await sql<{ id: number; login: string; name: string; disabled: boolean }>`
    select id, login, name, disabled_at is not null as disabled from account a where id = ${id}
      and exists (select 1 from role_grant g where g.account_id = a.id)
      and not exists (select 1 from role_grant g join organisation o on o.id = g.organisation_id
        where g.account_id = a.id and not (o.path <@ ${nodes}::ltree[]))
    for update`.execute(db);
  return rows[0];
}

export const rolesOf = (db: Database, accountId: number) =>
  tables(db)
    .selectFrom('role_grant as g')
    .innerJoin('organisation as o', 'o.id', 'g.organisation_id')
    .select(['g.role', 'g.organisation_id as organisationId', 'o.path', 'o.short_name as organisation'])
    .where('g.account_id', '=', accountId)
    .execute();

/** Enabled administrators at or above a node, apart from one account: somebody must be left to let others in. */
export async function otherAdministrators(db: Database, accountId: number, path: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(distinct a.id)::int as count
    from role_grant g join account a on a.id = g.account_id join organisation o on o.id = g.organisation_id
    where g.role = 'administrator' and a.disabled_at is null and a.id <> ${accountId} and o.path @> ${path}::ltree`.execute(
    db,
  );
  return rows[0]!.count;
}

/** Every login of the installation in lower case with what it holds as `organisationId role`. */
export async function allLogins(db: Database): Promise<Map<string, Set<string>>> {
  const { rows } = await sql<{ login: string; held: string[] }>`select lower(a.login) as login,
    array_remove(array_agg(g.organisation_id || ' ' || g.role), null) as held
    from account a left join role_grant g on g.account_id = a.id group by a.id`.execute(db);
  return new Map(rows.map(({ login, held }) => [login, new Set(held)]));
}

export const deleteGrant = (db: Database, accountId: number, organisationId: number, role: string) =>
  tables(db)
    .deleteFrom('role_grant')
    .where('account_id', '=', accountId)
    .where('organisation_id', '=', organisationId)
    .where('role', '=', role)
    .executeTakeFirst();

export const renamePerson = (db: Database, id: number, name: string) =>
  tables(db).updateTable('account').set({ name }).where('id', '=', id).execute();

export const enablePerson = (db: Database, id: number) =>
  tables(db).updateTable('account').set({ disabled_at: null }).where('id', '=', id).execute();

export const setLocale = (db: Database, id: number, locale: 'ru' | 'en') =>
  tables(db).updateTable('account').set({ locale }).where('id', '=', id).execute();

export const findLogin = (db: Database, login: string) =>
  tables(db)
    .selectFrom('account')
    .select(['id', 'login', 'name'])
    .where(sql<boolean>`lower(login) = lower(${login})`)
    .executeTakeFirst();

export const hasAccounts = async (db: Database) =>
  (await tables(db).selectFrom('account').select('id').where('password', 'is not', null).limit(1).execute())
    .length > 0;

/** The account that entered the code of the first run, with its password's hash. */
export async function firstAccount(db: Database, id: number) {
  const { rows } = await sql<{ login: string; name: string; password: string }>`select login, name, password
    from account a where id = ${id} and password is not null and exists (select 1 from one_time t
      where t.account_id = a.id and t.purpose = 'first-person' and t.expires_at > now())`.execute(db);
  return rows[0];
}

/** During the first run whoever holds the code may name the administrator anew, as long as nothing is set up. */
export async function upsertFirstPerson(db: Database, login: string, name: string, password: string) {
  const { rows } = await sql<{
    id: number;
  }>`insert into account (login, name, password) values (${login}, ${name}, ${password})
    on conflict (lower(login)) do update set password = excluded.password returning id`.execute(db);
  return rows[0]!.id;
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
