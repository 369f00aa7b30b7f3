import { z } from 'zod';
import { enterWorkbook, type FoundBook, tryOpening } from '#monitoring';
import type { Organisation } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { type Context, read, reading, useCase } from '#platform/use-case.ts';
import { keepRows, ownAddresses, stateOf, whyOf } from './enter-letter.ts';
import { locateMailbox, WhichMailbox } from './locate-mailbox.ts';
import { sendReplies } from './send-replies.ts';
import type { Mailbox } from './sql/mailboxes.ts';
import { type MessageFile, setOutcome, takeWaiting, type Waiting, waitingAt } from './sql/messages.ts';
import { insertSender } from './sql/senders.ts';
import { writeReply } from './write-reply.ts';

const Decision = z.enum(['enter', 'remember', 'drop']);
const DecideWaiting = WhichMailbox.extend({ id: z.int().positive(), as: Decision });

/**
 * What becomes of a workbook from an address that is not known to be the organisation's: it goes in, it goes in and so do
 * the next from there, or it does not.
 * @throws Failure `mail.not-set`, `mail.waiting-gone`, `access.denied`
 */
async function decide(context: Context, input: z.input<typeof DecideWaiting>): Promise<{ row: MessageFile }> {
  const given = read(DecideWaiting, input);
  const { box, municipality, waiting } = await locateWaiting(context, given);
  const opened = given.as === 'drop' ? undefined : await tryOpening(waiting.bytes);
  const row = await decideOne(context, { box, municipality, waiting, opened, as: given.as });
  await sendReplies(context, municipality, box);
  return { row };
}
export const decideWaiting = Object.assign(decide, { title: 'mail.decide', schema: DecideWaiting });

const locateWaiting = reading('mail.decide', DecideWaiting, async (context, { id, ...which }) => {
  const { box, municipality } = await locateMailbox(context, 'return.enter-for', which);
  const waiting = await waitingAt(context.db, box.id, id);
  if (!waiting) throw new Failure('not-found', 'mail.waiting-gone');
  return { box, municipality, waiting };
});

const Deciding = z.object({
  box: z.custom<Mailbox>(),
  municipality: z.custom<Organisation>(),
  waiting: z.custom<Waiting>(),
  opened: z.custom<FoundBook | Failure | undefined>(),
  as: Decision,
});
const decideOne = useCase(
  'mail.decide',
  Deciding,
  async (context, { box, municipality, waiting, opened, as }) => {
    await locateMailbox(context, 'return.enter-for', { municipality: municipality.path });
    const message = await takeWaiting(context.db, waiting.id);
    if (!message) throw new Failure('not-found', 'mail.waiting-gone');
    const { waits: _, fault: __, ...before } = message.files[waiting.at]!;
    const row: MessageFile =
      as === 'drop'
        ? { ...before, fault: { code: 'mail.dropped', params: {} } }
        : await enterWorkbook(context, {
            name: waiting.name,
            bytes: waiting.bytes,
            ...(opened ? { opened } : {}),
            municipality,
            why: whyOf(message.sender),
            door: 'mail',
            locale: 'ru',
            seen: new Set(),
          });
    const { organisation } = before;
    if (as === 'remember' && message.sender)
      await insertSender(
        context.db,
        { ownerId: municipality.id, organisationId: waiting.organisationId, address: message.sender },
        { at: context.now, accountId: context.actor.accountId },
      );
    const letter = {
      from: message.sender,
      subject: message.subject,
      sentAt: message.sentAt?.toISOString(),
    };
    await keepRows(context, municipality, letter, [row]);
    const files = message.files.map((one, at) => (at === waiting.at ? row : one));
    const isAutomatic = message.replyWhy === 'mail.reply-automatic';
    const answers = as !== 'drop' && message.sender !== '' && !isAutomatic;
    await setOutcome(context.db, message.id, {
      files,
      reply: answers ? stateOf(box) : message.reply,
      replyWhy: answers ? '' : message.replyWhy,
      replyTo: answers ? message.sender : message.replyTo,
      replyText: answers
        ? writeReply({
            subject: message.subject,
            rows: [row],
            own: new Set(organisation ? [organisation.code] : []),
            to: ownAddresses(box)[0] ?? '',
          })
        : message.replyText,
    });
    await record(context, {
      action: 'mail.decide',
      organisationId: municipality.id,
      subject: `letter ${message.id}`,
      after: { as, organisation: organisation?.name ?? '', from: message.sender },
    });
    return row;
  },
);
