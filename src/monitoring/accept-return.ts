import { z } from 'zod';
import { notify, reach } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { useCase } from '#platform/use-case.ts';
import { Name } from './locate.ts';
import { foldSoon } from './fold.ts';
import { lockSubmission, step, subjectOf, WhichSubmission } from './review-step.ts';
import { settleRemarks } from './sql/remarks.ts';
import { insertEvent } from './sql/returns.ts';

/**
 * Accepts a return. What was remarked on it is settled, answered or not.
 * @throws Failure `returns.not-found`, `access.denied`, `returns.changed-meanwhile`, `returns.not-submitted`
 */
export const acceptReturn = useCase('return.accept', WhichSubmission, async (context, which) => {
  const located = await lockSubmission(context, 'return.review', which);
  const { head, campaign, organisation } = located;
  await step(context, head, 'accept');
  await settleRemarks(context.db, head, context.now);
  await insertEvent(context.db, head, {
    action: 'accept',
    rev: head.rev,
    actorId: context.actor.accountId,
    at: context.now,
  });
  await notify(context, {
    organisationId: organisation.id,
    roles: ['head', 'curator'],
    code: 'returns.notice-accepted',
    params: { period: campaign.slug },
    href: `/office/returns/${campaign.slug}/receipt`,
  });
  await record(context, {
    action: 'return.accept',
    organisationId: organisation.id,
    subject: subjectOf(located),
    before: { state: head.state, rev: head.rev },
    after: { state: 'accepted' },
  });
  foldSoon();
  return { state: 'accepted' as const };
});

const AcceptMany = z.object({
  campaign: Name,
  returns: z
    .array(z.object({ organisation: Name, rev: z.int().min(0) }))
    .min(1, 'returns.nothing-marked')
    .max(500),
});

/** Accepts several at once: those that have changed meanwhile stay, each with the reason; the others are accepted. */
export const acceptReturns = useCase(
  'return.accept-many',
  AcceptMany,
  async (context, { campaign, returns }) => {
    const results: { organisation: string; refused: string | undefined }[] = [];
    for (const { organisation, rev } of returns)
      results.push({
        organisation,
        refused: await refusalOf(() => acceptReturn(context, { campaign, organisation, rev })),
      });
    reach(context, 'return.review'); // each of them has been allowed by itself
    await record(context, {
      action: 'return.accept-many',
      subject: `campaign ${campaign}`,
      after: { accepted: results.filter(({ refused }) => !refused).map(({ organisation }) => organisation) },
    });
    return { accepted: results.filter(({ refused }) => !refused).length, results };
  },
);

async function refusalOf(accept: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await accept();
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error.code; // it refuses before it writes
    throw error;
  }
}
