import { sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';
import type { Reasons, VersionContent } from '../rules/versions/content.ts';
import { type Decisions, tables } from './tables.ts';

export type { Decisions } from './tables.ts';
/** What is being prepared of the next version; `ownerId` is its municipality. */
export type StoredDraft = {
  id: number;
  roadmapId: number;
  ownerId: number;
  /** The approved version that it was made from. */
  basedOn: number;
  content: VersionContent;
  reasons: Reasons;
  decisions: Decisions;
  revision: number;
  at: Date;
  changedAt: Date;
  changedBy: number | null;
  closedAt: Date | null;
  /** What it became; nothing while it is open, or where it was thrown away. */
  versionId: number | null;
};

const query = (db: Database) =>
  tables(db)
    .selectFrom('roadmap_draft as d')
    .innerJoin('roadmap as r', 'r.id', 'd.roadmap_id')
    .select([
      'd.id',
      'd.roadmap_id as roadmapId',
      'r.owner_id as ownerId',
      'd.based_on as basedOn',
      'd.content',
      'd.reasons',
      'd.decisions',
      'd.revision',
      'd.at',
      'd.changed_at as changedAt',
      'd.changed_by as changedBy',
      'd.closed_at as closedAt',
      'd.version_id as versionId',
    ]);

export const draftById = (db: Database, id: number): Promise<StoredDraft | undefined> =>
  query(db).where('d.id', '=', id).executeTakeFirst();

/** The draft, held until the transaction ends. */
export const lockDraft = (db: Database, id: number): Promise<StoredDraft | undefined> =>
  query(db).where('d.id', '=', id).forUpdate('d').executeTakeFirst();

/** The open draft of a roadmap, without what it says. */
export const openDraft = (
  db: Database,
  ownerId: number,
): Promise<Pick<StoredDraft, 'id' | 'revision' | 'changedAt'> | undefined> =>
  tables(db)
    .selectFrom('roadmap_draft as d')
    .innerJoin('roadmap as r', 'r.id', 'd.roadmap_id')
    .select(['d.id', 'd.revision', 'd.changed_at as changedAt'])
    .where('r.owner_id', '=', ownerId)
    .where('d.closed_at', 'is', null)
    .executeTakeFirst();

export async function insertDraft(
  db: Database,
  one: {
    roadmapId: number;
    basedOn: number;
    content: VersionContent;
    accountId: number | null;
    at: Date;
  },
): Promise<number> {
  const { id } = await tables(db)
    .insertInto('roadmap_draft')
    .values({
      roadmap_id: one.roadmapId,
      based_on: one.basedOn,
      content: json(one.content),
      account_id: one.accountId,
      at: one.at,
      changed_by: one.accountId,
      changed_at: one.at,
      closed_at: null,
      version_id: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** One revision further. */
export const updateDraft = (
  db: Database,
  id: number,
  one: Partial<Pick<StoredDraft, 'content' | 'reasons' | 'decisions'>> & { by: number | null; at: Date },
) =>
  tables(db)
    .updateTable('roadmap_draft')
    .set({
      ...(one.content ? { content: json(one.content) } : {}),
      ...(one.reasons ? { reasons: json(one.reasons) } : {}),
      ...(one.decisions ? { decisions: json(one.decisions) } : {}),
      changed_by: one.by,
      changed_at: one.at,
      revision: sql<number>`revision + 1`,
    })
    .where('id', '=', id)
    .execute();

export const closeDraft = (db: Database, id: number, at: Date, versionId: number | null) =>
  tables(db)
    .updateTable('roadmap_draft')
    .set({ closed_at: at, version_id: versionId, revision: sql<number>`revision + 1` })
    .where('id', '=', id)
    .execute();

const json = (value: unknown) => sql<never>`${JSON.stringify(value)}::jsonb`;
