import { sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';
import { type Kind, tables } from './tables.ts';

export type Organisation = {
  id: number;
  parentId: number | null;
  path: string;
  code: string;
  kind: Kind;
  name: string;
  shortName: string;
  mark: string;
  lowPerforming: boolean;
  adverseConditions: boolean;
  profile: Record<string, number>;
};

const columns = [
  'id',
  'parent_id as parentId',
  'path',
  'code',
  'kind',
  'name',
  'short_name as shortName',
  'mark',
  'low_performing as lowPerforming',
  'adverse_conditions as adverseConditions',
  'profile',
] as const;

/** Open organisations under any of the nodes, the nodes themselves included, in the order of the tree and then of names. */
export function organisationsUnder(db: Database, nodes: readonly string[]): Promise<Organisation[]> {
  return tables(db)
    .selectFrom('organisation')
    .select(columns)
    .where(sql<boolean>`path <@ ${nodes}::ltree[]`)
    .where('closed_at', 'is', null)
    .orderBy(sql`nlevel(path), (kind in ('authority', 'methodological-centre')) desc, id`)
    .execute();
}

export type ListedOrganisation = Organisation & { phone: string; closedAt: Date | null; people: number };

/** Closed ones too, in the order of the tree, each with how many people hold a role there and are not disabled. */
export function allOrganisationsUnder(db: Database, nodes: readonly string[]): Promise<ListedOrganisation[]> {
  return tables(db)
    .selectFrom('organisation as o')
    .select([
      ...columns,
      'phone',
      'closed_at as closedAt',
      sql<number>`(select count(distinct g.account_id)::int from role_grant g join account a on a.id = g.account_id
        where g.organisation_id = o.id and a.disabled_at is null)`.as('people'),
    ])
    .where(sql<boolean>`path <@ ${nodes}::ltree[]`)
    .orderBy(sql`nlevel(path), (kind in ('authority', 'methodological-centre')) desc, id`)
    .execute();
}

const oneUnder = (db: Database, id: number, nodes: readonly string[]) =>
  tables(db)
    .selectFrom('organisation')
    .select([...columns, 'phone', 'closed_at as closedAt', 'time_zone as timeZone'])
    .where('id', '=', id)
    .where(sql<boolean>`path <@ ${nodes}::ltree[]`);

/** One organisation under any of the nodes, closed or not. */
export const organisationUnder = (db: Database, id: number, nodes: readonly string[]) =>
  oneUnder(db, id, nodes).executeTakeFirst();

/** The same, locked until the transaction ends. */
export const lockOrganisation = (db: Database, id: number, nodes: readonly string[]) =>
  oneUnder(db, id, nodes).forUpdate().executeTakeFirst();

export const organisationsBelow = (db: Database, parentId: number) =>
  tables(db)
    .selectFrom('organisation')
    .select([...columns, 'phone', 'closed_at as closedAt'])
    .where('parent_id', '=', parentId)
    .execute();

export const rootOrganisations = (db: Database) =>
  tables(db)
    .selectFrom('organisation')
    .select(columns)
    .where('parent_id', 'is', null)
    .where('closed_at', 'is', null)
    .orderBy('id')
    .execute();

export const municipalities = (db: Database) =>
  tables(db)
    .selectFrom('organisation')
    .select(['id', 'code'])
    .where('kind', '=', 'municipality')
    .where('closed_at', 'is', null)
    .execute();

export async function updateOrganisation(
  db: Database,
  id: number,
  one: Pick<
    Organisation,
    'name' | 'shortName' | 'mark' | 'kind' | 'lowPerforming' | 'adverseConditions' | 'profile'
  > & { phone: string },
): Promise<void> {
  await tables(db)
    .updateTable('organisation')
    .set({
      name: one.name,
      short_name: one.shortName,
      mark: one.mark,
      kind: one.kind,
      low_performing: one.lowPerforming,
      adverse_conditions: one.adverseConditions,
      profile: sql`${JSON.stringify(one.profile)}::jsonb`,
      phone: one.phone,
    })
    .where('id', '=', id)
    .execute();
}

/** Where those that have a telephone can be reached; for pages that ask for it, so that no other shows it. */
export async function phonesOf(db: Database, ids: readonly number[]): Promise<Map<number, string>> {
  const found = await tables(db)
    .selectFrom('organisation')
    .select(['id', 'phone'])
    .where('id', 'in', ids.length ? ids : [0])
    .where('phone', '<>', '')
    .execute();
  return new Map(found.map(({ id, phone }) => [id, phone]));
}

export const setPhone = (db: Database, id: number, phone: string) =>
  tables(db).updateTable('organisation').set({ phone }).where('id', '=', id).execute();

export const setTimeZone = (db: Database, id: number, timeZone: string) =>
  tables(db).updateTable('organisation').set({ time_zone: timeZone }).where('id', '=', id).execute();

export const setClosed = (db: Database, id: number, at: Date | null) =>
  tables(db).updateTable('organisation').set({ closed_at: at }).where('id', '=', id).execute();

export function organisationAt(db: Database, path: string): Promise<Organisation | undefined> {
  return tables(db).selectFrom('organisation').select(columns).where('path', '=', path).executeTakeFirst();
}

export function organisationById(db: Database, id: number): Promise<Organisation | undefined> {
  return tables(db).selectFrom('organisation').select(columns).where('id', '=', id).executeTakeFirst();
}

/** The nearest municipality at or above a path: whose roadmap and campaigns an organisation takes part in. */
export function municipalityOf(db: Database, path: string): Promise<Organisation | undefined> {
  return tables(db)
    .selectFrom('organisation')
    .select(columns)
    .where(sql<boolean>`path @> ${path}::ltree`)
    .where('kind', '=', 'municipality')
    .orderBy(sql`nlevel(path) desc`)
    .executeTakeFirst();
}

/** Whose roadmap it is at a path: the nearest municipality or region at or above. */
export function roadmapOwnerAt(db: Database, path: string): Promise<Organisation | undefined> {
  return tables(db)
    .selectFrom('organisation')
    .select(columns)
    .where(sql<boolean>`path @> ${path}::ltree`)
    .where('kind', 'in', ['municipality', 'region'])
    .orderBy(sql`nlevel(path) desc`)
    .executeTakeFirst();
}

/** The region above a path. */
export function regionOf(db: Database, path: string): Promise<Organisation | undefined> {
  return tables(db)
    .selectFrom('organisation')
    .select(columns)
    .where(sql<boolean>`path @> ${path}::ltree`)
    .where('kind', '=', 'region')
    .orderBy(sql`nlevel(path) desc`)
    .executeTakeFirst();
}

export async function insertOrganisation(
  db: Database,
  one: Omit<Organisation, 'id' | 'path'> & { parentPath: string | null; timeZone?: string; phone?: string },
): Promise<{ id: number; path: string }> {
  const label = one.code.replaceAll('-', '_');
  const path = one.parentPath ? `${one.parentPath}.${label}` : label;
  const { id } = await tables(db)
    .insertInto('organisation')
    .values({
      parent_id: one.parentId,
      path,
      code: one.code,
      kind: one.kind,
      name: one.name,
      short_name: one.shortName,
      mark: one.mark,
      low_performing: one.lowPerforming,
      adverse_conditions: one.adverseConditions,
      profile: sql`${JSON.stringify(one.profile)}::jsonb`,
      time_zone: one.timeZone ?? null,
      phone: one.phone ?? '',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, path };
}
