import { sql } from 'kysely';
import type { TakenFile } from '#monitoring';
import type { Database } from '#platform/database.server.ts';
import type { Uid } from './mailboxes.ts';

export type ReplyState = 'none' | 'copy' | 'waiting' | 'sending' | 'sent' | 'failed';
/** `waiting`: it lies here until the coordinator says yes or no. */
export type MessageFile = TakenFile & { batch?: number; waits?: true };
export type Message = {
  id: number;
  messageId: string;
  sender: string;
  subject: string;
  sentAt: Date | null;
  at: Date;
  state: 'read' | 'failed';
  files: MessageFile[];
  reply: ReplyState;
  replyWhy: string;
  replyTo: string;
  replyText: string;
};

const columns = sql`m.id, m.message_id as "messageId", m.sender, m.subject, m.sent_at as "sentAt", m.at, m.state, m.files,
  m.reply, m.reply_why as "replyWhy", m.reply_to as "replyTo", m.reply_text as "replyText"`;

/** The letters of a mailbox, newest first. */
export async function messagesOf(db: Database, mailboxId: number, most: number): Promise<Message[]> {
  const { rows } = await sql<Message>`select ${columns} from mail_message m
    where m.mailbox_id = ${mailboxId} order by m.id desc limit ${most}`.execute(db);
  return rows;
}

/** Letters that could not be dealt with, and may be tried again. */
export async function failedUids(db: Database, mailboxId: number, uidValidity: string, tries: number) {
  const { rows } = await sql<{ uid: number }>`select uid from mail_message where mailbox_id = ${mailboxId}
    and uid_validity = ${uidValidity} and state = 'failed' and attempts < ${tries} order by uid`.execute(db);
  return rows.map(({ uid }) => uid);
}

export async function isKnown(db: Database, mailboxId: number, { uidValidity, uid }: Uid): Promise<boolean> {
  const { rows } = await sql`select 1 from mail_message where mailbox_id = ${mailboxId}
    and uid_validity = ${uidValidity} and uid = ${uid} and state = 'read'`.execute(db);
  return rows.length > 0;
}

type Claim = Uid & {
  mailboxId: number;
  identity: Buffer;
  messageId: string;
  sender: string;
  subject: string;
  sentAt: string | undefined;
  at: Date;
};
/** Whoever gets a number deals with the letter, and nobody else ever will; nothing where it has been dealt with. */
export async function claim(db: Database, one: Claim): Promise<number | undefined> {
  await sql`delete from mail_message where mailbox_id = ${one.mailboxId} and uid_validity = ${one.uidValidity}
    and uid = ${one.uid} and state = 'failed'`.execute(db);
  const { rows } = await sql<{ id: number }>`
    insert into mail_message (mailbox_id, uid_validity, uid, identity, message_id, sender, subject, sent_at, at, state, reply)
    values (${one.mailboxId}, ${one.uidValidity}, ${one.uid}, ${one.identity}, ${one.messageId}, ${one.sender},
      ${one.subject}, ${one.sentAt ?? null}, ${one.at}, 'read', 'none')
    on conflict (mailbox_id, identity) do nothing returning id`.execute(db);
  return rows[0]?.id;
}

type Failed = Uid & { mailboxId: number; identity: Buffer; at: Date; files: MessageFile[] };
export const putFailed = (db: Database, one: Failed) =>
  sql`insert into mail_message (mailbox_id, uid_validity, uid, identity, message_id, sender, subject, at, state, files, reply)
    values (${one.mailboxId}, ${one.uidValidity}, ${one.uid}, ${one.identity}, '', '', '', ${one.at}, 'failed',
      ${JSON.stringify(one.files)}::jsonb, 'none')
    on conflict (mailbox_id, identity) do update set attempts = mail_message.attempts + 1, at = excluded.at`.execute(
    db,
  );

type Outcome = {
  files: MessageFile[];
  reply: ReplyState;
  replyWhy: string;
  replyTo: string;
  replyText: string;
};
export const setOutcome = (db: Database, id: number, { files, ...one }: Outcome) =>
  sql`update mail_message set files = ${JSON.stringify(files)}::jsonb, reply = ${one.reply}, reply_why = ${one.replyWhy},
    reply_to = ${one.replyTo}, reply_text = ${one.replyText}, reply_attempts = 0 where id = ${id}`.execute(
    db,
  );

/** How many answers an address has got, or will get, since an instant. */
export async function repliesSince(
  db: Database,
  mailboxId: number,
  to: string,
  since: Date,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from mail_message
    where mailbox_id = ${mailboxId} and reply_to = ${to} and reply <> 'none' and at >= ${since}`.execute(db);
  return rows[0]!.count;
}

/** Takes the next answer to be sent: from now on it is under way, and nobody sends it a second time. */
export async function takeReply(db: Database, mailboxId: number): Promise<Message | undefined> {
  const { rows } =
    await sql<Message>`update mail_message m set reply = 'sending', reply_attempts = reply_attempts + 1
    where m.id = (select id from mail_message where mailbox_id = ${mailboxId} and reply = 'waiting'
      order by reply_attempts, id limit 1 for update skip locked)
    returning ${columns}`.execute(db);
  return rows[0];
}

/** What became of it; where it is worth another try it waits for the next reading. */
export const noteReply = (db: Database, id: number, { sent, why, tries }: NotedReply) =>
  sql`update mail_message set reply_why = ${why},
    reply = case when ${sent} then 'sent' when reply_attempts < ${tries} then 'waiting' else 'failed' end
    where id = ${id}`.execute(db);
type NotedReply = { sent: boolean; why: string; tries: number };

export type Waiting = {
  id: number;
  messageId: number;
  /** Its place among the message's files. */
  at: number;
  name: string;
  bytes: Buffer;
  organisationId: number;
};
export const insertWaiting = (
  db: Database,
  { messageId, at, name, bytes, organisationId }: Omit<Waiting, 'id' | 'bytes'> & { bytes: Uint8Array },
) =>
  sql`insert into mail_waiting (message_id, at_file, name, bytes, organisation_id)
    values (${messageId}, ${at}, ${name}, ${Buffer.from(bytes)}, ${organisationId})`.execute(db);

export type ListedWaiting = { id: number; messageId: number; at: number; organisation: string };
export async function waitingOf(db: Database, mailboxId: number): Promise<ListedWaiting[]> {
  const { rows } = await sql<ListedWaiting>`select w.id, w.message_id as "messageId", w.at_file as at,
      o.short_name as organisation
    from mail_waiting w join mail_message m on m.id = w.message_id join organisation o on o.id = w.organisation_id
    where m.mailbox_id = ${mailboxId} order by w.id`.execute(db);
  return rows;
}

export async function countWaiting(db: Database, mailboxId: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from mail_waiting w
    join mail_message m on m.id = w.message_id where m.mailbox_id = ${mailboxId}`.execute(db);
  return rows[0]!.count;
}

/** Its bytes, to be read before it is decided about. */
export async function waitingAt(db: Database, mailboxId: number, id: number): Promise<Waiting | undefined> {
  const { rows } =
    await sql<Waiting>`select w.id, w.message_id as "messageId", w.at_file as at, w.name, w.bytes,
      w.organisation_id as "organisationId"
    from mail_waiting w join mail_message m on m.id = w.message_id
    where w.id = ${id} and m.mailbox_id = ${mailboxId}`.execute(db);
  return rows[0];
}

/** Whoever takes it decides; nothing where somebody has. The message stays locked until the transaction ends. */
export async function takeWaiting(db: Database, id: number): Promise<Message | undefined> {
  const { rows: gone } = await sql<{ messageId: number }>`delete from mail_waiting where id = ${id}
    returning message_id as "messageId"`.execute(db);
  if (!gone[0]) return undefined;
  const { rows } = await sql<Message>`select ${columns} from mail_message m where m.id = ${gone[0].messageId}
    for update`.execute(db);
  return rows[0];
}
