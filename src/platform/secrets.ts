import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from './database.server.ts';

/**
 * A key of this installation by its name, made when it is first asked for. It stands in the database, so that it travels
 * with a backup; it signs what the installation wants to know again, and guards nothing that is secret.
 */
export async function secretOf(db: Database, name: string): Promise<Buffer> {
  const find = async () => {
    const { rows } = await sql<{
      secret: Buffer;
    }>`select secret from installation_secret where name = ${name}`.execute(db);
    return rows[0]?.secret;
  };
  const known = await find();
  if (known) return known;
  await sql`insert into installation_secret (name, secret) values (${name}, ${randomBytes(32)})
    on conflict do nothing`.execute(db);
  return (await find())!;
}
