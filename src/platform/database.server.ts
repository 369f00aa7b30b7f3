import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { log } from './log.ts';

/** Platform knows no tables: a room adds its own with `db.withTables<…>()`, so another room's table is a type error. */
export type Database = Kysely<Record<never, never>>;
export type RunPrepared = <Row>(name: string, text: string, values: unknown[]) => Promise<Row[]>;

// 1082 is date: pg would make a Date in the server's own zone; a day is its ISO string here. 20 is int8: sums of
// whole numbers stay exact in a JavaScript number up to 2^53, and a larger one must not pass unnoticed.
pg.types.setTypeParser(1082, (text) => text);
pg.types.setTypeParser(20, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 beyond 2^53: ${text}`);
  return value;
});

export function connect(url: string, { max = 10 } = {}) {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: 'vekha',
    connectionTimeoutMillis: 5_000,
  });
  const lost = (error: Error) => {
    if (!pool.ending) log('warning', 'database connection lost', { reason: error.message });
  };
  pool.on('error', lost); // an idle client's: without a listener the process dies
  pool.on('connect', (client) => {
    client.on('error', lost); // a busy client's
  });
  const db: Database = new Kysely({ dialect: new PostgresDialect({ pool: preparing(pool) }) });
  const run: RunPrepared = async (name, text, values) => (await pool.query({ name, text, values })).rows;
  return { pool, db, run };
}

/** Statements that are planned once a connection; those whose text varies without end would only fill its memory. */
const MOST_PREPARED = 1_000;
const names = new Map<string, string>();
const nameOf = (text: string): string | undefined => {
  const known = names.get(text);
  if (known || names.size >= MOST_PREPARED) return known;
  const name = `q${names.size}`;
  names.set(text, name);
  return name;
};

/** The pool as Kysely sees it: what has parameters is prepared under a name, since planning takes longer than the work. */
function preparing(pool: pg.Pool): PostgresPool {
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  const connect = async () => {
    const client = await pool.connect();
    const prepared = known.get(client) ?? preparingClient(client);
    known.set(client, prepared);
    return prepared;
  };
  return { connect, end: () => pool.end(), options: pool.options };
}

function preparingClient(client: pg.PoolClient): PostgresPoolClient {
  const query = (text: string, values?: unknown[]) => {
    const name = values?.length ? nameOf(text) : undefined;
    return name ? client.query({ name, text, values }) : client.query(text, values);
  };
  const prepared = new Proxy(client, {
    get: (of, key) => (key === 'query' ? query : Reflect.get(of, key, of)),
  });
  return prepared as unknown as PostgresPoolClient; // what pg has, in Kysely's words
}

const GONE = /^(08|57P0[1-3])/; // connection exceptions; the server is shutting down, has crashed or is starting
/** The disk is full: what was being written is refused as a whole, what was acknowledged before stands. */
export const databaseIsFull = (error: unknown): boolean =>
  (error as { code?: unknown } | null | undefined)?.code === '53100';

/** A text holds a sign that the database keeps in no text: a zero, or half of a letter. */
export const isUnwritable = (error: unknown): boolean =>
  /^(22021|22P05)$/.test(String((error as { code?: unknown } | null | undefined)?.code));

/** Whether an error says that the database does not answer (rather than that it refuses). */
export function databaseIsGone(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (
    typeof code === 'string' &&
    (GONE.test(code) || /^E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|NOTFOUND)$/.test(code))
  )
    return true;
  return (
    typeof message === 'string' &&
    /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
      message,
    )
  );
}
