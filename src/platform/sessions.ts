import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from './database.server.ts';
import { Failure } from './failure.ts';
import { hashPassword, verifyPassword } from './passwords.ts';

/** Who asks, as the server saw it. */
export type Client = { address: string; agent: string };
export type SessionRow = {
  id: string;
  accountId: number;
  address: string;
  agent: string;
  seenAt: Date;
  createdAt: Date;
};

const hash = (token: string) => createHash('sha256').update(token).digest();
const newToken = () => randomBytes(32).toString('base64url');
const one = async <T>(db: Database, query: ReturnType<typeof sql<T>>) => (await query.execute(db)).rows[0];

/** Counted before the check and in the database, so neither a burst nor a second process walks round the limit. */
const limits = (login: string, address: string) =>
  [
    [`account+address ${login} ${address}`, 5, 15],
    [`account ${login}`, 30, 60],
    [`address ${address}`, 100, 15],
  ] as const;

async function countAttempt(db: Database, login: string, address: string) {
  for (const [key, limit, minutes] of limits(login, address)) {
    const over = sql`a.since < now() - make_interval(mins => ${minutes})`;
    const row = await one(
      db,
      sql<{
        failures: number;
        wait: number;
      }>`insert into attempt as a (key, failures, since) values (${key}, 1, now())
        on conflict (key) do update set failures = case when ${over} then 1 else a.failures + 1 end,
          since = case when ${over} then now() else a.since end
        returning failures, ceil(extract(epoch from since + make_interval(mins => ${minutes}) - now()) / 60)::int as wait`,
    );
    if (row!.failures > limit)
      throw new Failure('too-many', 'access.too-many-attempts', { minutes: row!.wait });
  }
}

const forgetAttempts = (db: Database, login: string, address: string) =>
  sql`delete from attempt where key = any(${limits(login, address)
    .slice(0, 2)
    .map(([key]) => key)})`.execute(db);

/**
 * Opens a session. A wrong password, an unknown and a disabled account get one answer in one time.
 * @throws Failure `access.wrong-login-or-password`, `access.too-many-attempts`
 */
export async function signIn(db: Database, login: string, password: string, client: Client): Promise<string> {
  const key = login.trim().toLowerCase().slice(0, 200);
  await countAttempt(db, key, client.address);
  const account = await one(
    db,
    sql<{ id: number; password: string | null; disabled: boolean }>`
      select id, password, disabled_at is not null as disabled from account where lower(login) = ${key}`,
  );
  const right = await verifyPassword(password, account?.password);
  if (!account || !right || account.disabled) throw new Failure('invalid', 'access.wrong-login-or-password');
  await forgetAttempts(db, key, client.address);
  return openSession(db, account.id, client);
}

async function openSession(db: Database, accountId: number, client: Client): Promise<string> {
  const token = newToken();
  await sql`insert into session (account_id, token_hash, address, agent, expires_at)
    values (${accountId}, ${hash(token)}, ${client.address}::inet, left(${client.agent}, 200), now() + interval '14 days')`.execute(
    db,
  );
  return token;
}

/** The account of a live session, 12 hours after the last request at the most. A disabled account has none. */
export const sessionOf = (db: Database, token: string) =>
  one(
    db,
    sql<{ id: string; accountId: number; name: string; login: string; locale: 'ru' | 'en' | null }>`
      with live as (select s.id, s.account_id, a.name, a.login, a.locale, s.seen_at from session s join account a on a.id = s.account_id
          where s.token_hash = ${hash(token)} and s.expires_at > now() and s.seen_at > now() - interval '12 hours' and a.disabled_at is null),
        touch as (update session set seen_at = now() where id in (select id from live where seen_at < now() - interval '1 minute'))
      select id, account_id as "accountId", name, login, locale from live`,
  );

export const listSessions = async (db: Database, accountId: number) =>
  (
    await sql<SessionRow>`select id, account_id as "accountId", host(address) as address, agent, seen_at as "seenAt",
      created_at as "createdAt" from session where account_id = ${accountId} and expires_at > now() order by seen_at desc`.execute(
      db,
    )
  ).rows;

export const endSession = (db: Database, accountId: number, id: string) =>
  sql`delete from session where account_id = ${accountId} and id = ${id}`.execute(db);

/** An invitation and a renewed password are one thing: a link that sets the password once, good for `days`. */
export async function passwordLink(db: Database, accountId: number, days = 14): Promise<string> {
  await sql`delete from one_time where account_id = ${accountId} and purpose = 'password'`.execute(db); // the last link alone is good
  const token = newToken();
  await sql`insert into one_time (token_hash, purpose, account_id, expires_at)
    values (${hash(token)}, 'password', ${accountId}, now() + make_interval(days => ${days}))`.execute(db);
  return token;
}

/** Whom a link is for, without spending it; `undefined` when it is used up or too old. */
export const linkOwner = (db: Database, token: string) =>
  one(
    db,
    sql<{
      login: string;
      name: string;
    }>`select a.login, a.name from one_time o join account a on a.id = o.account_id
      where o.token_hash = ${hash(token)} and o.purpose = 'password' and o.expires_at > now() and a.disabled_at is null`,
  );

/** Sets the password by a link and ends every session of the account. @throws Failure `access.link-used-or-expired` */
export async function setPasswordByLink(
  db: Database,
  token: string,
  password: string,
  client: Client,
): Promise<string> {
  const hashed = await hashPassword(password); // may refuse: before the link is spent
  return db.transaction().execute(async (trx) => {
    const link = await one(
      trx,
      sql<{
        account_id: number;
      }>`delete from one_time where token_hash = ${hash(token)} and purpose = 'password'
        and expires_at > now() returning account_id`,
    );
    if (!link) throw new Failure('not-found', 'access.link-used-or-expired');
    await sql`update account set password = ${hashed} where id = ${link.account_id} and disabled_at is null`.execute(
      trx,
    );
    await sql`delete from session where account_id = ${link.account_id}`.execute(trx);
    return openSession(trx, link.account_id, client);
  });
}

/** Changes one's own password and ends the other sessions. @throws Failure `access.wrong-password` */
export async function changePassword(
  db: Database,
  session: { id: string; accountId: number },
  current: string,
  next: string,
) {
  const account = await one(
    db,
    sql<{
      password: string | null;
      login: string;
    }>`select password, login from account where id = ${session.accountId}`,
  );
  await countAttempt(db, account!.login.toLowerCase(), `session ${session.id}`);
  if (!(await verifyPassword(current, account!.password)))
    throw new Failure('invalid', 'access.wrong-password');
  const hashed = await hashPassword(next);
  await db.transaction().execute(async (trx) => {
    await sql`update account set password = ${hashed} where id = ${session.accountId}`.execute(trx);
    await sql`delete from session where account_id = ${session.accountId} and id <> ${session.id}`.execute(
      trx,
    );
    await sql`delete from one_time where account_id = ${session.accountId}`.execute(trx);
  });
}

/** A disabled account loses its sessions, links and tokens at once. */
export async function disableAccount(db: Database, accountId: number) {
  await sql`update account set disabled_at = now() where id = ${accountId}`.execute(db);
  await sql`delete from session where account_id = ${accountId}`.execute(db);
  await sql`delete from one_time where account_id = ${accountId}`.execute(db);
  await sql`update api_token set revoked_at = now() where account_id = ${accountId} and revoked_at is null`.execute(
    db,
  );
}

/** The one-time code that an empty installation prints in the terminal: who can read it is the administrator. */
export async function firstRunCode(db: Database): Promise<string> {
  const code = randomBytes(5).toString('hex').toUpperCase();
  await sql`delete from one_time where purpose = 'first-run'`.execute(db);
  await sql`insert into one_time (token_hash, purpose, expires_at) values (${hash(code)}, 'first-run', now() + interval '1 day')`.execute(
    db,
  );
  return code;
}
export async function takeFirstRunCode(db: Database, code: string, address: string): Promise<void> {
  await countAttempt(db, 'first-run', address);
  const clean = code.replace(/[\s-]/g, '').toUpperCase();
  const taken = await one(
    db,
    sql`delete from one_time where token_hash = ${hash(clean)} and purpose = 'first-run' and expires_at > now() returning purpose`,
  );
  if (!taken) throw new Failure('invalid', 'access.wrong-code');
}

/** A bearer token for the API; shown once, kept as a hash. */
export async function makeApiToken(
  db: Database,
  accountId: number,
  name: string,
  days: number,
): Promise<string> {
  const token = `vekha_${newToken()}`;
  await sql`insert into api_token (account_id, name, token_hash, expires_at)
    values (${accountId}, ${name}, ${hash(token)}, now() + make_interval(days => ${days}))`.execute(db);
  return token;
}
export const listApiTokens = async (db: Database, accountId: number) =>
  (
    await sql<{ id: number; name: string; createdAt: Date; lastUsedAt: Date | null; expiresAt: Date }>`
      select id, name, created_at as "createdAt", last_used_at as "lastUsedAt", expires_at as "expiresAt" from api_token
      where account_id = ${accountId} and revoked_at is null and expires_at > now() order by id`.execute(db)
  ).rows;
export const revokeApiToken = (db: Database, accountId: number, id: number) =>
  sql`update api_token set revoked_at = now() where account_id = ${accountId} and id = ${id} and revoked_at is null`.execute(
    db,
  );
export async function accountOfToken(db: Database, header: string | null) {
  const token = /^Bearer (vekha_[\w-]{43})$/.exec(header ?? '')?.[1];
  if (!token) return undefined;
  return one(
    db,
    sql<{
      accountId: number;
      name: string;
    }>`with found as (select t.id, t.account_id, a.name, t.last_used_at from api_token t
        join account a on a.id = t.account_id where t.token_hash = ${hash(token)} and t.expires_at > now()
        and t.revoked_at is null and a.disabled_at is null),
      touch as (update api_token set last_used_at = now() where id in (select id from found
        where last_used_at is null or last_used_at < now() - interval '1 minute'))
      select account_id as "accountId", name from found`,
  );
}
