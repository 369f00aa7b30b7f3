import { may } from '#organisations';
import { reading } from '#platform/use-case.ts';
import { locatePlace, WhichMailbox } from './locate-mailbox.ts';
import type { Mailbox } from './sql/mailboxes.ts';
import { type ListedWaiting, type Message, messagesOf, waitingOf } from './sql/messages.ts';
import { type Sender, sendersOf } from './sql/senders.ts';

/** As people see it: that a password is kept, and never what it is. */
export type ShownMailbox = Omit<
  Mailbox,
  'id' | 'ownerId' | 'password' | 'replyPassword' | 'uidValidity' | 'lastUid' | 'faults'
>;
const MOST = 100;

const shown = ({
  server,
  folder,
  doneFolder,
  since,
  replies,
  onSchedule,
  readAt,
  fault,
  leftOver,
}: Mailbox) => ({
  server,
  folder,
  doneFolder,
  since,
  replies,
  onSchedule,
  readAt,
  fault,
  leftOver,
});

/** Where the mailbox is and when it was last read; nothing where it has not been set. @throws Failure `returns.not-found` */
export const showMailbox = reading(
  'mail.show-settings',
  WhichMailbox,
  async (
    context,
    which,
  ): Promise<{ municipality: string; box: ShownMailbox | undefined; reads: boolean }> => {
    const { municipality, box } = await locatePlace(context, 'mail.change', which);
    return {
      municipality: municipality.shortName,
      box: box && shown(box),
      reads: may(context, 'return.enter-for', municipality.path),
    };
  },
);

export type ShownMail = {
  box: ShownMailbox | undefined;
  /** Newest first. */
  messages: Message[];
  waiting: ListedWaiting[];
  senders: Sender[];
};

/** The letters that have been read and what came of them, what waits for a yes, and whose addresses are known. */
export const showMail = reading('mail.show', WhichMailbox, async (context, which): Promise<ShownMail> => {
  const { municipality, box } = await locatePlace(context, 'return.enter-for', which);
  return {
    box: box && shown(box),
    messages: box ? await messagesOf(context.db, box.id, MOST) : [],
    waiting: box ? await waitingOf(context.db, box.id) : [],
    senders: await sendersOf(context.db, municipality.id),
  };
});
