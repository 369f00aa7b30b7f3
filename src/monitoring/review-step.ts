import type { Day } from '#calendar';
import { allow, type Action } from '#organisations';
import { Failure } from '#platform/failure.ts';
import type { Context } from '#platform/use-case.ts';
import { z } from 'zod';
import { formsOfCampaign } from './background.ts';
import { type Located, locateReturn, WhichReturn, Name } from './locate.ts';
import { after, partOf, type ReturnStep } from './rules/index.ts';
import type { Campaign } from './sql/campaigns.ts';
import { lockReturn, type ReturnHead, takeStep } from './sql/returns.ts';

/** A step of review is taken on what the reviewer has seen: `rev` is that of the page. */
export const WhichSubmission = WhichReturn.extend({
  organisation: Name,
  rev: z.int().min(0),
});

/**
 * The submission that a reviewer has before them, locked until the transaction ends.
 * @throws Failure `returns.not-found`, `access.denied`, `returns.changed-meanwhile`, `returns.not-submitted`
 */
export async function lockSubmission(
  context: Context,
  action: Action,
  which: z.output<typeof WhichSubmission>,
): Promise<Located> {
  const located = await locateReturn(context, which);
  allow(context, action, located.organisation.path);
  const head = await lockReturn(context.db, located.campaign.id, located.organisation.id);
  if (!head) throw new Failure('not-found', 'returns.not-found');
  if (head.rev !== which.rev) throw new Failure('conflict', 'returns.changed-meanwhile');
  if (head.state !== 'submitted') throw new Failure('conflict', 'returns.not-submitted');
  return { ...located, head };
}

/** @throws Failure `returns.not-submitted` where the step cannot be taken */
export async function step(
  context: Context,
  head: ReturnHead,
  taken: ReturnStep,
  { mendBy }: { mendBy?: Day } = {},
): Promise<void> {
  const to = after(head.state, taken);
  if (!to || !(await takeStep(context.db, head, { rev: head.rev, from: head.state, to, mendBy })))
    throw new Failure('conflict', 'returns.not-submitted');
}

export const subjectOf = ({ campaign, organisation }: Located) =>
  `return ${campaign.slug}/${organisation.code}`;

/** Where a field stands in the organisation's pages; the whole return is checked as one. */
export function addressOf({ slug, forms }: Pick<Campaign, 'slug' | 'forms'>, field: string): string {
  if (field === '') return `/office/returns/${slug}/check`;
  const part = partOf(formsOfCampaign({ forms }), field);
  return `/office/returns/${slug}/${part}?cell=${encodeURIComponent(field)}`;
}
