import { sql } from 'kysely';
import type { Database } from './database.server.ts';

/** The domain's clock. Sessions, tokens and limits do not ask it: they keep real time. */
export type Clock = { now(): Date; demonstration: boolean; keep(): Promise<void> };

export const realClock: Clock = { now: () => new Date(), demonstration: false, keep: async () => {} };

/**
 * A clock that runs from `from`: the demonstration's. It stands still while the program does not run, so an example
 * opened again next month is where it was left; `keep` writes down where that is.
 */
export function runningFrom(from: Date, db: Database): Clock {
  const began = performance.now();
  const now = () => new Date(from.getTime() + (performance.now() - began));
  return {
    now,
    demonstration: true,
    async keep() {
      await sql`update installation set clock_at = ${now()}`.execute(db);
    },
  };
}

export async function clockOf(db: Database): Promise<Clock> {
  const { rows } = await sql<{ clock_at: Date | null }>`select clock_at from installation`.execute(db);
  const from = rows[0]?.clock_at;
  return from ? runningFrom(from, db) : realClock;
}
