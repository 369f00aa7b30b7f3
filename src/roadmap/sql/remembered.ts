import { sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';
import type { Assignment } from '../rules/edits.ts';
import type { Column, Known } from '../rules/reading/columns.ts';
import { tables } from './tables.ts';

type Who = { ownerId: number; accountId: number | null; at: Date };

/** What people of a municipality have said of headings that no rule knows. */
export async function knownHeadings(db: Database, ownerId: number): Promise<Known> {
  const rows = await tables(db)
    .selectFrom('roadmap_heading')
    .select(['heading', 'means'])
    .where('owner_id', '=', ownerId)
    .execute();
  return Object.fromEntries(rows.map(({ heading, means }) => [heading, means]));
}

export async function rememberHeadings(
  db: Database,
  { ownerId, accountId, at }: Who,
  headings: readonly { heading: string; means: Column }[],
): Promise<void> {
  if (!headings.length) return;
  await tables(db)
    .insertInto('roadmap_heading')
    .values(headings.map((one) => ({ ...one, owner_id: ownerId, account_id: accountId, at })))
    .onConflict((already) =>
      already.columns(['owner_id', 'heading']).doUpdateSet((row) => ({
        means: row.ref('excluded.means'),
        account_id: row.ref('excluded.account_id'),
        at: row.ref('excluded.at'),
      })),
    )
    .execute();
}

/** Whom people of a municipality have said that an executor's words mean, by `groupOf` of the words. */
export async function knownExecutors(db: Database, ownerId: number): Promise<Record<string, Assignment>> {
  const rows = await tables(db)
    .selectFrom('roadmap_executor')
    .select(['words', 'assignment'])
    .where('owner_id', '=', ownerId)
    .execute();
  return Object.fromEntries(rows.map(({ words, assignment }) => [words, assignment]));
}

export async function rememberExecutor(
  db: Database,
  { ownerId, accountId, at }: Who,
  { words, assignment }: { words: string; assignment: Assignment | null },
): Promise<void> {
  const owned = tables(db);
  if (!assignment) {
    await owned
      .deleteFrom('roadmap_executor')
      .where('owner_id', '=', ownerId)
      .where('words', '=', words)
      .execute();
    return;
  }
  const row = {
    words,
    assignment: sql<never>`${JSON.stringify(assignment)}::jsonb`,
    account_id: accountId,
    at,
  };
  await owned
    .insertInto('roadmap_executor')
    .values({ ...row, owner_id: ownerId })
    .onConflict((already) => already.columns(['owner_id', 'words']).doUpdateSet(row))
    .execute();
}
