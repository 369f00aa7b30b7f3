import { z } from 'zod';
import { allow, doers, grantsUnder } from '#organisations';
import { record } from '#platform/audit.ts';
import type { Database } from '#platform/database.server.ts';
import { Failure } from '#platform/failure.ts';
import { reading, useCase } from '#platform/use-case.ts';
import { locateCampaign, locateReturn, Name, WhichCampaign, WhichReturn } from './locate.ts';
import { subjectOf } from './review-step.ts';
import { shareEvenly } from './rules/index.ts';
import { putReviewDays, putReviewer, reviewDaysOf, reviewsIn } from './sql/reviews.ts';
import { headsOf } from './sql/returns.ts';

export const USUAL_REVIEW_DAYS = 5;
const ROLES: readonly string[] = ['coordinator', 'working-group'];

export type Reviewer = { id: number; name: string };

/** Who may look at the returns of a municipality and write remarks. */
export async function reviewersAt(
  db: Database,
  municipality: { id: number; path: string },
): Promise<Reviewer[]> {
  const grants = await grantsUnder(db, [municipality.path]);
  const ids = grants
    .filter(({ organisationId, role }) => organisationId === municipality.id && ROLES.includes(role))
    .map(({ accountId }) => accountId);
  const names = await doers(db, [...new Set(ids)]);
  return [...names.values()].map(({ id, name }) => ({ id, name })).toSorted((a, b) => a.id - b.id);
}

/**
 * Says whose a return is to look at; without a reviewer it is anybody's.
 * @throws Failure `returns.not-found`, `access.denied`, `returns.reviewer-unknown`
 */
export const assignReviewer = useCase(
  'return.assign',
  WhichReturn.extend({ organisation: Name, reviewer: z.int().positive().nullable() }),
  async (context, { reviewer, ...which }) => {
    const located = await locateReturn(context, which);
    const { organisation, campaign, head } = located;
    allow(context, 'return.review', organisation.path);
    const { municipality } = await locateCampaign(context, 'return.review', { campaign: campaign.slug });
    const known = await reviewersAt(context.db, municipality);
    const found = known.find(({ id }) => id === reviewer);
    if (reviewer !== null && !found) throw new Failure('invalid', 'returns.reviewer-unknown');
    await putReviewer(context.db, head, reviewer);
    await record(context, {
      action: 'return.assign',
      organisationId: organisation.id,
      subject: subjectOf(located),
      after: { reviewer: found?.name ?? null },
    });
    return { reviewer };
  },
);

/**
 * Shares the returns of a campaign that are nobody's among some reviewers, so that each has as many.
 * @throws Failure `returns.not-found`, `access.denied`, `returns.reviewer-unknown`
 */
export const shareReturns = useCase(
  'return.share',
  WhichCampaign.extend({ reviewers: z.array(z.int().positive()).min(1, 'returns.no-reviewers').max(50) }),
  async (context, { reviewers, ...which }) => {
    const { campaign, municipality } = await locateCampaign(context, 'return.review', which);
    allow(context, 'return.review', municipality.path);
    const known = await reviewersAt(context.db, municipality);
    if (reviewers.some((one) => !known.some(({ id }) => id === one)))
      throw new Failure('invalid', 'returns.reviewer-unknown');
    const has = new Map(
      (await reviewsIn(context.db, campaign.id)).map((one) => [one.organisationId, one.reviewerId]),
    );
    const open = (await headsOf(context.db, campaign.id)).filter(({ state }) => state !== 'accepted');
    const given = shareEvenly(
      open.map(({ organisationId: id }) => ({ id, reviewer: has.get(id) ?? null })),
      reviewers,
    );
    for (const { id, reviewer } of given)
      await putReviewer(context.db, { campaignId: campaign.id, organisationId: id }, reviewer);
    await record(context, {
      action: 'return.share',
      organisationId: municipality.id,
      subject: `campaign ${campaign.slug}`,
      after: { shared: given.length },
    });
    return { shared: given.length };
  },
);

/** After how many working days an unreviewed return goes up to the deputy. */
export const setReviewDays = useCase(
  'return.set-review-days',
  WhichCampaign.extend({
    days: z.int('returns.review-days').min(1, 'returns.review-days').max(60, 'returns.review-days'),
  }),
  async (context, { days, ...which }) => {
    const { municipality } = await locateCampaign(context, 'campaign.change', which);
    allow(context, 'campaign.change', municipality.path);
    const before = (await reviewDaysOf(context.db, municipality.id)) ?? USUAL_REVIEW_DAYS;
    await putReviewDays(context.db, municipality.id, days);
    await record(context, {
      action: 'return.set-review-days',
      organisationId: municipality.id,
      subject: `organisation ${municipality.code}`,
      before: { days: before },
      after: { days },
    });
    return { days };
  },
);

export type ListedReviewers = {
  slug: string;
  reviewers: (Reviewer & { count: number })[];
  /** Returns that are nobody's. */
  free: number;
  days: number;
};

/** Who reviews the returns of a campaign, and how many each has. @throws Failure `returns.not-found`, `access.denied` */
export const listReviewers = reading(
  'return.reviewers',
  WhichCampaign,
  async (context, which): Promise<ListedReviewers> => {
    const { campaign, municipality } = await locateCampaign(context, 'return.review', which);
    allow(context, 'return.review', municipality.path);
    const has = new Map(
      (await reviewsIn(context.db, campaign.id)).map((one) => [one.organisationId, one.reviewerId]),
    );
    const open = (await headsOf(context.db, campaign.id)).filter(({ state }) => state !== 'accepted');
    const of = (reviewer: number | null) =>
      open.filter(({ organisationId }) => (has.get(organisationId) ?? null) === reviewer).length;
    return {
      slug: campaign.slug,
      reviewers: (await reviewersAt(context.db, municipality)).map((one) => ({ ...one, count: of(one.id) })),
      free: of(null),
      days: (await reviewDaysOf(context.db, municipality.id)) ?? USUAL_REVIEW_DAYS,
    };
  },
);
