import { z } from 'zod';
import { dayIn, quarterOf } from '#calendar';
import { type Campaign, consolidate } from '#monitoring';
import { allow } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { type Context, reading, useCase } from '#platform/use-case.ts';
import { campaignsIn, ownMunicipality } from './campaigns.ts';
import { formsOf, indicatorsOf } from './figures.ts';
import { campaignWithin } from './report-within.ts';
import { type Published, published } from './rules/published.ts';
import { publicationsOf, putPublication, takePublication } from './sql/publications.ts';

const Which = z.object({ campaign: z.string().min(1).max(40) });

/** What the public would see of a campaign now: accepted returns alone, the few hidden. */
async function publishedNow(context: Context, campaign: Campaign): Promise<Published> {
  const consolidation = await consolidate(context, { campaign: campaign.slug, filter: 'accepted' });
  return published({
    slug: campaign.slug,
    quarter: quarterOf(campaign.period.end),
    period: campaign.period,
    on: dayIn(context.now, context.zone),
    covered: consolidation.accepted,
    of: consolidation.expected,
    forms: formsOf(consolidation),
    indicators: indicatorsOf(consolidation).filter(({ plan }) => plan !== null),
  });
}

/**
 * Shows the accepted figures of a campaign to everybody, in the place of what was published of it before.
 * @throws Failure `returns.not-found`, `access.denied`, `site.nothing-accepted`
 */
export const publishFigures = useCase('site.publish', Which, async (context, { campaign: slug }) => {
  const { municipality, campaign } = await campaignWithin(context, 'site.change', slug);
  allow(context, 'site.change', municipality.path);
  const figures = await publishedNow(context, campaign);
  if (figures.covered === 0) throw new Failure('conflict', 'site.nothing-accepted');
  const earlier = await publicationsOf(context.db, municipality.id);
  await putPublication(context.db, {
    ownerId: municipality.id,
    campaignId: campaign.id,
    figures,
    accountId: context.actor.accountId,
    at: context.now,
  });
  await record(context, {
    action: 'site.publish',
    organisationId: municipality.id,
    subject: `campaign ${slug}`,
    before: earlier.find(({ campaignId }) => campaignId === campaign.id)?.figures,
    after: figures,
  });
  return { quarter: figures.quarter };
});

/** Takes the figures of a campaign from the public section. @throws Failure `returns.not-found`, `site.not-found` */
export const withdrawFigures = useCase('site.withdraw', Which, async (context, { campaign: slug }) => {
  const { municipality, campaign } = await campaignWithin(context, 'site.change', slug);
  allow(context, 'site.change', municipality.path);
  if (!(await takePublication(context.db, municipality.id, campaign.id)))
    throw new Failure('not-found', 'site.not-found');
  await record(context, {
    action: 'site.withdraw',
    organisationId: municipality.id,
    subject: `campaign ${slug}`,
  });
  return { quarter: quarterOf(campaign.period.end) };
});

/** For the coordinator: which quarters are published, and what everybody would see of one. */
export const showPublishing = reading(
  'site.show-publishing',
  z.object({ campaign: z.string().max(40).optional() }),
  async (context, { campaign: slug }) => {
    const municipality = await ownMunicipality(context, 'site.change');
    if (!municipality) throw new Failure('forbidden', 'access.denied');
    allow(context, 'site.change', municipality.path);
    const campaigns = await campaignsIn(context, municipality);
    const publications = await publicationsOf(context.db, municipality.id);
    const chosen = campaigns.find((one) => one.slug === slug);
    const listed = [];
    for (const campaign of campaigns) {
      const { accepted, expected } = await consolidate(context, { campaign: campaign.slug });
      listed.push({
        slug: campaign.slug,
        quarter: quarterOf(campaign.period.end),
        accepted,
        expected,
        publishedAt: publications.find(({ campaignId }) => campaignId === campaign.id)?.at,
      });
    }
    return { campaigns: listed, preview: chosen && (await publishedNow(context, chosen)) };
  },
);
