import { allow } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { useCase } from '#platform/use-case.ts';
import { foldSoon } from './fold.ts';
import { lockSubmission, step, subjectOf, WhichSubmission } from './review-step.ts';
import { draftFrom } from './draft-again.ts';
import { insertEvent, lastRevisions, putDraft } from './sql/returns.ts';

/**
 * Opens a return again that the coordinator has submitted for its organisation, so that the organisation can correct
 * it: until it is accepted, whether the reviewer has opened it or not.
 * @throws Failure `returns.not-found`, `access.denied`, `returns.changed-meanwhile`, `returns.not-submitted`,
 *   `returns.submitted-by-yourself`
 */
export const correctEnteredFor = useCase('return.correct', WhichSubmission, async (context, which) => {
  const located = await lockSubmission(context, 'return.submit', which);
  const { head, campaign, organisation } = located;
  allow(context, 'return.fill', organisation.path);
  const [revision] = await lastRevisions(context.db, campaign.id, [organisation.id]);
  if (!revision?.texts.behalf?.submitted) throw new Failure('conflict', 'returns.submitted-by-yourself');
  await step(context, head, 'send-back');
  await putDraft(context.db, head, {
    ...draftFrom(located, revision),
    at: context.now,
    by: revision.actorId,
    replace: true,
  });
  const by = context.actor.accountId;
  await insertEvent(context.db, head, { action: 'reopen', rev: head.rev, actorId: by, at: context.now });
  await record(context, {
    action: 'return.correct',
    organisationId: organisation.id,
    subject: subjectOf(located),
    before: { state: head.state, rev: head.rev },
    after: { state: 'returned' },
  });
  foldSoon();
  return { state: 'returned' as const };
});
