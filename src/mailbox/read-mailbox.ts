import { z } from 'zod';
import { allow, notify, type Organisation } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { log } from '#platform/log.ts';
import { type Context, read, reading, useCase } from '#platform/use-case.ts';
import { enterLetter, identityOf, type ReadLetter } from './enter-letter.ts';
import { LARGEST_LETTER, type Session, withMailbox } from './imap.ts';
import { inboxOf, locateMailbox, mailboxActor, WhichMailbox } from './locate-mailbox.ts';
import type { Letter } from './mime/letter.ts';
import { letterParser, type LetterParser } from './mime/parse-letter.ts';
import { prepareLetter } from './prepare-letter.ts';
import { sendReplies } from './send-replies.ts';
import { inTurn, type Mailbox, mailboxOf, noteReading, setProgress, type Uid } from './sql/mailboxes.ts';
import { failedUids, isKnown, putFailed } from './sql/messages.ts';
import { type Trouble, troubleOf } from './trouble.ts';

/** Letters of one reading; the next goes on. */
const MOST_LETTERS = 50;
const LONGEST_MS = 4 * 60_000;
/** Somebody waits for the page: the rest is for the next reading. */
const LONGEST_ASKED_MS = 20_000;
const TRIES = 3;
/** Readings that fail one after another before people are told. */
const FAULTS_TOLD = 3;
const HEAD = 64 * 1024;

/** `left`: letters that the next reading goes on with. */
export type ReadMail = { letters: number; left: number; trouble?: Trouble };

/**
 * Reads what schools have sent, now. @throws Failure `returns.not-found`, `access.denied`, `mail.not-set`, `mail.reading-now`
 */
async function readNow(context: Context, input: z.input<typeof WhichMailbox>): Promise<ReadMail> {
  const { municipality } = await locateReading(context, read(WhichMailbox, input));
  const done = await readMailbox(context, municipality, { longestMs: LONGEST_ASKED_MS });
  if (!done) throw new Failure('conflict', 'mail.reading-now');
  return done;
}
export const readMail = Object.assign(readNow, { title: 'mail.read', schema: WhichMailbox });

const locateReading = reading('mail.read', WhichMailbox, (context, which) =>
  locateMailbox(context, 'return.enter-for', which),
);

type Bounds = { stop?: AbortSignal; longestMs?: number };
/** Nothing where it is being read already, or has gone. Whoever asks, the mailbox itself acts. */
export async function readMailbox(
  asked: Context,
  municipality: Organisation,
  bounds: Bounds = {},
): Promise<ReadMail | undefined> {
  const context = { ...asked, actor: mailboxActor(municipality) };
  const known = await mailboxOf(context.db, municipality.id);
  if (!known) return undefined;
  return inTurn(context.db, known.id, async () => {
    const box = (await mailboxOf(context.db, municipality.id))!; // as whoever read before us left it
    let done: ReadMail;
    try {
      done = await readLetters(context, municipality, box, bounds);
    } catch (error) {
      const trouble = troubleOf(error, box.server.host);
      if (trouble.code === 'mail.other') log('warning', 'mail', { reason: String(error) });
      done = { letters: 0, left: 0, trouble };
    }
    await sendReplies(context, municipality, box, bounds.stop);
    const { trouble: fault = null, left } = done;
    const faults = await noteReading(context.db, box.id, { at: context.now, fault, leftOver: left });
    if (faults === FAULTS_TOLD) await tellFailing(context, { municipality });
    return done;
  });
}

async function readLetters(
  context: Context,
  municipality: Organisation,
  box: Mailbox,
  { stop, longestMs = LONGEST_MS }: Bounds,
): Promise<ReadMail> {
  return withMailbox(await inboxOf(context, box), async (session) => {
    const { uidValidity } = session;
    const isSame = uidValidity === box.uidValidity;
    const again = isSame ? await failedUids(context.db, box.id, uidValidity, TRIES) : [];
    const fresh = await session.uidsAfter(isSame ? box.lastUid : 0, box.since);
    const uids = [...again, ...fresh];
    const until = performance.now() + longestMs;
    const parser = letterParser();
    let letters = 0;
    try {
      for (const uid of uids.slice(0, MOST_LETTERS)) {
        if (stop?.aborted || performance.now() > until) break;
        await readOne({ context, municipality, box, session, parser }, { uidValidity, uid });
        letters += 1;
      }
    } finally {
      await parser.close();
    }
    return { letters, left: uids.length - letters };
  });
}

type Reading = {
  context: Context;
  municipality: Organisation;
  box: Mailbox;
  session: Session;
  parser: LetterParser;
};
/** A letter is marked only after what it brought is committed: whatever breaks, it is neither lost nor taken twice. */
async function readOne({ context, municipality, box, session, parser }: Reading, place: Uid): Promise<void> {
  const { uid } = place;
  if (!(await isKnown(context.db, box.id, place))) {
    const size = await session.sizeOf(uid);
    if (size === undefined) return; // somebody has taken it away
    const raw = await session.fetch(uid, size > LARGEST_LETTER ? HEAD : LARGEST_LETTER);
    if (!raw) return;
    try {
      const found = await letterFrom(parser, raw, size);
      const files = found.fault ? [] : await prepareLetter(found.letter);
      await enterLetter(context, { box, municipality, read: { ...found, files, place } });
    } catch (error) {
      // The database alone stops the reading: then this fails too.
      log('error', 'a letter could not be taken', {
        uid,
        error: error instanceof Error ? error.stack : error,
      });
      await noteFailed(context, box, place);
      return;
    }
  }
  await session.finish(uid);
}

async function noteFailed(context: Context, box: Mailbox, place: Uid): Promise<void> {
  const identity = Buffer.from(`failed ${place.uidValidity} ${place.uid}`);
  const row = { name: '—', isLetter: true as const, fault: { code: 'mail.failed', params: {} }, lines: [] };
  await putFailed(context.db, { ...place, mailboxId: box.id, identity, at: context.now, files: [row] });
  await setProgress(context.db, box.id, place);
}

/** A letter, or of one that cannot be read whatever its heading says, and why. */
async function letterFrom(
  parser: LetterParser,
  raw: Buffer,
  size: number,
): Promise<Omit<ReadLetter, 'files' | 'place'>> {
  const tooLarge = new Failure('too-large', 'mail.too-large', { megabytes: LARGEST_LETTER / 1024 / 1024 });
  try {
    if (size > LARGEST_LETTER) throw tooLarge;
    const letter = await parser.parse(raw);
    return { letter, identity: identityOf(letter, raw) };
  } catch (fault) {
    if (!(fault instanceof Failure)) throw fault;
    const letter = await headingOf(parser, raw);
    return { letter, identity: identityOf(letter, raw), fault };
  }
}

const NOBODY: Letter = { from: '', subject: '', messageId: '', sentAt: undefined, headers: {}, parts: [] };
async function headingOf(parser: LetterParser, raw: Buffer): Promise<Letter> {
  const end = raw.indexOf('\r\n\r\n');
  const heading = raw.subarray(0, end < 0 ? HEAD : Math.min(end, HEAD));
  try {
    return { ...(await parser.parse(Buffer.concat([heading, Buffer.from('\r\n\r\n')]))), parts: [] };
  } catch (error) {
    if (error instanceof Failure) return NOBODY;
    throw error;
  }
}

/** After some readings that have failed: a mailbox that nobody can read is found out before the due day. */
const tellFailing = useCase(
  'mail.tell-failing',
  z.object({ municipality: z.custom<Organisation>() }),
  async (context, { municipality }) => {
    allow(context, 'mail.change', municipality.path);
    await notify(context, {
      organisationId: municipality.id,
      roles: ['coordinator', 'administrator'],
      code: 'mail.notice-failing',
      href: '/office/mail/settings',
    });
    await record(context, {
      action: 'mail.tell-failing',
      organisationId: municipality.id,
      subject: 'mailbox',
    });
  },
);
