import { createHash } from 'node:crypto';
import { z } from 'zod';
import { words } from '#messages';
import { campaignsOf, enterWorkbook, keepBatch } from '#monitoring';
import { allow, codesOf, notify, type Organisation } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { type Context, useCase } from '#platform/use-case.ts';
import type { Letter } from './mime/letter.ts';
import type { PreparedFile } from './prepare-letter.ts';
import { isAutomatic, isForged, isReport, replyFor } from './rules/index.ts';
import { type Mailbox, setProgress, type Uid } from './sql/mailboxes.ts';
import {
  claim,
  countWaiting,
  insertWaiting,
  type MessageFile,
  repliesSince,
  setOutcome,
} from './sql/messages.ts';
import { organisationsOf } from './sql/senders.ts';
import { writeReply } from './write-reply.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Workbooks that are kept until somebody decides about them. */
const MOST_WAITING = 200;

export type ReadLetter = {
  place: Uid;
  letter: Letter;
  files: PreparedFile[];
  /** Why nothing of it could be read. */
  fault?: Failure;
  /** By which the letter is known again. */
  identity: Buffer;
};

/** A letter that is delivered twice, or lies in a folder whose numbers have begun anew, is the same letter. */
export const identityOf = ({ messageId, from, sentAt }: Letter, raw: Uint8Array): Buffer =>
  createHash('sha256')
    .update(messageId ? [messageId, from, sentAt].join('\n') : raw)
    .digest();

const EnterLetter = z.object({
  box: z.custom<Mailbox>(),
  municipality: z.custom<Organisation>(),
  read: z.custom<ReadLetter>(),
});
/**
 * Everything that a letter brings, in one transaction: its row, its workbooks, the table that shows them, the answer. A
 * second reading, or another process, finds the row and does nothing.
 */
export const enterLetter = useCase(
  'mail.take',
  EnterLetter,
  async (context, { box, municipality, read }): Promise<{ known: boolean }> => {
    allow(context, 'return.enter-for', municipality.path);
    const { letter, place, identity, files } = read;
    const { from, subject, messageId, sentAt } = letter;
    const id = await claim(context.db, {
      ...place,
      mailboxId: box.id,
      identity,
      messageId,
      sender: from,
      subject,
      sentAt,
      at: context.now,
    });
    await setProgress(context.db, box.id, place);
    if (id === undefined) {
      context.trail.written = true; // it has been read before, and the trail of that stands
      return { known: true };
    }
    const isBelieved = from !== '' && !isForged(letter.headers);
    const known = isBelieved ? await organisationsOf(context.db, municipality.id, from) : new Set<number>();
    const rows: MessageFile[] = [];
    const seen = new Set<string>();
    for (const file of files)
      rows.push(
        await enterFile(context, { box, municipality, letter, id, at: rows.length, file, known, seen }),
      );
    if (rows.length === 0) rows.push(letterAlone(read));
    await keepRows(context, municipality, letter, rows);
    for (const { organisation, waits } of rows)
      if (waits)
        await notify(context, {
          organisationId: municipality.id,
          roles: ['coordinator'],
          code: 'mail.notice-waiting',
          params: { organisation: organisation?.name ?? '', from },
          href: '/office/mail',
        });
    await answer(context, box, { id, letter, rows, known });
    await record(context, {
      action: 'mail.take',
      organisationId: municipality.id,
      subject: `letter ${id}`,
      after: { from, files: files.length, taken: rows.filter(({ fault }) => !fault).length },
    });
    return { known: false };
  },
);

type Entering = {
  box: Mailbox;
  municipality: Organisation;
  letter: Letter;
  id: number;
  at: number;
  file: PreparedFile;
  known: ReadonlySet<number>;
  seen: Set<string>;
};
async function enterFile(
  context: Context,
  { box, municipality, letter, id, at, file, known, seen }: Entering,
) {
  const { from, headers } = letter;
  let waitsFor: number | undefined;
  const row: MessageFile = await enterWorkbook(context, {
    ...file,
    municipality,
    why: whyOf(from),
    door: 'mail',
    locale: 'ru',
    seen,
    mayEnter: (organisation) => {
      if (known.has(organisation.id)) return;
      waitsFor = organisation.id;
      throw new Failure('conflict', isForged(headers) ? 'mail.sender-forged' : 'mail.sender-unknown', {
        from,
      });
    },
  });
  if (waitsFor === undefined) return row;
  if ((await countWaiting(context.db, box.id)) >= MOST_WAITING)
    return { ...row, fault: { code: 'mail.waiting-full', params: {} } };
  await insertWaiting(context.db, {
    messageId: id,
    at,
    name: file.name,
    bytes: file.bytes,
    organisationId: waitsFor,
  });
  return { ...row, waits: true as const };
}

/** What the school is told of why its figures have been entered. */
export const whyOf = (from: string): string => words('ru')('mail.why', { from: from || '?' });

/** The row of a letter in which there was nothing to enter. */
function letterAlone({ letter, fault }: ReadLetter): MessageFile {
  const code = isReport(letter.headers, letter.from) ? 'mail.report' : (fault?.code ?? 'mail.no-workbook');
  return {
    name: letter.subject || '—',
    isLetter: true,
    fault: { code, params: { ...fault?.params } },
    lines: [],
  };
}

/** Each row stands in the table of its campaign; what is of none, in that of the newest that is open. */
export async function keepRows(
  context: Context,
  municipality: Organisation,
  { from, subject, sentAt }: Pick<Letter, 'from' | 'subject' | 'sentAt'>,
  rows: MessageFile[],
): Promise<void> {
  const open = (await campaignsOf(context.db, [municipality.id])).find(({ state }) => state === 'open')?.slug;
  const usual = rows.find(({ campaign }) => campaign)?.campaign ?? open;
  const shown = rows.filter(({ fault }) => fault?.code !== 'mail.report');
  for (const campaign of new Set(shown.map((row) => row.campaign ?? usual))) {
    if (!campaign) continue;
    const own = shown.filter((row) => (row.campaign ?? usual) === campaign);
    const batch = await keepBatch(context, {
      campaign,
      municipality: municipality.path,
      why: words('ru')('mail.batch-why'),
      source: 'mail',
      files: own.map((row) => ({ ...row, letter: { from, subject, ...(sentAt ? { sentAt } : {}) } })),
    });
    for (const row of own) Object.assign(row, { campaign, batch });
  }
}

type Answering = { id: number; letter: Letter; rows: MessageFile[]; known: ReadonlySet<number> };
async function answer(context: Context, box: Mailbox, { id, letter, rows, known }: Answering): Promise<void> {
  const { from, headers } = letter;
  const { reply, why } = replyFor({
    from,
    own: ownAddresses(box),
    automatic: isAutomatic(headers, from),
    trusted: known.size > 0,
    waits: rows.some(({ waits }) => waits),
    repliedToday: await repliesSince(context.db, box.id, from, new Date(context.now.getTime() - DAY_MS)),
  });
  const own = new Set((await codesOf(context.db, [...known])).values());
  const to = ownAddresses(box)[0] ?? '';
  const replyText = reply === 'none' ? '' : writeReply({ subject: letter.subject, rows, own, to });
  await setOutcome(context.db, id, {
    files: rows,
    reply: reply === 'none' ? 'none' : stateOf(box),
    replyWhy: why,
    replyTo: reply === 'none' ? '' : from,
    replyText,
  });
}

/** Where there is no way out, an answer lies ready to be copied, and never goes by itself. */
export const stateOf = ({ replies }: Mailbox) => (replies ? ('waiting' as const) : ('copy' as const));
/** What the mailbox itself is called; first the one that schools write to. */
export const ownAddresses = ({ replies, server }: Mailbox): string[] =>
  [server.login, replies?.from ?? '', replies?.login ?? '']
    .map((one) => one.toLowerCase())
    .filter((one) => one.includes('@'));
