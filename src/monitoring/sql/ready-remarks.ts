import { sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';

export const fittings = ['number', 'activity', 'any'] as const;
/** A remark that a municipality keeps to be chosen; `fits`: at numbers, at activities, anywhere. */
export type ReadyRemark = { id: number; fits: (typeof fittings)[number]; text: string };

export async function readyRemarksOf(db: Database, ownerId: number): Promise<ReadyRemark[]> {
  const { rows } = await sql<ReadyRemark>`select id, fits, text from ready_remark
    where owner_id = ${ownerId} and removed_at is null order by id`.execute(db);
  return rows;
}

export async function insertReadyRemark(
  db: Database,
  ownerId: number,
  one: Omit<ReadyRemark, 'id'> & { by: number | null; at: Date },
): Promise<number> {
  const { rows } = await sql<{
    id: number;
  }>`insert into ready_remark (owner_id, fits, text, added_by, added_at)
    values (${ownerId}, ${one.fits}, ${one.text}, ${one.by}, ${one.at}) returning id`.execute(db);
  return rows[0]!.id;
}

/** What it said; nothing where the municipality has no such remark. */
export async function removeReadyRemark(
  db: Database,
  ownerId: number,
  id: number,
  at: Date,
): Promise<string | undefined> {
  const { rows } = await sql<{ text: string }>`update ready_remark set removed_at = ${at}
    where id = ${id} and owner_id = ${ownerId} and removed_at is null returning text`.execute(db);
  return rows[0]?.text;
}
