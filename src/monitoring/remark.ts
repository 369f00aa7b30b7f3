import { z } from 'zod';
import { may } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { useCase } from '#platform/use-case.ts';
import { layoutOfCampaign } from './background.ts';
import { type Located, locateReturn, WhichReturn, Name } from './locate.ts';
import { contentOf } from './receipt.ts';
import { lockSubmission, subjectOf, WhichSubmission } from './review-step.ts';
import { cellsOf, fieldsFrom, organisationKinds, readFieldName } from './rules/index.ts';
import { formOfCampaign } from './background.ts';
import { keepable } from './save-draft.ts';
import { deleteRemark, insertRemark, remarksOf } from './sql/remarks.ts';
import { insertEvent, lastRevisions, type Revision } from './sql/returns.ts';

export const RemarkText = z
  .string()
  .max(2000, 'returns.value-too-long')
  .transform((text) => keepable(text).trim())
  .refine((text) => text !== '', 'returns.remark-empty');
const PutRemark = WhichSubmission.extend({
  /** A field of the return; empty for the whole of it. */
  field: z.string().max(200),
  text: RemarkText,
});

/**
 * Puts a remark on a field of a submitted return. The organisation sees it once the return is sent back.
 * @throws Failure `returns.not-found`, `access.denied`, `returns.changed-meanwhile`, `returns.not-submitted`,
 *   `returns.unknown-field`
 */
export const putRemark = useCase('return.remark', PutRemark, async (context, { field, text, ...which }) => {
  const located = await lockSubmission(context, 'return.remark', which);
  const { head, organisation, campaign } = located;
  const [revision] = await lastRevisions(context.db, campaign.id, [organisation.id]);
  if (!isFieldOf(located, revision, field)) throw new Failure('invalid', 'returns.unknown-field', { field });
  const valueThen = revision ? valueIn(located, revision, field) : null;
  const by = context.actor.accountId;
  const id = await insertRemark(context.db, head, {
    rev: head.rev,
    field,
    text,
    valueThen,
    accountId: by,
    at: context.now,
    answers: null,
    sentAt: null,
  });
  await insertEvent(context.db, head, {
    action: 'remark',
    rev: head.rev,
    actorId: by,
    at: context.now,
    detail: { remark: id, field },
  });
  await record(context, {
    action: 'return.remark',
    organisationId: organisation.id,
    subject: subjectOf(located),
    after: { field, text },
  });
  return { id };
});

/** What stood in a field when it was remarked on: the answer to whether it has been mended. */
function valueIn({ campaign, head }: Located, revision: Revision, field: string): string | null {
  const content = contentOf(campaign, head.parentId !== null, revision);
  return fieldsFrom(content, layoutOfCampaign(campaign))[field] ?? null;
}

export function isFieldOf(
  { campaign, organisation, head }: Located,
  revision: Revision | undefined,
  field: string,
) {
  if (field === '') return true;
  const read = readFieldName(field);
  if (read?.kind === 'execution') return revision?.texts.executions[read.obligation] !== undefined;
  if (read?.kind !== 'cell' || head.parentId === null) return false;
  const kind = organisationKinds.find((one) => one === organisation.kind) ?? 'other';
  return cellsOf(formOfCampaign(campaign), kind).some(
    ({ code, state }) => code === field && state !== 'closed',
  );
}

/**
 * Takes back a remark that has not been sent: one's own, or any as the coordinator.
 * @throws Failure `returns.not-found`, `access.denied`, `returns.remark-sent`
 */
export const withdrawRemark = useCase(
  'return.withdraw-remark',
  WhichReturn.extend({ organisation: Name, remark: z.int().positive() }),
  async (context, { remark: id, ...which }) => {
    const located = await locateReturn(context, which);
    const { head, organisation } = located;
    const remark = (await remarksOf(context.db, head)).find((one) => one.id === id && one.answers === null);
    const own = remark?.accountId === context.actor.accountId;
    const isReviewer = may(context, 'return.review', organisation.path);
    if (!remark || (!own && !isReviewer)) throw new Failure('not-found', 'returns.not-found');
    if (remark.sentAt) throw new Failure('conflict', 'returns.remark-sent');
    await deleteRemark(context.db, id);
    await record(context, {
      action: 'return.withdraw-remark',
      organisationId: organisation.id,
      subject: subjectOf(located),
      before: { field: remark.field, text: remark.text },
    });
    return { id };
  },
);
