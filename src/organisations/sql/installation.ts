import { sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';

export async function installationState(db: Database): Promise<{ setUp: boolean; demonstration: boolean }> {
  const { rows } = await sql<{ setUp: boolean; demonstration: boolean }>`
    select set_up_at is not null as "setUp", clock_at is not null as demonstration from installation`.execute(
    db,
  );
  return rows[0]!;
}

export const markSetUp = (db: Database) =>
  sql`update installation set set_up_at = coalesce(set_up_at, now())`.execute(db);

/** What is set up; locked until the transaction ends, so that two cannot set up one installation. */
export async function lockInstallation(db: Database): Promise<{ setUp: boolean }> {
  const { rows } = await sql<{ setUp: boolean }>`select set_up_at is not null as "setUp" from installation
    for update`.execute(db);
  return rows[0]!;
}
