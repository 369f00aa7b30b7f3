import { z } from 'zod';
import { words } from '#messages';
import { allow, type Organisation } from '#organisations';
import { record } from '#platform/audit.ts';
import { type Context, useCase } from '#platform/use-case.ts';
import { outboxOf } from './locate-mailbox.ts';
import { sendReply } from './smtp.ts';
import type { Mailbox } from './sql/mailboxes.ts';
import { type Message, noteReply, takeReply } from './sql/messages.ts';
import { troubleOf } from './trouble.ts';

const MOST = 50;
const TRIES = 3;

/**
 * Sends the answers that wait. One that was under way when the program died is not sent again: a letter too few is told
 * on the page, a letter too many cannot be taken back.
 */
export async function sendReplies(
  context: Context,
  municipality: Organisation,
  box: Mailbox,
  stop?: AbortSignal,
): Promise<void> {
  const outbox = await outboxOf(context, box).catch(() => undefined); // a lost password is told by the reading
  if (!outbox) return;
  for (let count = 0; count < MOST; count++) {
    if (stop?.aborted) return;
    const message = await takeReply(context.db, box.id);
    if (!message) return;
    let why = '';
    try {
      await sendReply(outbox, {
        to: message.replyTo,
        subject: words('ru')('mail.reply-subject', { subject: message.subject || '—' }).replaceAll(
          '\u00a0',
          ' ',
        ),
        text: message.replyText,
        inReplyTo: message.messageId,
      });
    } catch (error) {
      why = troubleOf(error, outbox.server.host).code;
    }
    await noteSent(context, { municipality, message, why });
    if (why !== '' && why !== 'mail.address-refused') return; // the way out is closed: the next reading tries again
  }
}

const NoteSent = z.object({
  municipality: z.custom<Organisation>(),
  message: z.custom<Message>(),
  why: z.string(),
});
const noteSent = useCase('mail.reply', NoteSent, async (context, { municipality, message, why }) => {
  allow(context, 'return.enter-for', municipality.path);
  const tries = why === 'mail.address-refused' ? 0 : TRIES;
  await noteReply(context.db, message.id, { sent: why === '', why, tries });
  await record(context, {
    action: 'mail.reply',
    organisationId: municipality.id,
    subject: `letter ${message.id}`,
    after: { to: message.replyTo, sent: why === '' },
  });
});
