import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import pg from 'pg';
import { Failure } from './failure.ts';

/**
 * A portable archive: gzip of lines of JSON. First the heading (format, migrations), then for each table its name and
 * batches of rows as PostgreSQL's own `to_json` gives them, last the number of rows and the SHA-256 of all lines before.
 * Needs no `pg_dump`, which the embedded database does not bring, and goes from any PostgreSQL into any.
 */
const FORMAT = 'vekha-backup';
const FORMAT_VERSION = 1;
const BATCH = 200;
/** What belongs to this process alone: live sessions, counted attempts; and the list of migrations, which the heading has. */
const LEFT_OUT = ['session', 'attempt', 'schema_migration'];

type Heading = { format: string; version: number; migrations: Record<string, string> };
type Line = Heading | { table: string } | { rows: unknown[] } | { end: { rows: number; sha256: string } };
export type Counted = { tables: number; rows: number };

async function withClient<T>(url: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'vekha backup' });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

const tablesOf = async (client: pg.Client) =>
  (
    await client.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public'
      and tablename <> all($1) order by tablename`,
      [LEFT_OUT],
    )
  ).rows.map(({ name }) => name);

async function migrationsOf(client: pg.Client): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string; sha256: string }>(
    'select name, sha256 from schema_migration order by name',
  );
  return Object.fromEntries(rows.map(({ name, sha256 }) => [name, sha256]));
}

/** Writes all rows and files of one consistent snapshot to `file`; a half-written archive never bears that name. */
export async function backup(url: string, file: string): Promise<Counted> {
  const part = `${file}.part`;
  try {
    const counted = await withClient(url, (client) => write(client, part));
    await rename(part, file);
    return counted;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

async function write(client: pg.Client, part: string): Promise<Counted> {
  await client.query('begin isolation level repeatable read read only');
  const gzip = createGzip();
  const written = pipeline(gzip, createWriteStream(part, { mode: 0o600 }));
  written.catch(() => {}); // reported where it is awaited
  const hash = createHash('sha256');
  const put = async (line: Line) => {
    const text = `${JSON.stringify(line)}\n`;
    hash.update(text);
    if (!gzip.write(text)) await Promise.race([once(gzip, 'drain'), written]);
  };
  await put({ format: FORMAT, version: FORMAT_VERSION, migrations: await migrationsOf(client) });
  const tables = await tablesOf(client);
  let rows = 0;
  for (const table of tables) {
    await put({ table });
    const name = client.escapeIdentifier(table);
    await client.query(`declare walk no scroll cursor for select to_json(t) as row from ${name} t`);
    for (;;) {
      const batch = (await client.query<{ row: unknown }>(`fetch ${BATCH} from walk`)).rows;
      if (batch.length === 0) break;
      rows += batch.length;
      await put({ rows: batch.map(({ row }) => row) });
    }
    await client.query('close walk');
  }
  gzip.end(`${JSON.stringify({ end: { rows, sha256: hash.digest('hex') } })}\n`);
  await written;
  await client.query('commit');
  return { tables: tables.length, rows };
}

async function* lines(file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const gunzip = createGunzip();
  const fed = pipeline(source, gunzip);
  fed.catch(() => {}); // an error of either ends the loop below with the same error
  yield* createInterface({ input: gunzip, crlfDelay: Infinity });
  await fed;
}

/** Reads the whole archive once: its heading, and that not a byte of it is missing or changed. */
async function inspect(file: string): Promise<Heading> {
  const hash = createHash('sha256');
  let heading: Heading | undefined;
  let end: { rows: number; sha256: string } | undefined;
  let rows = 0;
  try {
    for await (const text of lines(file)) {
      if (end) throw new Failure('invalid', 'cli.backup-damaged');
      const line = JSON.parse(text) as Line;
      if (!heading) {
        if (!('format' in line) || line.format !== FORMAT) throw new Failure('invalid', 'cli.backup-foreign');
        heading = line;
      }
      if ('end' in line) end = line.end;
      else hash.update(`${text}\n`);
      if ('rows' in line) rows += line.rows.length;
    }
  } catch (error) {
    if (error instanceof Failure) throw error;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new Failure('not-found', 'cli.no-file', { file });
    throw new Failure('invalid', heading ? 'cli.backup-damaged' : 'cli.backup-foreign');
  }
  if (!heading) throw new Failure('invalid', 'cli.backup-foreign');
  if (!end || end.rows !== rows || end.sha256 !== hash.digest('hex'))
    throw new Failure('invalid', 'cli.backup-damaged');
  return heading;
}

/**
 * Puts an archive into an empty, migrated database, in one transaction.
 * @throws Failure `cli.backup-foreign`, `cli.backup-damaged`, `cli.backup-other-version`, `cli.restore-not-empty`;
 *   then nothing has been changed
 */
export async function restore(url: string, file: string): Promise<Counted> {
  const heading = await inspect(file);
  return withClient(url, async (client) => {
    const here = await migrationsOf(client);
    if (heading.version !== FORMAT_VERSION || JSON.stringify(here) !== JSON.stringify(heading.migrations))
      throw new Failure('conflict', 'cli.backup-other-version');
    await client.query('begin');
    try {
      const counted = await fill(client, file);
      await client.query('commit');
      return counted;
    } catch (error) {
      await client.query('rollback');
      throw error;
    }
  });
}

async function fill(client: pg.Client, file: string): Promise<Counted> {
  const tables = await tablesOf(client);
  const taken = await client.query('select 1 from account limit 1');
  if (taken.rowCount) throw new Failure('conflict', 'cli.restore-not-empty');
  // Rows come in the order of tables' names: what they refer to may come later, so the keys are checked at the end.
  const keys = await client.query<{ relation: string; name: string }>(
    `select conrelid::regclass::text as relation, quote_ident(conname) as name from pg_constraint
     where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0`,
  );
  for (const { relation, name } of keys.rows)
    await client.query(`alter table ${relation} alter constraint ${name} deferrable initially deferred`);
  await client.query('delete from installation');

  let table = '';
  let rows = 0;
  for await (const text of lines(file)) {
    const line = JSON.parse(text) as Line;
    if ('table' in line) {
      if (!tables.includes(line.table)) throw new Failure('invalid', 'cli.backup-foreign');
      table = client.escapeIdentifier(line.table);
    }
    if (!('rows' in line)) continue;
    rows += line.rows.length;
    await client.query(
      `insert into ${table} overriding system value select * from json_populate_recordset(null::${table}, $1::json)`,
      [JSON.stringify(line.rows)],
    );
  }
  await client.query('set constraints all immediate');
  for (const { relation, name } of keys.rows)
    await client.query(`alter table ${relation} alter constraint ${name} not deferrable`);
  await continueNumbers(client);
  return { tables: tables.length, rows };
}

/** Identities go on after the largest number that came in. */
async function continueNumbers(client: pg.Client) {
  const { rows } = await client.query<{ relation: string; column: string; sequence: string }>(
    `select c.oid::regclass::text as relation, quote_ident(a.attname) as column,
       pg_get_serial_sequence(c.oid::regclass::text, a.attname) as sequence
     from pg_attribute a join pg_class c on c.oid = a.attrelid
     where a.attidentity <> '' and c.relnamespace = 'public'::regnamespace`,
  );
  for (const { relation, column, sequence } of rows)
    await client.query(
      `select setval($1, (select coalesce(max(${column}), 0) + 1 from ${relation}), false)`,
      [sequence],
    );
}
