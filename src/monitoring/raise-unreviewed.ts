import { z } from 'zod';
import { addWorkingDays, type Day, dayIn, daysBetween } from '#calendar';
import { allow, notify, operatorContext, organisationById } from '#organisations';
import { record } from '#platform/audit.ts';
import type { App } from '#platform/app.ts';
import type { Database } from '#platform/database.server.ts';
import { log } from '#platform/log.ts';
import { useCase } from '#platform/use-case.ts';
import { USUAL_REVIEW_DAYS } from './reviewers.ts';
import { markRaised, reviewDaysOf, type Unreviewed, unreviewedSince } from './sql/reviews.ts';

/** The returns that have waited for review for more working days than the municipality allows. */
export async function unreviewedTooLong(
  db: Database,
  now: Date,
  ownerId?: number,
): Promise<(Unreviewed & { submittedOn: Day; days: number })[]> {
  const limits = new Map<number, number>();
  const found: (Unreviewed & { submittedOn: Day; days: number })[] = [];
  for (const one of await unreviewedSince(db, now, ownerId)) {
    let days = limits.get(one.ownerId);
    if (days === undefined)
      limits.set(one.ownerId, (days = (await reviewDaysOf(db, one.ownerId)) ?? USUAL_REVIEW_DAYS));
    const submittedOn = dayIn(one.submittedAt, one.zone);
    const today = dayIn(now, one.zone);
    const last = addWorkingDays(submittedOn, days);
    if (last ? today > last : daysBetween(submittedOn, today) > 2 * days)
      found.push({ ...one, submittedOn, days });
  }
  return found;
}

/** Tells the deputy of each return that nobody has reviewed in time: once for each submission. */
export const raiseUnreviewed = useCase('return.raise-unreviewed', z.object({}), async (context) => {
  let raised = 0;
  for (const one of await unreviewedTooLong(context.db, context.now)) {
    const organisation = one.raised ? undefined : await organisationById(context.db, one.organisationId);
    if (!organisation) continue;
    allow(context, 'return.review', organisation.path);
    if (!(await markRaised(context.db, one))) continue;
    raised += 1;
    await notify(context, {
      organisationId: one.ownerId,
      roles: ['controller'],
      code: 'returns.notice-unreviewed',
      params: { organisation: organisation.shortName, period: one.slug, days: one.days },
      href: `/office/campaigns/${one.slug}/${organisation.code}`,
    });
  }
  allow(context, 'return.review', context.actor.grants[0]?.at ?? '');
  await record(context, { action: 'return.raise-unreviewed', subject: 'returns', after: { raised } });
  return { raised };
});

const EVERY_MS = 10 * 60_000;

/** Looks for returns that nobody has reviewed, every ten minutes until the application closes. */
export function startRaising(app: App): void {
  const look = async () => {
    const waiting = await unreviewedTooLong(app.db, app.clock.now());
    if (waiting.some(({ raised }) => !raised))
      await raiseUnreviewed(await operatorContext(app, 'coordinator'), {});
  };
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = running
      .then(look)
      .catch((error: unknown) => log('warning', 'raise', { reason: String(error) }));
  }, EVERY_MS);
  app.onClose(async () => {
    clearInterval(timer);
    await running;
  });
}
