import { z } from 'zod';
import { allow, notify } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { type Context, useCase } from '#platform/use-case.ts';
import { layoutOfCampaign } from './background.ts';
import { locateReturn, Name } from './locate.ts';
import { contentOf } from './receipt.ts';
import { isFieldOf, RemarkText } from './remark.ts';
import { subjectOf } from './review-step.ts';
import { fieldsFrom } from './rules/index.ts';
import { isCounted } from './show-return.ts';
import { lastRevisions, lockReturn } from './sql/returns.ts';
import { insertValueQuestion, valueQuestionsOf } from './sql/value-questions.ts';

const AskValues = z.object({
  campaign: Name,
  organisations: z.array(Name).min(1, 'returns.nothing-marked').max(500),
  field: z.string().min(1, 'returns.unknown-field').max(200),
  text: RemarkText,
});

/**
 * Asks at one value of some submitted returns. Nothing is sent back and no clock stops: the schools say that the value is
 * right, or correct it alone.
 * @throws Failure `returns.not-found`, `access.denied`, `returns.unknown-field`, `returns.not-handed-in`,
 *   `returns.campaign-closed`
 */
export const askValues = useCase(
  'return.ask-value',
  AskValues,
  async (context, { campaign, organisations, field, text }) => {
    let asked = 0;
    for (const organisation of organisations)
      if (await askOne(context, { campaign, organisation, field, text })) asked += 1;
    return { asked };
  },
);

/** `false` where the same field is being asked about already: its school is not asked twice. */
async function askOne(
  context: Context,
  { field, text, ...which }: { campaign: string; organisation: string; field: string; text: string },
): Promise<boolean> {
  const located = await locateReturn(context, which);
  const { campaign, organisation } = located;
  allow(context, 'return.review', organisation.path);
  if (campaign.state === 'closed') throw new Failure('conflict', 'returns.campaign-closed');
  const head = await lockReturn(context.db, campaign.id, organisation.id);
  const [revision] = await lastRevisions(context.db, campaign.id, [organisation.id]);
  if (!head || !revision || !isCounted(head.state))
    throw new Failure('conflict', 'returns.not-handed-in', { organisation: organisation.shortName });
  if (!isFieldOf(located, revision, field)) throw new Failure('invalid', 'returns.unknown-field', { field });
  const open = await valueQuestionsOf(context.db, head);
  await record(context, {
    action: 'return.ask-value',
    organisationId: organisation.id,
    subject: subjectOf(located),
    after: { field, text },
  });
  if (open.some((one) => one.field === field && one.answeredAt === null)) return false;
  const content = contentOf(campaign, head.parentId !== null, revision);
  const layout = head.parentId === null ? [] : layoutOfCampaign(campaign);
  await insertValueQuestion(context.db, head, {
    field,
    text,
    valueThen: fieldsFrom(content, layout)[field] ?? null,
    by: context.actor.accountId,
    at: context.now,
  });
  await notify(context, {
    organisationId: organisation.id,
    roles: ['head', 'curator'],
    code: 'returns.notice-value-asked',
    params: { period: campaign.slug },
    href: `/office/returns/${campaign.slug}/questions`,
  });
  return true;
}
