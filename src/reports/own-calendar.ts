import { z } from 'zod';
import { oneself } from '#organisations';
import { record } from '#platform/audit.ts';
import { endFeedToken, feedMadeAt, makeFeedToken } from '#platform/feed-tokens.ts';
import { reading, useCase } from '#platform/use-case.ts';

/** Whether a person has a private address of their calendar, and since when. The address itself is said once. */
export const ownCalendar = reading('calendar.show', z.object({}), async (context) => ({
  madeAt: await feedMadeAt(context.db, oneself(context)),
}));

/** Makes the address; the one before it ends at once. */
export const renewCalendar = useCase('calendar.renew', z.object({}), async (context) => {
  const accountId = oneself(context);
  const token = await makeFeedToken(context.db, accountId);
  await record(context, { action: 'calendar.renew', subject: `account ${accountId}` });
  return { token };
});

export const endCalendar = useCase('calendar.end', z.object({}), async (context) => {
  const accountId = oneself(context);
  await endFeedToken(context.db, accountId);
  await record(context, { action: 'calendar.end', subject: `account ${accountId}` });
});
