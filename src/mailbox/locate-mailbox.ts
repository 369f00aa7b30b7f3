import { z } from 'zod';
import { locateMunicipality, Name } from '#monitoring';
import { type Action, allow, type Organisation } from '#organisations';
import { Failure } from '#platform/failure.ts';
import type { Actor, Context } from '#platform/use-case.ts';
import type { Inbox, Server } from './imap.ts';
import type { Outbox } from './smtp.ts';
import { type Mailbox, mailboxOf } from './sql/mailboxes.ts';

export const WhichMailbox = z.object({ municipality: Name.optional() });

/** The actor's municipality, and its mailbox where it has one. @throws Failure `returns.not-found`, `access.denied` */
export async function locatePlace(
  context: Context,
  action: Action,
  { municipality: code }: z.output<typeof WhichMailbox>,
): Promise<{ municipality: Organisation; box: Mailbox | undefined }> {
  const municipality = await locateMunicipality(context, action, code);
  allow(context, action, municipality.path);
  return { municipality, box: await mailboxOf(context.db, municipality.id) };
}

/** @throws Failure `mail.not-set`, and those of `locatePlace` */
export async function locateMailbox(context: Context, action: Action, which: z.output<typeof WhichMailbox>) {
  const { municipality, box } = await locatePlace(context, action, which);
  if (!box) throw new Failure('not-found', 'mail.not-set');
  return { municipality, box };
}

/** Who acts when a letter is read: the municipality's mailbox, which enters as its coordinator does. */
export const mailboxActor = ({ id, path, shortName }: Organisation): Actor => ({
  accountId: null,
  name: '',
  grants: [{ role: 'coordinator', organisationId: id, at: path, name: shortName }],
});

/** What a password is good for: moved to another server, or sent unprotected, it does not open. */
export const purposeOf = (protocol: 'imap' | 'smtp', { host, port, security, login }: Server): string =>
  [protocol, host.toLowerCase(), port, security, login].join(' ');

/** @throws Failure `mail.password-lost` */
export async function inboxOf(context: Context, box: Mailbox): Promise<Inbox> {
  const password = await context.vault.open(box.password, purposeOf('imap', box.server));
  if (password === undefined) throw new Failure('conflict', 'mail.password-lost');
  return { server: box.server, password, folder: box.folder, doneFolder: box.doneFolder };
}

/**
 * Nothing where replies are not sent. Where the mailbox itself does not open, as in a copy of the data elsewhere, nothing is
 * sent either. @throws Failure `mail.password-lost`
 */
export async function outboxOf(context: Context, box: Mailbox): Promise<Outbox | undefined> {
  const { replies, replyPassword } = box;
  if (!replies) return undefined;
  await inboxOf(context, box);
  if (!replyPassword) return { server: replies, password: '' };
  const password = await context.vault.open(replyPassword, purposeOf('smtp', replies));
  if (password === undefined) throw new Failure('conflict', 'mail.password-lost');
  return { server: replies, password };
}
