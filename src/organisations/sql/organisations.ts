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

export async function insertOrganisation(
  db: Database,
  one: Omit<Organisation, 'id' | 'path'> & { parentPath: string | null; timeZone?: string },
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
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, path };
}
