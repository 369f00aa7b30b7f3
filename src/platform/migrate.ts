import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';

const LOCK = 0x76656b68; // "vekh"

/**
 * Forward migrations, each in its own transaction, under one lock for all processes.
 * @throws Error when an old file was changed after it had run, or the database is newer than this program
 */
export async function migrate(
  url: string,
  folder = new URL('./migrations/', import.meta.url),
): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(`create table if not exists schema_migration
      (name text primary key, sha256 text not null, applied_at timestamptz not null default now())`);
    const { rows } = await client.query<{ name: string; sha256: string }>(
      'select name, sha256 from schema_migration',
    );
    const applied = new Map(rows.map((row) => [row.name, row.sha256]));
    const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
    for (const name of applied.keys())
      if (!files.includes(name)) throw new Error(`database is newer than this program: ${name}`);
    const ran: string[] = [];
    for (const name of files) {
      const text = await readFile(new URL(name, folder), 'utf8');
      const sha256 = createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
      const before = applied.get(name);
      if (before === sha256) continue;
      if (before) throw new Error(`migration ${name} was changed after it had run`);
      await applyOne(client, name, text, sha256);
      ran.push(name);
    }
    return ran;
  } finally {
    await client.end(); // ends the session and with it the lock
  }
}

async function applyOne(client: pg.Client, name: string, text: string, sha256: string) {
  await client.query('begin');
  try {
    await client.query(text);
    await client.query('insert into schema_migration (name, sha256) values ($1, $2)', [name, sha256]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`migration ${name}: ${(error as Error).message}`, { cause: error });
  }
}

/** Throws everything away and makes the tables anew: for an example whose loading was cut off, never for real data. */
export async function startOver(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('drop schema public cascade; create schema public').finally(() => client.end());
  await migrate(url);
}
