import { z } from 'zod';
import { quarterOf } from '#calendar';
import { allow } from '#organisations';
import { record } from '#platform/audit.ts';
import { reading, useCase } from '#platform/use-case.ts';
import { analyticalReport } from './analytical-report.ts';
import { campaignsIn, ownMunicipality } from './campaigns.ts';
import { frozenNow } from './frozen-now.ts';
import { campaignWithin } from './report-within.ts';
import { completeness } from './rules/completeness.ts';
import { insertReport, reportsOf } from './sql/reports.ts';

const Which = z.object({ campaign: z.string().min(1).max(40) });
const UNWRITTEN = { conclusions: '', proposals: '' };

/**
 * What a справка for a campaign would say if it were made now; without a campaign, which there are to choose from.
 * @throws Failure `access.denied`, `returns.not-found`, `reports.no-roadmap`
 */
export const previewReport = reading(
  'report.preview',
  Which.partial(),
  async (context, { campaign: slug }) => {
    const own = await ownMunicipality(context, 'report.draft');
    allow(context, 'report.draft', own?.path ?? '');
    const campaigns = await campaignsIn(context, own!);
    const choose = campaigns.map((one) => ({ slug: one.slug, quarter: quarterOf(one.period.end) }));
    if (slug === undefined) return { choose, preview: undefined };
    const { municipality, campaign } = await campaignWithin(context, 'report.draft', slug);
    const frozen = await frozenNow(context, municipality, campaign);
    const preview = {
      slug,
      quarter: frozen.campaign.quarter,
      reported: completeness(frozen.schools).reported.length,
      all: frozen.schools.length,
      earlier: (await reportsOf(context.db, [campaign.id])).length,
      blocks: analyticalReport(frozen, UNWRITTEN),
    };
    return { choose, preview };
  },
);

/**
 * Keeps consolidation, completeness and the state of the roadmap as they stand, for a справка.
 * @throws Failure `returns.not-found`, `access.denied`, `reports.no-roadmap`
 */
export const freezeReport = useCase('report.freeze', Which, async (context, { campaign: slug }) => {
  const { municipality, campaign } = await campaignWithin(context, 'report.draft', slug);
  allow(context, 'report.draft', municipality.path);
  const frozen = await frozenNow(context, municipality, campaign);
  const id = await insertReport(context.db, {
    campaignId: campaign.id,
    frozen,
    accountId: context.actor.accountId,
    at: context.now,
  });
  const { reported, all } = completeness(frozen.schools);
  await record(context, {
    action: 'report.freeze',
    organisationId: municipality.id,
    subject: `report ${id}, campaign ${slug}`,
    after: { reported: reported.length, all },
  });
  return { id };
});
