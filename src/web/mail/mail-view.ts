import type { Words } from '#messages';
import { EVERY_MINUTES, type Message, type MessageFile, type ShownMail, type ShownMailbox } from '#mailbox';
import { sayPeriods, sayTakenFile } from '#monitoring';
import type { IconName } from '#web/components/Icon.svelte';
import { saidMoment } from '#web/said.ts';

type Reader = { say: Words; zone: string; today: string };
type Said = { code: string; params: Record<string, unknown> };
export const sayTrouble = (say: Words, { code, params }: Said): string => say.code(code, params);

/** Which mailbox it is, when it was last read and what was wrong then. */
export function viewOfBox(box: ShownMailbox, { say, zone, today }: Reader) {
  const when = box.readAt ? saidMoment(say, box.readAt, zone, today) : '';
  return {
    lines: [
      say('mail.box', { login: box.server.login, folder: box.folder }),
      !box.readAt ? say('mail.read-never') : box.fault ? '' : say('mail.read-at', { when }),
      box.onSchedule ? say('mail.schedule-on', { minutes: EVERY_MINUTES }) : say('mail.schedule-off'),
      box.leftOver > 0 ? say('mail.left-over', { count: box.leftOver }) : '',
    ].filter(Boolean),
    fault: box.fault ? say('mail.read-failed', { when, reason: sayTrouble(say, box.fault) }) : '',
  };
}

/** The page of letters, in words. */
export function viewOfMail({ box, messages, waiting, senders }: ShownMail, reader: Reader) {
  const { say } = reader;
  const byId = new Map(messages.map((message) => [message.id, message]));
  return {
    box: box && viewOfBox(box, reader),
    addresses: senders.length,
    waiting: waiting.map(({ id, messageId, at, organisation }) => {
      const message = byId.get(messageId);
      const file = message?.files[at];
      return {
        id,
        what: say('mail.waiting-what', { name: file?.name || '—', organisation }),
        from: message ? say('mail.waiting-from', letterOf(message, reader)) : '',
        why: file?.fault ? say.code(file.fault.code, file.fault.params) : '',
      };
    }),
    messages: messages.map((message) => viewOfMessage(message, reader)),
  };
}

const letterOf = ({ sender, subject, sentAt, at }: Message, { say, zone, today }: Reader) => ({
  from: sender || say('mail.sender-unnamed'),
  subject: subject || '—',
  when: saidMoment(say, sentAt ?? at, zone, today),
});

function viewOfMessage(message: Message, reader: Reader) {
  const { say } = reader;
  const { id, files, reply, replyWhy, replyText } = message;
  const state = say.code(`mail.reply-state-${reply}`);
  return {
    id,
    ...letterOf(message, reader),
    files: files.map((file, at) => {
      const { isIn, taken, said } = sayTakenFile(file, say);
      const period = file.campaign && String(sayPeriods({ campaign: file.campaign }, say)['campaign']);
      return {
        at,
        name: file.isLetter ? '' : file.name,
        whose: [file.organisation?.name, file.organisation && period].filter(Boolean).join(', '),
        href: file.batch ? `/office/campaigns/${file.campaign}/workbooks/${file.batch}` : '',
        icon: iconOf(file, isIn),
        taken: file.waits ? say('mail.waits') : taken,
        said: isIn && said.length === 1 ? [] : said,
      };
    }),
    reply: replyWhy
      ? say('mail.reply-because', { state, reason: say.code(replyWhy, { host: 'SMTP' }) })
      : state,
    replyText,
  };
}

/** A letter without a workbook, and what no workbook is, are nobody's fault. */
const iconOf = (file: MessageFile, isIn: boolean): IconName =>
  isIn
    ? 'done'
    : file.waits
      ? 'wait'
      : file.isLetter || file.fault?.code === 'mail.not-book'
        ? 'none'
        : 'late';
