import { sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';
import type { Server } from '../imap.ts';
import type { Trouble } from '../trouble.ts';

/** The mailbox of a municipality as it is kept: passwords sealed. */
export type Mailbox = {
  id: number;
  ownerId: number;
  server: Server;
  password: Buffer;
  folder: string;
  doneFolder: string;
  /** Letters that came before this day are none of ours. */
  since: string;
  replies: (Server & { from: string }) | null;
  replyPassword: Buffer | null;
  onSchedule: boolean;
  uidValidity: string;
  /** Every letter up to this one has been dealt with. */
  lastUid: number;
  readAt: Date | null;
  /** Why the last reading failed. */
  fault: Trouble | null;
  /** How many readings have failed one after another. */
  faults: number;
  /** How many letters the last reading left for the next. */
  leftOver: number;
};

const columns = sql`id, owner_id as "ownerId", server, password, folder, done_folder as "doneFolder", since::text as since,
  replies, reply_password as "replyPassword", on_schedule as "onSchedule", uid_validity as "uidValidity",
  last_uid as "lastUid", read_at as "readAt", fault, faults, left_over as "leftOver"`;

export async function mailboxOf(db: Database, ownerId: number): Promise<Mailbox | undefined> {
  const { rows } = await sql<Mailbox>`select ${columns} from mailbox where owner_id = ${ownerId}`.execute(db);
  return rows[0];
}

export async function mailboxesOnSchedule(db: Database): Promise<Mailbox[]> {
  const { rows } = await sql<Mailbox>`select ${columns} from mailbox where on_schedule order by id`.execute(
    db,
  );
  return rows;
}

export type KeptMailbox = Pick<
  Mailbox,
  | 'ownerId'
  | 'server'
  | 'password'
  | 'folder'
  | 'doneFolder'
  | 'since'
  | 'replies'
  | 'replyPassword'
  | 'onSchedule'
>;
export async function putMailbox(db: Database, one: KeptMailbox): Promise<void> {
  const { ownerId, server, password, folder, doneFolder, since, replies, replyPassword, onSchedule } = one;
  await sql`insert into mailbox (owner_id, server, password, folder, done_folder, since, replies, reply_password, on_schedule)
    values (${ownerId}, ${JSON.stringify(server)}::jsonb, ${password}, ${folder}, ${doneFolder}, ${since}::date,
      ${replies && JSON.stringify(replies)}::jsonb, ${replyPassword}, ${onSchedule})
    on conflict (owner_id) do update set server = excluded.server, password = excluded.password,
      folder = excluded.folder, done_folder = excluded.done_folder, since = excluded.since, replies = excluded.replies,
      reply_password = excluded.reply_password, on_schedule = excluded.on_schedule, fault = null, faults = 0`.execute(
    db,
  );
}

/** How far a folder has been read; another validity means another folder, or that its numbers have begun anew. */
export const setProgress = (db: Database, id: number, { uidValidity, uid }: Uid) =>
  sql`update mailbox set uid_validity = ${uidValidity},
    last_uid = case when uid_validity = ${uidValidity} then greatest(last_uid, ${uid}) else ${uid} end
    where id = ${id}`.execute(db);
export type Uid = { uidValidity: string; uid: number };

type Reading = { at: Date; fault: Trouble | null; leftOver: number };
/** @returns how many readings have failed one after another */
export async function noteReading(
  db: Database,
  id: number,
  { at, fault, leftOver }: Reading,
): Promise<number> {
  const { rows } = await sql<{ faults: number }>`update mailbox set read_at = ${at},
    fault = ${fault && JSON.stringify(fault)}::jsonb, left_over = ${leftOver},
    faults = case when ${fault === null} then 0 else faults + 1 end
    where id = ${id} returning faults`.execute(db);
  return rows[0]?.faults ?? 0;
}

const READING = 282_016;
/** Runs unless another reading of the mailbox is under way, in this process or another. A lost process holds nothing. */
export function inTurn<T>(db: Database, id: number, run: () => Promise<T>): Promise<T | undefined> {
  return db.connection().execute(async (session) => {
    const { rows } = await sql<{
      got: boolean;
    }>`select pg_try_advisory_lock(${READING}, ${id}) as got`.execute(session);
    if (!rows[0]?.got) return undefined;
    try {
      return await run();
    } finally {
      await sql`select pg_advisory_unlock(${READING}, ${id})`.execute(session);
    }
  });
}
