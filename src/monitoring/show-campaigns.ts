import { z } from 'zod';
import { quarterOf, quarterSlug, dayIn } from '#calendar';
import { allow, may } from '#organisations';
import { reading } from '#platform/use-case.ts';
import { type ListedCampaign, listedCampaigns } from './list-campaigns.ts';
import { locateMunicipality, Name } from './locate.ts';

export type ShownCampaigns = {
  municipality: { name: string; shortName: string };
  campaigns: ListedCampaign[];
  /** The quarter to open next: the one that is running or, where that has its campaign, the one after it. */
  next: string;
  may: { change: boolean };
};

/** All campaigns of a municipality, as those see them who follow the returns. @throws Failure `access.denied` */
export const showCampaigns = reading(
  'campaign.show-all',
  z.object({ municipality: Name.optional() }),
  async (context, { municipality: code }): Promise<ShownCampaigns> => {
    const municipality = await locateMunicipality(context, 'campaign.read', code);
    allow(context, 'return.inspect', municipality.path);
    const campaigns = await listedCampaigns(context.db, municipality.id);
    const { year, quarter } = quarterOf(dayIn(context.now, context.zone));
    const running = quarterSlug(year, quarter);
    const after = quarter === 4 ? quarterSlug(year + 1, 1) : quarterSlug(year, quarter + 1);
    return {
      municipality: { name: municipality.name, shortName: municipality.shortName },
      campaigns,
      next: campaigns.some(({ slug }) => slug === running) ? after : running,
      may: { change: may(context, 'campaign.change', municipality.path) },
    };
  },
);
