import { z } from 'zod';
import { type Quarter, quarterOf } from '#calendar';
import { allow, may } from '#organisations';
import { reading } from '#platform/use-case.ts';
import { campaignsIn, ownMunicipality } from './campaigns.ts';
import { completeness } from './rules/completeness.ts';
import { reportsOf } from './sql/reports.ts';

export type ListedReport = {
  id: number;
  slug: string;
  quarter: Quarter;
  at: Date;
  reported: number;
  all: number;
  /** Whether they have been written. */
  conclusions: boolean;
  proposals: boolean;
};

/**
 * The справки of the actor's municipality, the newest first, and the campaigns that one can be made for.
 * @throws Failure `access.denied`
 */
export const listReports = reading('report.list', z.object({}), async (context) => {
  const municipality = await ownMunicipality(context, 'report.read');
  allow(context, 'report.read', municipality?.path ?? '');
  const campaigns = municipality ? await campaignsIn(context, municipality) : [];
  const reports = await reportsOf(
    context.db,
    campaigns.map(({ id }) => id),
  );
  return {
    reports: reports.map(({ id, frozen, conclusions, proposals, at }): ListedReport => ({
      id,
      slug: frozen.campaign.slug,
      quarter: frozen.campaign.quarter,
      at,
      reported: completeness(frozen.schools).reported.length,
      all: frozen.schools.length,
      conclusions: conclusions !== '',
      proposals: proposals !== '',
    })),
    campaigns: campaigns.map(({ slug, period }) => ({ slug, quarter: quarterOf(period.end) })),
    mayDraft: municipality !== undefined && may(context, 'report.draft', municipality.path),
  };
});
