import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from './database.server.ts';

const hash = (token: string) => createHash('sha256').update(token).digest();

/** The one private address of a person's calendar; the one before it ends. */
export async function makeFeedToken(db: Database, accountId: number): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await sql`insert into calendar_feed (account_id, token_hash) values (${accountId}, ${hash(token)})
    on conflict (account_id) do update set token_hash = excluded.token_hash, made_at = now()`.execute(db);
  return token;
}

export const endFeedToken = (db: Database, accountId: number) =>
  sql`delete from calendar_feed where account_id = ${accountId}`.execute(db);

export async function feedMadeAt(db: Database, accountId: number): Promise<Date | undefined> {
  const { rows } = await sql<{ madeAt: Date }>`select made_at as "madeAt" from calendar_feed
    where account_id = ${accountId}`.execute(db);
  return rows[0]?.madeAt;
}

/** Whose calendar an address is; a disabled account has none. */
export async function accountOfFeed(
  db: Database,
  token: string,
): Promise<{ accountId: number; name: string; locale: 'ru' | 'en' | null } | undefined> {
  const { rows } = await sql<{ accountId: number; name: string; locale: 'ru' | 'en' | null }>`
    select a.id as "accountId", a.name, a.locale from calendar_feed f join account a on a.id = f.account_id
    where f.token_hash = ${hash(token)} and a.disabled_at is null`.execute(db);
  return rows[0];
}
