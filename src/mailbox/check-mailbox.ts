import { reading } from '#platform/use-case.ts';
import { type Inbox, withMailbox } from './imap.ts';
import { inboxOf, locateMailbox, outboxOf, WhichMailbox } from './locate-mailbox.ts';
import { checkOutbox } from './smtp.ts';
import { type Trouble, troubleOf } from './trouble.ts';

export type Checked = {
  /** How many letters wait to be read; nothing where the mailbox cannot be reached. */
  letters?: number;
  inbox?: Trouble;
  /** Whether replies are sent at all. */
  sends: boolean;
  outbox?: Trouble;
};

/** Whether the mailbox and the way out can be reached, and what is wrong otherwise. @throws Failure `mail.not-set` */
export const checkMailbox = reading('mail.check', WhichMailbox, async (context, which): Promise<Checked> => {
  const { box } = await locateMailbox(context, 'mail.change', which);
  const lettersIn = (inbox: Inbox) =>
    withMailbox(inbox, async (session) => {
      const last = session.uidValidity === box.uidValidity ? box.lastUid : 0;
      return (await session.uidsAfter(last, box.since)).length;
    });
  const [inbox, outbox] = await Promise.all([
    inboxOf(context, box)
      .then(lettersIn)
      .then((letters) => ({ letters }))
      .catch((error: unknown) => ({ inbox: troubleOf(error, box.server.host) })),
    outboxOf(context, box)
      .then((found) => found && checkOutbox(found))
      .then(() => ({}))
      .catch((error: unknown) => ({ outbox: troubleOf(error, box.replies?.host ?? '') })),
  ]);
  return { ...inbox, ...outbox, sends: box.replies !== null };
});
