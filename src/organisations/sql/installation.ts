import { sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';

export async function installationState(db: Database): Promise<{ setUp: boolean; demonstration: boolean }> {
  const { rows } = await sql<{ setUp: boolean; demonstration: boolean }>`
    select set_up_at is not null as "setUp", clock_at is not null as demonstration from installation`.execute(
    db,
  );
  return rows[0]!;
}

/** The same as long as the data are, wherever they are served from. */
export async function installationId(db: Database): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from installation`.execute(db);
  return rows[0]!.id;
}

export const markSetUp = (db: Database) =>
  sql`update installation set set_up_at = coalesce(set_up_at, now())`.execute(db);

/** What is set up; locked until the transaction ends, so that two cannot set up one installation. */
export async function lockInstallation(db: Database): Promise<{ setUp: boolean }> {
  const { rows } = await sql<{ setUp: boolean }>`select set_up_at is not null as "setUp" from installation
    for update`.execute(db);
  return rows[0]!;
}
