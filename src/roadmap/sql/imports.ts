import { sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';
import type { Answers, Edits } from '../rules/edits.ts';
import type { Format } from '../formats/document.ts';
import type { Reading } from '../rules/read-roadmap.ts';
import type { Known } from '../rules/reading/columns.ts';
import { type Part, readParts } from '../rules/reading/rows.ts';
import { tables } from './tables.ts';

/** A file that was read; `ownerId` is its municipality. */
export type Import = {
  id: number;
  ownerId: number;
  fileName: string;
  source: string;
  /** What the file says, whatever its format. */
  parts: Part[];
  format: Format;
  /** What a person said of its columns. */
  known: Known;
  reading: Reading;
  edits: Edits;
  answers: Answers;
  revision: number;
  at: Date;
  approvedAt: Date | null;
};

const json = (value: unknown) => sql<never>`${JSON.stringify(value)}::jsonb`;

const query = (db: Database) =>
  tables(db)
    .selectFrom('roadmap_import as i')
    .select([
      'i.id',
      'i.owner_id as ownerId',
      'i.file_name as fileName',
      'i.source',
      'i.parts',
      'i.format',
      'i.known',
      'i.reading',
      'i.edits',
      'i.answers',
      'i.revision',
      'i.at',
      'i.approved_at as approvedAt',
    ]);

export async function importById(db: Database, id: number): Promise<Import | undefined> {
  return withParts(await query(db).where('i.id', '=', id).executeTakeFirst());
}

/** The import, held until the transaction ends: two people do not write over each other. */
export async function lockImport(db: Database, id: number): Promise<Import | undefined> {
  return withParts(await query(db).where('i.id', '=', id).forUpdate().executeTakeFirst());
}

/** A text is its own parts. */
const withParts = (found: (Omit<Import, 'parts'> & { parts: Part[] | null }) | undefined) =>
  found && { ...found, parts: found.parts ?? readParts(found.source) };

/** What was begun in a municipality and not yet approved, newest first. */
export function openImports(db: Database, ownerId: number) {
  return tables(db)
    .selectFrom('roadmap_import')
    .select(['id', 'file_name as fileName', 'at'])
    .where('owner_id', '=', ownerId)
    .where('approved_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(10)
    .execute();
}

export async function insertImport(
  db: Database,
  one: {
    ownerId: number;
    fileName: string;
    source: string;
    parts: Part[];
    format: Format;
    reading: Reading;
    accountId: number | null;
    at: Date;
  },
): Promise<number> {
  const { id } = await tables(db)
    .insertInto('roadmap_import')
    .values({
      owner_id: one.ownerId,
      file_name: one.fileName,
      source: one.source,
      parts: one.format === 'text' ? null : json(one.parts),
      format: one.format,
      reading: json(one.reading),
      account_id: one.accountId,
      at: one.at,
      approved_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** One revision further. */
export async function updateImport(
  db: Database,
  id: number,
  { edits, answers, reading, known }: { edits: Edits; answers: Answers; reading?: Reading; known?: Known },
): Promise<void> {
  await tables(db)
    .updateTable('roadmap_import')
    .set({
      edits: json(edits),
      answers: json(answers),
      ...(reading ? { reading: json(reading) } : {}),
      ...(known ? { known: json(known) } : {}),
      revision: sql<number>`revision + 1`,
    })
    .where('id', '=', id)
    .execute();
}

export const markImportApproved = (db: Database, id: number, at: Date) =>
  tables(db)
    .updateTable('roadmap_import')
    .set({ approved_at: at, revision: sql<number>`revision + 1` })
    .where('id', '=', id)
    .execute();
