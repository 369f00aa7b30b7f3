import { notify } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { useCase } from '#platform/use-case.ts';
import { layoutOfCampaign } from './background.ts';
import { foldSoon } from './fold.ts';
import type { Located } from './locate.ts';
import { contentOf } from './receipt.ts';
import { RemarkText } from './remark.ts';
import { addressOf, lockSubmission, step, subjectOf, WhichSubmission } from './review-step.ts';
import { doors, fieldsFrom } from './rules/index.ts';
import { insertRemark, remarksOf, sendRemarks } from './sql/remarks.ts';
import { insertEvent, lastRevisions, putDraft, type Revision } from './sql/returns.ts';

const SendBack = WhichSubmission.extend({
  /** Said of the whole return, beside the remarks on its fields. */
  text: RemarkText.optional(),
});

/**
 * Gives a return back to be mended, with everything that has been remarked on. Its draft goes on from what was
 * submitted; until it is submitted again it is in no sum.
 * @throws Failure `returns.not-found`, `access.denied`, `returns.changed-meanwhile`, `returns.not-submitted`,
 *   `returns.no-remarks`
 */
export const sendBack = useCase('return.send-back', SendBack, async (context, { text, ...which }) => {
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
  await step(context, head, 'send-back');
  await sendRemarks(context.db, head, context.now);
  const [revision] = await lastRevisions(context.db, campaign.id, [organisation.id]);
  if (revision)
    await putDraft(context.db, head, {
      ...draftFrom(located, revision),
      at: context.now,
      by: revision.actorId,
      replace: true,
    });
  const remarks = sent.length;
  await insertEvent(context.db, head, {
    action: 'send-back',
    rev: head.rev,
    actorId: by,
    at: context.now,
    detail: { remarks },
  });
  await notify(context, {
    organisationId: organisation.id,
    roles: ['head', 'curator'],
    code: 'returns.notice-sent-back',
    params: { period: campaign.slug, remarks },
    href: addressOf(campaign.slug, (sent.find(({ field }) => field !== '') ?? sent[0]!).field),
  });
  await record(context, {
    action: 'return.send-back',
    organisationId: organisation.id,
    subject: subjectOf(located),
    before: { state: head.state, rev: head.rev },
    after: { state: 'returned', remarks },
  });
  foldSoon();
  return { state: 'returned' as const, remarks };
});

/** The draft that goes on from what was submitted; each answer keeps the door that it came by. */
export function draftFrom({ campaign, head }: Located, revision: Revision) {
  const rev = head.draftRev + 1;
  const layout = head.parentId === null ? [] : layoutOfCampaign(campaign);
  const fields = fieldsFrom(contentOf(campaign, head.parentId !== null, revision), layout);
  const doorOf = (field: string) =>
    doors.find((door) => revision.texts.doors?.[door]?.some((one) => one === field || one === '*'));
  const entries = Object.entries(fields).map(([field, value]) => {
    const door = doorOf(field);
    return [field, { value, rev, by: revision.actorId, ...(door ? { door } : {}) }] as const;
  });
  return { rev, entries: Object.fromEntries(entries) };
}
