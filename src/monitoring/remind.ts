import { allow, notify } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { useCase } from '#platform/use-case.ts';
import { locateCampaign, WhichCampaign } from './locate.ts';
import { headsOf } from './sql/returns.ts';
import { isCounted } from './show-return.ts';

/** Puts a reminder before everyone whose return has not been submitted. @throws Failure `returns.campaign-closed` */
export const remind = useCase('campaign.remind', WhichCampaign, async (context, which) => {
  const { campaign, municipality } = await locateCampaign(context, 'campaign.change', which);
  allow(context, 'campaign.change', municipality.path);
  if (campaign.state === 'closed') throw new Failure('conflict', 'returns.campaign-closed');
  const waiting = (await headsOf(context.db, campaign.id)).filter(({ state }) => !isCounted(state));
  for (const { organisationId, dueOn } of waiting)
    await notify(context, {
      organisationId,
      roles: ['head', 'curator'],
      code: 'returns.notice-reminder',
      params: { period: campaign.slug, dueOn },
      href: `/office/returns/${campaign.slug}/f1`,
    });
  await record(context, {
    action: 'campaign.remind',
    organisationId: municipality.id,
    subject: `campaign ${campaign.slug}`,
    after: { reminded: waiting.length },
  });
  return { reminded: waiting.length };
});
