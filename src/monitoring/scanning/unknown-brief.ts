import { type Interval, quarterInterval, readQuarterSlug } from '#calendar';
import type { Brief } from '../judging/index.ts';
import { type OrganisationKind, organisationKinds } from '../rules/index.ts';

/** Without a server nothing is known of an organisation but its kind, nor of earlier periods. */
export const unknownBrief = (
  kind: OrganisationKind,
  campaign: string | undefined,
): Omit<Brief, 'forms' | 'form'> => ({
  kind,
  organisation: { profile: {} },
  campaign: { period: periodOf(campaign) },
  duties: [],
  previous: undefined,
  yearAgo: undefined,
  sameYear: false,
});

function periodOf(campaign = ''): Interval {
  const quarter = readQuarterSlug(campaign);
  return quarter
    ? quarterInterval(quarter.year, quarter.quarter)
    : { start: '1900-01-01', end: '2999-12-31' };
}

export const kindOf = (text: string | undefined): OrganisationKind | undefined =>
  organisationKinds.find((kind) => kind === text);
