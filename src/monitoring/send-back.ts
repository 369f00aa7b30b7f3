import { type Day, dayIn, isValidDay } from '#calendar';
import { notify } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { useCase } from '#platform/use-case.ts';
import { z } from 'zod';
import { draftAgain } from './draft-again.ts';
import { foldSoon } from './fold.ts';
import { mendByProposed } from './mend-by.ts';
import { RemarkText } from './remark.ts';
import { addressOf, lockSubmission, step, subjectOf, WhichSubmission } from './review-step.ts';
import { insertRemark, remarksOf, sendRemarks } from './sql/remarks.ts';
import { insertEvent } from './sql/returns.ts';

const SendBack = WhichSubmission.extend({
  /** Said of the whole return, beside the remarks on its fields. */
  text: RemarkText.optional(),
  /** Until when it is to be mended; without it three working days on, and not before it was due at first. */
  dueOn: z
    .custom<Day>((day) => typeof day === 'string' && isValidDay(day), 'returns.due-day-unknown')
    .optional(),
});

/**
 * Gives a return back to be mended, with everything that has been remarked on. Its draft goes on from what was
 * submitted; until it is submitted again it is in no sum.
 * @throws Failure `returns.not-found`, `access.denied`, `returns.changed-meanwhile`, `returns.not-submitted`,
 *   `returns.no-remarks`, `returns.mend-by-early`
 */
export const sendBack = useCase('return.send-back', SendBack, async (context, { text, dueOn, ...which }) => {
  const located = await lockSubmission(context, 'return.review', which);
  const { head, campaign, organisation } = located;
  const by = context.actor.accountId;
  if (text !== undefined)
    await insertRemark(context.db, head, {
      rev: head.rev,
      field: '',
      text,
      valueThen: null,
      accountId: by,
      at: context.now,
      answers: null,
      sentAt: null,
    });
  const sent = (await remarksOf(context.db, head)).filter(
    ({ sentAt, answers }) => sentAt === null && answers === null,
  );
  if (sent.length === 0) throw new Failure('invalid', 'returns.no-remarks');
  const today = dayIn(context.now, campaign.zone);
  const mendBy = dueOn ?? mendByProposed(today, head.dueOn);
  if (mendBy < today) throw new Failure('invalid', 'returns.mend-by-early');
  await step(context, head, 'send-back', { mendBy });
  await sendRemarks(context.db, head, context.now);
  await draftAgain(context, located);
  const remarks = sent.length;
  await insertEvent(context.db, head, {
    action: 'send-back',
    rev: head.rev,
    actorId: by,
    at: context.now,
    detail: { remarks, dueOn: mendBy },
  });
  await notify(context, {
    organisationId: organisation.id,
    roles: ['head', 'curator'],
    code: 'returns.notice-sent-back',
    params: { period: campaign.slug, remarks, dueOn: mendBy },
    href: addressOf(campaign, (sent.find(({ field }) => field !== '') ?? sent[0]!).field),
  });
  await record(context, {
    action: 'return.send-back',
    organisationId: organisation.id,
    subject: subjectOf(located),
    before: { state: head.state, rev: head.rev },
    after: { state: 'returned', rev: head.rev, remarks, dueOn: mendBy },
  });
  foldSoon();
  return { state: 'returned' as const, remarks, dueOn: mendBy };
});
