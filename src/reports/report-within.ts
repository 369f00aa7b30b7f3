import type { Campaign } from '#monitoring';
import type { Action, Organisation } from '#organisations';
import { Failure } from '#platform/failure.ts';
import type { Context } from '#platform/use-case.ts';
import { campaignsIn, ownMunicipality } from './campaigns.ts';
import { type Report, reportAt } from './sql/reports.ts';

/** The municipality's campaign of that name within reach. @throws Failure `returns.not-found` */
export async function campaignWithin(
  context: Context,
  action: Action,
  slug: string,
): Promise<{ municipality: Organisation; campaign: Campaign; campaigns: Campaign[] }> {
  const municipality = await ownMunicipality(context, action);
  const campaigns = municipality ? await campaignsIn(context, municipality) : [];
  const campaign = campaigns.find((one) => one.slug === slug);
  if (!municipality || !campaign) throw new Failure('not-found', 'returns.not-found');
  return { municipality, campaign, campaigns };
}

/** A report within reach. @throws Failure `reports.not-found` */
export async function reportWithin(
  context: Context,
  action: Action,
  id: number,
): Promise<{ municipality: Organisation; report: Report }> {
  const municipality = await ownMunicipality(context, action);
  const campaigns = municipality ? await campaignsIn(context, municipality) : [];
  const report = await reportAt(
    context.db,
    id,
    campaigns.map((one) => one.id),
  );
  if (!municipality || !report) throw new Failure('not-found', 'reports.not-found');
  return { municipality, report };
}
