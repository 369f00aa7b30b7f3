import { z } from 'zod';
import { allow, doers, notify } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { useCase } from '#platform/use-case.ts';
import { draftAgain } from './draft-again.ts';
import { foldSoon } from './fold.ts';
import { type Located, locateReturn, WhichReturn } from './locate.ts';
import { RemarkText } from './remark.ts';
import { step, subjectOf } from './review-step.ts';
import { reviewOf } from './sql/reviews.ts';
import { insertEvent, lockReturn } from './sql/returns.ts';

const Recall = WhichReturn.extend({
  /** Submissions so far, as the page shows them. */
  rev: z.int().min(1),
});

/**
 * Takes a submitted return back to go on with it, until a reviewer has opened it. What was submitted stays in the
 * history; what was due stays due.
 * @throws Failure `returns.not-found`, `access.denied`, `returns.changed-meanwhile`, `returns.not-submitted`,
 *   `returns.opened-by-reviewer`, `returns.campaign-closed`
 */
export const recallReturn = useCase('return.recall', Recall, async (context, { rev, ...which }) => {
  const located = await submittedByOwn(context, which, rev);
  const { head, campaign, organisation } = located;
  const review = await reviewOf(context.db, head);
  if (review?.openedRev === head.rev) {
    const by =
      review.openedBy === null
        ? undefined
        : (await doers(context.db, [review.openedBy])).get(review.openedBy);
    throw new Failure('conflict', 'returns.opened-by-reviewer', { by: by?.name ?? '' });
  }
  await step(context, head, 'recall');
  await draftAgain(context, located);
  await insertEvent(context.db, head, {
    action: 'recall',
    rev: head.rev,
    actorId: context.actor.accountId,
    at: context.now,
  });
  await record(context, {
    action: 'return.recall',
    organisationId: organisation.id,
    subject: subjectOf(located),
    before: { state: head.state, rev: head.rev },
    after: { state: 'draft' },
  });
  foldSoon();
  return { state: 'draft' as const, campaign: campaign.slug };
});

/**
 * Asks the coordinator to send a return back that has been opened already.
 * @throws Failure `returns.not-found`, `access.denied`, `returns.changed-meanwhile`, `returns.not-submitted`,
 *   `returns.campaign-closed`
 */
export const askBack = useCase(
  'return.ask-back',
  Recall.extend({ text: RemarkText }),
  async (context, { rev, text, ...which }) => {
    const located = await submittedByOwn(context, which, rev);
    const { campaign, organisation } = located;
    await notify(context, {
      organisationId: campaign.ownerId,
      roles: ['coordinator'],
      code: 'returns.notice-ask-back',
      params: { organisation: organisation.shortName, period: campaign.slug, why: text },
      href: `/office/campaigns/${campaign.slug}/${organisation.code}`,
    });
    await record(context, {
      action: 'return.ask-back',
      organisationId: organisation.id,
      subject: subjectOf(located),
      after: { text },
    });
    return { asked: true as const };
  },
);

/** The submission that its own organisation wants back, locked until the transaction ends. */
async function submittedByOwn(
  context: Parameters<typeof locateReturn>[0],
  which: z.output<typeof WhichReturn>,
  rev: number,
): Promise<Located> {
  const located = await locateReturn(context, which);
  allow(context, 'return.submit', located.organisation.path);
  if (located.campaign.state === 'closed') throw new Failure('conflict', 'returns.campaign-closed');
  const head = await lockReturn(context.db, located.campaign.id, located.organisation.id);
  if (!head) throw new Failure('not-found', 'returns.not-found');
  if (head.rev !== rev) throw new Failure('conflict', 'returns.changed-meanwhile');
  if (head.state !== 'submitted') throw new Failure('conflict', 'returns.not-submitted');
  return { ...located, head };
}
