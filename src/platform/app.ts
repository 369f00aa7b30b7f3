import type pg from 'pg';
import { type Clock, clockOf, runningFrom } from './clock.ts';
import { connect, type Database, type RunPrepared } from './database.server.ts';
import { type LiveRooms, liveRooms } from './live.ts';
import { migrate } from './migrate.ts';
import { type Vault, vaultIn } from './vault.ts';

/** Everything with a life of its own. Made once by whoever starts the process; handed on, never imported. */
export type App = {
  db: Database;
  run: RunPrepared;
  pool: pg.Pool;
  clock: Clock;
  /** For what needs a session of its own (the fold's lock); not through pgbouncer. */
  directUrl: string;
  /** Seals what the server must be able to say again. */
  vault: Vault;
  /** Who works in which return now. */
  live: LiveRooms;
  alive(): Promise<boolean>;
  /** From now on the domain's clock stands at `from` and runs: the example has been loaded. */
  demonstrate(from: Date): Promise<void>;
  close(): Promise<void>;
  /** What a room runs beside the requests; stopped in reverse before the database is left. */
  onClose(stop: () => Promise<void>): void;
};

/** `direct` leads past a pooler where there is one; migrations and session locks need it. `folder` holds the vault's key. */
export async function createApp(
  url: string,
  { direct = url, folder }: { direct?: string; folder?: string } = {},
): Promise<App> {
  await migrate(direct);
  const { pool, db, run } = connect(url);
  let clock = await clockOf(db);
  const keeping = setInterval(() => clock.keep().catch(() => {}), 10_000).unref();
  const stops: (() => Promise<void>)[] = [];
  return {
    db,
    run,
    pool,
    get clock() {
      return clock;
    },
    async demonstrate(from) {
      clock = runningFrom(from, db);
      await clock.keep();
    },
    directUrl: direct,
    vault: vaultIn(folder),
    live: liveRooms(),
    alive: () =>
      pool.query('select 1').then(
        () => true,
        () => false,
      ),
    onClose: (stop) => stops.push(stop),
    async close() {
      clearInterval(keeping);
      for (const stop of stops.reverse()) await stop();
      await clock.keep().catch(() => {});
      await pool.end(); // not db.destroy(): that leaves the pool open if Kysely never ran a query
    },
  };
}

declare module 'node:http' {
  /** Set by our server before the request reaches SvelteKit, which hands it on as `event.platform.req`. */
  interface IncomingMessage {
    app?: App;
  }
}
