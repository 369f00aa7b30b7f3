import { z } from 'zod';
import { isValidDay } from '#calendar';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { type Context, useCase } from '#platform/use-case.ts';
import type { Server } from './imap.ts';
import { locatePlace, purposeOf, WhichMailbox } from './locate-mailbox.ts';
import { securities } from './places.ts';
import { type Mailbox, putMailbox } from './sql/mailboxes.ts';

const Host = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(?=.{1,253}$)[\p{L}\p{N}]([\p{L}\p{N}.:-]*[\p{L}\p{N}])?$/u, 'mail.host-wrong');
const Line = z
  .string()
  .trim()
  .max(200)
  .regex(/^[^\p{Cc}]*$/u, 'mail.line-wrong');
const Place = z.object({
  host: Host,
  port: z.int('mail.port-wrong').min(1, 'mail.port-wrong').max(65_535, 'mail.port-wrong'),
  security: z.enum(securities),
});
export const Address = z
  .string()
  .trim()
  .toLowerCase()
  .max(250)
  .regex(/^[^\s@<>,;:"\\]{1,64}@[\p{L}\p{N}.-]+$/u, 'mail.address-wrong');
const Password = z.string().max(500).default('');

const SetMailbox = WhichMailbox.extend({
  server: Place.extend({ login: Line.min(1, 'mail.login-missing') }),
  /** Empty: as it is. */
  password: Password,
  folder: Line.default('INBOX').transform((name) => name || 'INBOX'),
  doneFolder: Line.default(''),
  since: z.string().refine(isValidDay, 'mail.since-wrong'),
  /** Without it replies are written and shown, and somebody copies them. */
  replies: Place.extend({ login: Line, from: Address }).nullable().default(null),
  replyPassword: Password,
  onSchedule: z.boolean().default(true),
});

/**
 * Says where the mailbox is that schools send their workbooks to. A password is kept only for the server that it was
 * typed for, so whoever names another server types it again.
 * @throws Failure `returns.not-found`, `access.denied`, `mail.password-missing`, `mail.folders-same`
 */
export const setMailbox = useCase('mail.set', SetMailbox, async (context, given) => {
  const { municipality, box } = await locatePlace(context, 'mail.change', given);
  if (given.doneFolder !== '' && given.doneFolder === given.folder)
    throw at('doneFolder', 'mail.folders-same');
  const password = await sealed(context, 'imap', given.server, given.password, box?.password);
  if (!password) throw at('password', 'mail.password-missing');
  const { replies } = given;
  const replyPassword =
    replies && replies.login
      ? await sealed(context, 'smtp', replies, given.replyPassword, box?.replyPassword)
      : null;
  if (replies && replies.login && !replyPassword) throw at('replyPassword', 'mail.password-missing');
  const { server, folder, doneFolder, since, onSchedule } = given;
  const one = { server, folder, doneFolder, since, onSchedule, replies };
  await putMailbox(context.db, { ...one, ownerId: municipality.id, password, replyPassword });
  await record(context, {
    action: 'mail.set',
    organisationId: municipality.id,
    subject: 'mailbox',
    ...(box ? { before: shown(box) } : {}),
    after: { ...shown(one), ...(given.password || given.replyPassword ? { password: 'typed' } : {}) },
  });
});

const at = (field: string, code: string) => new Failure('invalid', code, {}, [{ at: field, code }]);
/** The password typed now, else the one that is kept, where it was typed for the same server. */
async function sealed(
  { vault }: Context,
  protocol: 'imap' | 'smtp',
  server: Server,
  typed: string,
  kept: Buffer | null | undefined,
): Promise<Buffer | null> {
  const purpose = purposeOf(protocol, server);
  if (typed !== '') return vault.seal(typed, purpose);
  if (!kept) return null;
  return (await vault.open(kept, purpose)) === undefined ? null : kept;
}

/** For the journal: everything but the passwords. */
const shown = ({
  server,
  folder,
  doneFolder,
  since,
  replies,
  onSchedule,
}: Pick<Mailbox, 'server' | 'folder' | 'doneFolder' | 'since' | 'replies' | 'onSchedule'>) => ({
  ...server,
  folder,
  doneFolder,
  since,
  onSchedule,
  from: replies?.from ?? '',
  sender: replies ? `${replies.login} ${replies.host}:${replies.port} ${replies.security}`.trim() : '',
});
