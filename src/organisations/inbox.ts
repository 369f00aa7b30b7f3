import { z } from 'zod';
import { reading, useCase } from '#platform/use-case.ts';
import { record } from '#platform/audit.ts';
import { oneself } from './access.ts';
import { countUnseen, type Notice, noticesFor, putNotice, seeNotices } from './sql/notices.ts';
import type { Context } from '#platform/use-case.ts';
import type { Role } from './access.ts';

/** How many messages of «Входящие» this person has not seen. */
export const unseenNotices = reading('inbox.count', z.object({}), (context) =>
  countUnseen(context.db, oneself(context), context.actor.grants),
);

/** The last 200 messages for the roles this person holds where they hold them, newest first. */
export const showInbox = reading('inbox.show', z.object({}), (context): Promise<Notice[]> =>
  noticesFor(context.db, oneself(context), context.actor.grants),
);

/** Marks everything up to a message as seen. */
export const seeInbox = useCase(
  'inbox.see',
  z.object({ upTo: z.int().positive() }),
  async (context, { upTo }) => {
    const accountId = oneself(context);
    const seen = await seeNotices(context.db, accountId, context.actor.grants, upTo, context.now);
    await record(context, { action: 'inbox.see', subject: `account ${accountId}`, after: { upTo, seen } });
    return { seen };
  },
);

/** For other rooms: puts a message before everyone who holds one of the roles at an organisation. In their transaction. */
export function notify(
  context: Pick<Context, 'db' | 'now'>,
  notice: {
    organisationId: number;
    roles: Role[];
    code: string;
    params?: Record<string, string | number>;
    href: string;
  },
): Promise<void> {
  return putNotice(context.db, { ...notice, params: notice.params ?? {}, at: context.now });
}
