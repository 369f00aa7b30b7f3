import { sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';
import type { Published } from '../rules/published.ts';
import { tables } from './tables.ts';

export type Publication = { campaignId: number; figures: Published; at: Date };

/** What a municipality has published, the newest period first. */
export const publicationsOf = (db: Database, ownerId: number): Promise<Publication[]> =>
  tables(db)
    .selectFrom('publication')
    .select(['campaign_id as campaignId', 'figures', 'at'])
    .where('owner_id', '=', ownerId)
    .orderBy(sql`figures->'period'->>'start'`, 'desc')
    .execute();

/** Publishes, or puts a fresh copy in the place of the last. */
export async function putPublication(
  db: Database,
  one: { ownerId: number; campaignId: number; figures: Published; accountId: number | null; at: Date },
): Promise<void> {
  const figures = sql<never>`${JSON.stringify(one.figures)}::jsonb`;
  await tables(db)
    .insertInto('publication')
    .values({
      owner_id: one.ownerId,
      campaign_id: one.campaignId,
      figures,
      account_id: one.accountId,
      at: one.at,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['owner_id', 'campaign_id'])
        .doUpdateSet({ figures, account_id: one.accountId, at: one.at }),
    )
    .execute();
}

/** False where nothing was published. */
export async function takePublication(db: Database, ownerId: number, campaignId: number): Promise<boolean> {
  const { numDeletedRows } = await tables(db)
    .deleteFrom('publication')
    .where('owner_id', '=', ownerId)
    .where('campaign_id', '=', campaignId)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}
