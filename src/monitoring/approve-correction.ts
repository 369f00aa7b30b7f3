import { z } from 'zod';
import type { Interval } from '#calendar';
import { approveDraft, countsOf, draftWithin, followDraft, OrderInput } from '#roadmap';
import type { Followed } from '#roadmap/rules';
import type { Database } from '#platform/database.server.ts';
import { type Context, reading, useCase } from '#platform/use-case.ts';
import { forgetCampaignsOf } from './known-returns.ts';
import type { ReturnState } from './rules/index.ts';
import { settledUnder } from './settled.ts';
import { campaignsOf } from './sql/campaigns.ts';
import { headsOf } from './sql/returns.ts';

/** An open campaign in which a correction changes what F1 asks. */
export type TouchedCampaign = {
  slug: string;
  period: Interval;
  /** Returns still being filled in, or sent back: their rows change. */
  asked: number[];
  /** Submitted or accepted already: they stay as they are and count. */
  standing: number[];
};
export type Consequences = ReturnType<typeof countsOf> & { campaigns: TouchedCampaign[] };

/**
 * What would follow if a draft were approved now: how many obligations are kept, moved, ended and added, and which returns
 * of open campaigns would ask other rows.
 * @throws Failure `correction.not-found`
 */
export const previewCorrection = reading(
  'roadmap.preview-correction',
  z.object({ id: z.int().positive() }),
  async (context, { id }): Promise<Consequences> => {
    const found = await draftWithin(context, id);
    const followed = await followDraft(context, found, await settledUnder(context.db, found.owner.id));
    return { ...countsOf(followed), campaigns: await touchedBy(context.db, found.owner.id, followed) };
  },
);

const approve = useCase('roadmap.approve-correction', OrderInput, async (context, order) => {
  const { owner } = await draftWithin(context, order.id);
  const approved = await approveDraft(context, order, await settledUnder(context.db, owner.id));
  return {
    ownerId: owner.id,
    versionId: approved.versionId,
    number: approved.number,
    ...countsOf(approved.followed),
    campaigns: await touchedBy(context.db, owner.id, approved.followed),
  };
});

/**
 * Approves a draft by an order: it becomes the next version, and the obligations follow it (see
 * docs/decisions/0007-roadmap-versions.md). A return that has been submitted stays as it is.
 * @throws Failure `correction.not-found`, `correction.approved`, `correction.thrown-away`,
 *   `correction.changed-meanwhile`, `correction.approved-meanwhile`, `correction.nothing-changed`, `roadmap.not-ready`
 */
export const approveCorrection = Object.assign(
  async (context: Context, order: z.input<typeof OrderInput>) => {
    const { ownerId, ...approved } = await approve(context, order);
    // Once it has been committed: what a submission is judged against is kept for a minute otherwise.
    forgetCampaignsOf(context, ownerId);
    return approved;
  },
  { title: approve.title, schema: OrderInput },
);

async function touchedBy(db: Database, ownerId: number, followed: Followed): Promise<TouchedCampaign[]> {
  const open = (await campaignsOf(db, [ownerId])).filter(({ state }) => state === 'open');
  const touched: TouchedCampaign[] = [];
  for (const { id, slug, period } of open) {
    const organisations = organisationsTouched(followed, period);
    const heads = (await headsOf(db, id)).filter(({ organisationId }) => organisations.has(organisationId));
    if (!heads.length) continue;
    const inState = (...states: ReturnState[]) =>
      heads.filter(({ state }) => states.includes(state)).map(({ organisationId }) => organisationId);
    touched.push({
      slug,
      period,
      asked: inState('draft', 'returned'),
      standing: inState('submitted', 'accepted'),
    });
  }
  return touched;
}

/** F1 asks what has begun by the end of the period; what begins later, before and after, changes nothing in it. */
function organisationsTouched({ moved, ended, revived, added }: Followed, { end }: Interval): Set<number> {
  const begun = [
    ...ended.filter(({ start }) => start <= end),
    ...revived.filter(({ start }) => start <= end),
    ...added.filter(({ start }) => start <= end),
    ...moved.filter(({ start, from }) => start <= end || from.start <= end),
  ];
  return new Set(begun.map(({ organisationId }) => organisationId));
}
