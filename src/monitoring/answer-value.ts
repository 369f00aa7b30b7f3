import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { dayIn } from '#calendar';
import { allow, notify } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { type Context, useCase } from '#platform/use-case.ts';
import { asSubmitted } from './as-submitted.ts';
import { backgroundsOf, layoutOfCampaign } from './background.ts';
import { foldSoon } from './fold.ts';
import { judgeReturn } from './judging/index.ts';
import { type Located, locateReturn, WhichReturn } from './locate.ts';
import { faultsIn } from './merge-draft.ts';
import { checksumOf, contentOf } from './receipt.ts';
import { RemarkText } from './remark.ts';
import { subjectOf } from './review-step.ts';
import { blocks, encode, type Fields, fieldsFrom, readFieldName } from './rules/index.ts';
import { LONGEST } from './save-draft.ts';
import { isCounted } from './show-return.ts';
import { insertCorrection } from './sql/corrections.ts';
import { carryOpened } from './sql/reviews.ts';
import { insertEvent, lastRevisions, lockReturn, type Revision } from './sql/returns.ts';
import { putAnswer, valueQuestionsOf } from './sql/value-questions.ts';

const MOST_VALUES = 20;
const AnswerValue = WhichReturn.extend({
  question: z.int().positive(),
  text: RemarkText,
  /** Cell → the right number as typed: the one that was asked about, and those that must change with it. */
  values: z
    .record(z.string().max(200), z.string().max(LONGEST, 'returns.value-too-long'))
    .refine((values) => Object.keys(values).length <= MOST_VALUES, 'returns.too-many-fields')
    .default({}),
});

/**
 * What a school says to a question at one value: that it is right and why, or what is right. A correction is a revision
 * like any other, judged by the same checks; questions that it raises are explained by the answer. The return is not sent
 * back, it stays where it was in the queue, and nobody is late for it; one that had been accepted is looked at again.
 * @throws Failure `returns.not-found`, `access.denied`, `returns.value-answered`, `returns.campaign-closed`,
 *   `returns.not-handed-in`, `returns.unknown-fields`, `returns.correction-not-ready` (with what stands in the way)
 */
export const answerValue = useCase(
  'return.answer-value',
  AnswerValue,
  async (context, { question: id, text, values, ...which }) => {
    const located = await locateReturn(context, which);
    const { campaign, organisation } = located;
    const head = await lockReturn(context.db, campaign.id, organisation.id);
    if (!head) throw new Failure('not-found', 'returns.not-found');
    allow(context, 'return.submit', organisation.path);
    const question = (await valueQuestionsOf(context.db, head)).find((one) => one.id === id);
    if (!question) throw new Failure('not-found', 'returns.not-found');
    if (question.answeredAt) throw new Failure('conflict', 'returns.value-answered');
    if (campaign.state === 'closed') throw new Failure('conflict', 'returns.campaign-closed');
    const here = { ...located, head };
    const rev = await correct(context, here, values, text);
    const at = { by: context.actor.accountId, at: context.now };
    if (!(await putAnswer(context.db, id, { answer: text, correctedRev: rev ?? null, ...at })))
      throw new Failure('conflict', 'returns.value-answered');
    await notify(context, {
      organisationId: campaign.ownerId,
      roles: ['coordinator'],
      code: rev === undefined ? 'returns.notice-value-answered' : 'returns.notice-value-corrected',
      params: { organisation: organisation.shortName, period: campaign.slug },
      href: `/office/campaigns/${campaign.slug}/${organisation.code}?cell=${encodeURIComponent(question.field)}#${question.field}`,
    });
    await record(context, {
      action: 'return.answer-value',
      organisationId: organisation.id,
      subject: subjectOf(located),
      before: rev === undefined ? undefined : { [question.field]: question.valueThen },
      after: { text, ...(rev === undefined ? {} : values) },
    });
    return { rev };
  },
);

/** The new revision; nothing where no value is another than it was. */
async function correct(
  context: Context,
  located: Located,
  values: Record<string, string>,
  text: string,
): Promise<number | undefined> {
  const { head, campaign, organisation } = located;
  const [revision] = await lastRevisions(context.db, campaign.id, [organisation.id]);
  const said = revision && fieldsIn(located, revision);
  const changed = Object.entries(values).filter(([field, value]) => value.trim() !== (said?.[field] ?? ''));
  if (!revision || !said || changed.length === 0) return undefined;
  if (!isCounted(head.state))
    throw new Failure('conflict', 'returns.not-handed-in', { organisation: organisation.shortName });
  if (changed.some(([field]) => readFieldName(field)?.kind !== 'cell'))
    throw new Failure('invalid', 'returns.unknown-fields');
  const { background, content } = await judged(
    context,
    located,
    revision,
    {
      ...said,
      ...Object.fromEntries(changed),
    },
    text,
  );
  const { numbers, ...words } = content;
  const { doors, behalf } = revision.texts; // how the other answers came in
  const texts = { ...words, ...(doors ? { doors } : {}), ...(behalf ? { behalf } : {}) };
  const actorId = context.actor.accountId!; // a stranger has not come past `allow`
  const made = { at: context.now, rev: head.rev + 1, actorId };
  const stored = encode(background.layout, numbers);
  await insertCorrection(context.db, head, {
    ...made,
    stored,
    texts,
    checksum: checksumOf(campaign, organisation, { ...made, ...stored, texts }),
    requestId: randomUUID(),
  });
  await carryOpened(context.db, head);
  await insertEvent(context.db, head, {
    action: 'correct',
    rev: made.rev,
    actorId,
    at: context.now,
    detail: { field: changed[0]![0] },
  });
  foldSoon();
  return made.rev;
}

function fieldsIn({ campaign, head }: Located, revision: Revision): Fields {
  const layout = head.parentId === null ? [] : layoutOfCampaign(campaign);
  return fieldsFrom(contentOf(campaign, head.parentId !== null, revision), layout);
}

/** @throws Failure `returns.unknown-fields`, `returns.correction-not-ready` */
async function judged(context: Context, located: Located, revision: Revision, fields: Fields, text: string) {
  const { campaign, organisation, head } = located;
  const asked = (await backgroundsOf(context.db, campaign, [located])).get(organisation.id)!;
  const before = contentOf(campaign, head.parentId !== null, revision);
  const background = await asSubmitted(context.db, asked, before);
  const faults = faultsIn(background, fields as Record<string, string>);
  if (faults.length > 0) throw new Failure('invalid', 'returns.unknown-fields', {}, faults);
  const today = dayIn(revision.at, campaign.zone); // as it was judged when it was submitted
  const first = judgeReturn(background, fields, today);
  const raised = [...(first.verdict?.issues ?? [])].filter(
    (one) => blocks(one) && one.severity === 'warning',
  );
  const explained = Object.fromEntries(raised.map(({ code, at }) => [`why.${code}@${at}`, text]));
  const verdict = judgeReturn(background, { ...fields, ...explained }, today);
  if (verdict.submittable) return { background, content: verdict.content };
  const issues = [...verdict.executions, ...(verdict.verdict?.issues ?? [])].filter(blocks);
  throw new Failure(
    'invalid',
    'returns.correction-not-ready',
    { count: issues.length },
    issues.map(({ at, code, params }) => ({ at, code, params })),
  );
}
