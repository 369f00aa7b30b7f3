import { allow } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { useCase } from '#platform/use-case.ts';
import { locateCampaign, WhichCampaign } from './locate.ts';
import { closeCampaignRow } from './sql/campaigns.ts';

/** Ends a campaign: nothing more is saved or submitted in it. @throws Failure `returns.not-found`, `returns.campaign-closed` */
export const closeCampaign = useCase('campaign.close', WhichCampaign, async (context, which) => {
  const { campaign, municipality } = await locateCampaign(context, 'campaign.change', which);
  allow(context, 'campaign.change', municipality.path);
  if (!(await closeCampaignRow(context.db, campaign.id, context.now)))
    throw new Failure('conflict', 'returns.campaign-closed');
  await record(context, {
    action: 'campaign.close',
    organisationId: municipality.id,
    subject: `campaign ${campaign.slug}`,
    before: { state: 'open' },
    after: { state: 'closed' },
  });
  return { slug: campaign.slug, closedAt: context.now };
});
