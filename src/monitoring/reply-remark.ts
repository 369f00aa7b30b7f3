import { z } from 'zod';
import { allow, notify } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { useCase } from '#platform/use-case.ts';
import { locateReturn, WhichReturn } from './locate.ts';
import { RemarkText } from './remark.ts';
import { subjectOf } from './review-step.ts';
import { insertRemark, remarksOf } from './sql/remarks.ts';
import { insertEvent } from './sql/returns.ts';

/**
 * What the organisation says to a remark; the coordinator is told.
 * @throws Failure `returns.not-found`, `access.denied`, `returns.remark-settled`
 */
export const replyRemark = useCase(
  'return.reply',
  WhichReturn.extend({ remark: z.int().positive(), text: RemarkText }),
  async (context, { remark: id, text, ...which }) => {
    const located = await locateReturn(context, which);
    const { head, campaign, organisation } = located;
    allow(context, 'return.fill', organisation.path);
    const remark = (await remarksOf(context.db, head)).find((one) => one.id === id);
    if (!remark?.sentAt || remark.answers !== null) throw new Failure('not-found', 'returns.not-found');
    if (remark.resolvedAt) throw new Failure('conflict', 'returns.remark-settled');
    const by = context.actor.accountId;
    const reply = await insertRemark(context.db, head, {
      rev: head.rev,
      field: remark.field,
      text,
      valueThen: null,
      accountId: by,
      at: context.now,
      answers: id,
      sentAt: context.now,
    });
    await insertEvent(context.db, head, {
      action: 'reply',
      rev: head.rev,
      actorId: by,
      at: context.now,
      detail: { remark: id, field: remark.field },
    });
    await notify(context, {
      organisationId: campaign.ownerId,
      roles: ['coordinator'],
      code: 'returns.notice-reply',
      params: { organisation: organisation.shortName, period: campaign.slug },
      href: `/office/campaigns/${campaign.slug}/${organisation.code}`,
    });
    await record(context, {
      action: 'return.reply',
      organisationId: organisation.id,
      subject: subjectOf(located),
      after: { remark: id, text },
    });
    return { id: reply };
  },
);
