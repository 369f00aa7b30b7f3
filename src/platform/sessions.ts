import { createHash, randomBytes } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.server.ts';
import { Failure } from './failure.ts';
import { verifyPassword } from './passwords.ts';

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

/** No o, i, l, u: a code is printed on a slip of paper and typed from it. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
/** `k7m2-9xq4-3f0v-8ahc`: 80 random bits in a form that can be read out. */
export const newReadableCode = () =>
  Array.from(randomBytes(16), (byte) => ALPHABET[byte % 32])
    .join('')
    .replace(/(.{4})(?=.)/g, '$1-');
const plainCode = (code: string) =>
  code
    .toLowerCase()
    .replace(/[^0-9a-z]/g, '')
    .replace(/o/g, '0')
    .replace(/[il]/g, '1');
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

export async function openSession(db: Database, accountId: number, client: Client): Promise<string> {
  const token = newToken();
  await sql`insert into session (account_id, token_hash, address, agent, expires_at)
    values (${accountId}, ${hash(token)}, ${client.address}::inet, left(${client.agent}, 200), now() + interval '14 days')`.execute(
    db,
  );
  return token;
}

/**
 * The beginning of a statement that finds whom a secret belongs to, as `live(id, account_id, name, login, locale, kept)`,
 * `kept` being the hash of the secret.
 */
export type Proof = RawBuilder<unknown>;

/** By a live session's cookie, 12 hours after the last request at the most; the visit is noted. A disabled account has none. */
export const bySession = (token: string): Proof => sql`
  live as (select s.id::text, s.account_id, a.name, a.login, a.locale, s.seen_at,
      encode(s.token_hash, 'hex') as kept from session s
      join account a on a.id = s.account_id where s.token_hash = ${hash(token)} and s.expires_at > now()
      and s.seen_at > now() - interval '12 hours' and a.disabled_at is null),
    touch as (update session set seen_at = now() where id in (select id::uuid from live where seen_at < now() - interval '1 minute'))`;

export const sessionOf = (db: Database, token: string) =>
  one(
    db,
    sql<{ id: string; accountId: number; name: string; login: string; locale: 'ru' | 'en' | null }>`
      with ${bySession(token)} select id, account_id as "accountId", name, login, locale from live`,
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

/**
 * An invitation and a renewed password are one thing: a code that sets the password once, good for `days`. The last one
 * made is alone good. Good in an address and typed from paper: case, blanks and hyphens do not matter.
 */
export async function passwordLink(
  db: Database,
  accountId: number,
  days = 14,
): Promise<{ code: string; until: Date }> {
  await sql`delete from one_time where account_id = ${accountId} and purpose = 'password'`.execute(db);
  const code = newReadableCode();
  const made = await one(
    db,
    sql<{
      until: Date;
    }>`insert into one_time (token_hash, purpose, account_id, expires_at)
      values (${hash(plainCode(code))}, 'password', ${accountId}, now() + make_interval(days => ${days}))
      returning expires_at as until`,
  );
  return { code, until: made!.until };
}

/** Whom a link is for, without spending it; `undefined` when it is used up or too old. */
export const linkOwner = (db: Database, code: string) =>
  one(
    db,
    sql<{
      login: string;
      name: string;
    }>`select a.login, a.name from one_time o join account a on a.id = o.account_id
      where o.token_hash = ${hash(plainCode(code))} and o.purpose = 'password' and o.expires_at > now() and a.disabled_at is null`,
  );

/**
 * Sets the password by a link, inside the caller's transaction, and ends every session of the account.
 * @param hashed made before, so that a password that is refused does not spend the link
 * @throws Failure `access.link-used-or-expired`
 */
export async function setPasswordByLink(db: Database, code: string, hashed: string): Promise<number> {
  const link = await one(
    db,
    sql<{
      account_id: number;
    }>`delete from one_time where token_hash = ${hash(plainCode(code))} and purpose = 'password'
      and expires_at > now() returning account_id`,
  );
  if (!link) throw new Failure('not-found', 'access.link-used-or-expired');
  await sql`update account set password = ${hashed} where id = ${link.account_id} and disabled_at is null`.execute(
    db,
  );
  await sql`delete from session where account_id = ${link.account_id}`.execute(db);
  return link.account_id;
}

/**
 * Checks one's own password before it is changed. Counted, so not inside a transaction that a refusal would roll back.
 * @throws Failure `access.wrong-password`, `access.too-many-attempts`
 */
export async function checkPassword(db: Database, accountId: number, password: string): Promise<void> {
  const key = `own password ${accountId}`;
  await countAttempt(db, key, 'own');
  const account = await one(
    db,
    sql<{ password: string | null }>`select password from account where id = ${accountId}`,
  );
  if (!(await verifyPassword(password, account?.password)))
    throw new Failure('invalid', 'access.wrong-password', {}, [
      { at: 'currentPassword', code: 'access.wrong-password' },
    ]);
  await forgetAttempts(db, key, 'own');
}

/** Puts a new password in place, inside the caller's transaction; ends the other sessions and the links. */
export async function replacePassword(db: Database, accountId: number, hashed: string, keep: string | null) {
  await sql`update account set password = ${hashed} where id = ${accountId}`.execute(db);
  await sql`delete from session where account_id = ${accountId} and id is distinct from ${keep}::uuid`.execute(
    db,
  );
  await sql`delete from one_time where account_id = ${accountId} and purpose = 'password'`.execute(db);
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

const isFirstRunCode = (code: string) => sql`token_hash = ${hash(code.replace(/[\s-]/g, '').toUpperCase())}
  and purpose = 'first-run' and expires_at > now()`;

/** Counted, so not inside a transaction. @throws Failure `access.wrong-code`, `access.too-many-attempts` */
export async function checkFirstRunCode(db: Database, code: string, address: string): Promise<void> {
  await countAttempt(db, 'first-run', address);
  if (!(await one(db, sql`select 1 from one_time where ${isFirstRunCode(code)}`)))
    throw new Failure('invalid', 'access.wrong-code', {}, [{ at: 'code', code: 'access.wrong-code' }]);
  await forgetAttempts(db, 'first-run', address);
}

/** Spends the code, inside the caller's transaction. @throws Failure `access.wrong-code` */
export async function takeFirstRunCode(db: Database, code: string): Promise<void> {
  if (!(await one(db, sql`delete from one_time where ${isFirstRunCode(code)} returning purpose`)))
    throw new Failure('invalid', 'access.wrong-code');
}

/** Remembers who entered the code, until the installation is theirs. */
export const rememberFirst = (db: Database, accountId: number) =>
  sql`insert into one_time (token_hash, purpose, account_id, expires_at)
    values (${hash(`first ${newToken()}`)}, 'first-person', ${accountId}, now() + interval '30 days')`.execute(
    db,
  );

/** Whether this account entered the code of the first run; true once. */
export const wasFirst = async (db: Database, accountId: number) =>
  !!(await one(
    db,
    sql`delete from one_time where account_id = ${accountId} and purpose = 'first-person' and expires_at > now()
      returning purpose`,
  ));

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

/** How a bearer token in a request's `authorization` is kept; nothing where it holds none. */
export function keptToken(header: string | undefined): string | undefined {
  const token = /^Bearer (vekha_[\w-]{43})$/.exec(header ?? '')?.[1];
  return token === undefined ? undefined : hash(token).toString('hex');
}

/** How many tokens one statement asks for at most. */
export const MOST_TOKENS = 16;

/**
 * By tokens as `keptToken` says them, for requests of one moment. They come as one text under a limit: of an array the
 * planner counts the elements and makes a plan of its own each time.
 */
export const byApiTokens = (kept: readonly string[]): Proof => sql`
  live as (select t.id::text, t.account_id, a.name, a.login, a.locale, t.last_used_at, asked.kept
      from (select kept from string_to_table(${kept.join(' ')}, ' ') kept limit ${sql.lit(MOST_TOKENS)}) asked
      join api_token t on t.token_hash = decode(asked.kept, 'hex')
      join account a on a.id = t.account_id
      where t.expires_at > now() and t.revoked_at is null and a.disabled_at is null),
    touch as (update api_token set last_used_at = now() where id in (select id::int from live
      where last_used_at is null or last_used_at < now() - interval '1 minute'))`;

export async function accountOfToken(db: Database, header: string) {
  const kept = keptToken(header);
  if (!kept) return undefined;
  return one(
    db,
    sql<{
      accountId: number;
      name: string;
    }>`with ${byApiTokens([kept])} select account_id as "accountId", name from live`,
  );
}
