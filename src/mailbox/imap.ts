import { isIP } from 'node:net';
import type { ImapFlow } from 'imapflow';
import { Failure } from '#platform/failure.ts';
import { addressOf, type Place } from './places.ts';

export type Server = Place & { login: string };

/** A letter larger than this is not fetched; a workbook takes 5 MB at most. */
export const LARGEST_LETTER = 25 * 1024 * 1024;
const CHUNK = 256 * 1024;

/** An open folder of a mailbox. Whatever the other side does, it takes no more memory and time than is set here. */
export type Session = {
  /** Under which a number means the same letter for ever: the folder, and its UIDVALIDITY. */
  uidValidity: string;
  /** The letters after `uid` that came on the day `since` or later, oldest first. */
  uidsAfter(uid: number, since: string): Promise<number[]>;
  /** Nothing where it has gone meanwhile. */
  sizeOf(uid: number): Promise<number | undefined>;
  fetch(uid: number, most?: number): Promise<Buffer | undefined>;
  /** Marks a letter as seen and puts it into the folder of those that are done, where there is one. */
  finish(uid: number): Promise<void>;
};

/** @throws whatever goes wrong on the way: `troubleOf` says it in words */
export async function withMailbox<T>(
  { server, password, folder, doneFolder }: Inbox,
  run: (session: Session) => Promise<T>,
): Promise<T> {
  // 40 MB of the server's memory that few installations ever need.
  const { ImapFlow } = await import('imapflow');
  const client = new ImapFlow({
    host: await addressOf(server, 'imap'),
    port: server.port,
    secure: server.security === 'tls',
    doSTARTTLS: server.security === 'starttls',
    ...(isIP(server.host) ? {} : { servername: server.host }),
    tls: { minVersion: 'TLSv1.2' },
    auth: { user: server.login, pass: password },
    logger: false,
    disableAutoIdle: true,
    disableCompression: true, // a few bytes could become any number of them
    connectionTimeout: 15_000,
    greetingTimeout: 10_000,
    socketTimeout: 60_000,
    maxLineLength: 2 * 1024 * 1024,
    maxLiteralSize: LARGEST_LETTER,
    maxResponseSize: LARGEST_LETTER + 4 * 1024 * 1024,
    maxResponseTokens: 100_000,
  });
  client.on('error', () => {}); // told by the command that it breaks; without a listener the process dies
  try {
    await client.connect();
    const { uidValidity } = await client.mailboxOpen(folder);
    if (doneFolder && !(await hasFolder(client, doneFolder))) throw new Failure('conflict', 'mail.no-folder');
    const numbered = [server.host, server.login, folder, uidValidity].join(' ');
    return await run({ uidValidity: numbered, ...lettersOf(client, doneFolder) });
  } finally {
    client.close(); // not logout: it would wait for an answer
  }
}
export type Inbox = { server: Server; password: string; folder: string; doneFolder: string };

/** A server refuses to tell of a folder that there is not. */
async function hasFolder(client: ImapFlow, folder: string): Promise<boolean> {
  try {
    return (await client.status(folder, { messages: true })) !== false;
  } catch (error) {
    if (!client.usable) throw error;
    return false;
  }
}

function lettersOf(client: ImapFlow, doneFolder: string): Omit<Session, 'uidValidity'> {
  return {
    async uidsAfter(uid, since) {
      const found = await client.search({ uid: `${uid + 1}:*`, since }, { uid: true });
      // «n:*» names the last letter also where its number is less than n.
      return Array.isArray(found) ? found.filter((one) => one > uid).sort((a, b) => a - b) : [];
    },
    async sizeOf(uid) {
      const found = await client.fetchOne(uid, { uid: true, size: true }, { uid: true });
      return found ? (found.size ?? 0) : undefined;
    },
    async fetch(uid, most = LARGEST_LETTER) {
      const limits = { uid: true, maxBytes: most, chunkSize: Math.min(CHUNK, most) };
      const { content } = await client.download(uid, undefined, limits);
      if (!content) return undefined;
      const chunks: Buffer[] = [];
      for await (const chunk of content) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    },
    async finish(uid) {
      await client.messageFlagsAdd(uid, ['\\Seen'], { uid: true });
      if (doneFolder) await client.messageMove(uid, doneFolder, { uid: true });
    },
  };
}
