import { sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';
import type { Frozen } from '../rules/frozen.ts';
import { tables } from './tables.ts';

export type Report = {
  id: number;
  campaignId: number;
  frozen: Frozen;
  conclusions: string;
  proposals: string;
  /** One more with each change of what is written by hand. */
  rev: number;
  at: Date;
};
const columns = [
  'id',
  'campaign_id as campaignId',
  'frozen',
  'conclusions',
  'proposals',
  'rev',
  'at',
] as const;

export async function insertReport(
  db: Database,
  one: { campaignId: number; frozen: Frozen; accountId: number | null; at: Date },
): Promise<number> {
  const { id } = await tables(db)
    .insertInto('report')
    .values({
      campaign_id: one.campaignId,
      frozen: sql`${JSON.stringify(one.frozen)}::jsonb`,
      account_id: one.accountId,
      at: one.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Reports of some campaigns, newest first. */
export const reportsOf = (db: Database, campaignIds: readonly number[]): Promise<Report[]> =>
  tables(db)
    .selectFrom('report')
    .select(columns)
    .where('campaign_id', '=', sql<number>`any(${campaignIds}::int[])`)
    .orderBy('id', 'desc')
    .execute();

export const reportAt = (
  db: Database,
  id: number,
  campaignIds: readonly number[],
): Promise<Report | undefined> =>
  tables(db)
    .selectFrom('report')
    .select(columns)
    .where('id', '=', id)
    .where('campaign_id', '=', sql<number>`any(${campaignIds}::int[])`)
    .executeTakeFirst();

/** False where somebody has written since `rev`. */
export async function writeByHand(
  db: Database,
  { id, rev, conclusions, proposals }: Pick<Report, 'id' | 'rev' | 'conclusions' | 'proposals'>,
): Promise<boolean> {
  const { numUpdatedRows } = await tables(db)
    .updateTable('report')
    .set({ conclusions, proposals, rev: sql`rev + 1` })
    .where('id', '=', id)
    .where('rev', '=', rev)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
