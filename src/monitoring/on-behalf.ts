import { z } from 'zod';
import { allow, notify } from '#organisations';
import { record } from '#platform/audit.ts';
import { useCase } from '#platform/use-case.ts';
import { locateReturn, Name, WhichReturn } from './locate.ts';
import { subjectOf } from './review-step.ts';
import { openDraft } from './save-draft.ts';
import { insertEvent } from './sql/returns.ts';

const EnterFor = WhichReturn.extend({
  organisation: Name,
  /** Whose words they are: a position, «директор». */
  toldBy: z.string().trim().min(1, 'returns.told-by-missing').max(200),
  /** Why the organisation does not enter them itself. */
  why: z.string().trim().min(1, 'returns.enter-why-missing').max(500),
});

/**
 * Says by whose words and why an organisation's figures are entered for it; without this nothing can be. It holds for
 * the return as it is now: one that was sent back asks anew. The organisation is told, and may correct.
 * @throws Failure `returns.not-found`, `access.denied`, `returns.campaign-closed`, `returns.already-submitted`
 */
export const enterFor = useCase(
  'return.enter-for',
  EnterFor,
  async (context, { toldBy, why, ...which }): Promise<{ toldBy: string; why: string }> => {
    const located = await locateReturn(context, which);
    const { campaign, organisation } = located;
    allow(context, 'return.enter-for', organisation.path);
    const { head } = await openDraft(context, located);
    await insertEvent(context.db, head, {
      action: 'begin',
      rev: head.rev,
      actorId: context.actor.accountId,
      at: context.now,
      detail: { toldBy, why },
    });
    await notify(context, {
      organisationId: organisation.id,
      roles: ['head', 'curator'],
      code: 'returns.notice-entered-for',
      params: { period: campaign.slug, toldBy, why },
      href: `/office/returns/${campaign.slug}/f1`,
    });
    await record(context, {
      action: 'return.enter-for',
      organisationId: organisation.id,
      subject: subjectOf(located),
      after: { toldBy, why },
    });
    return { toldBy, why };
  },
);
