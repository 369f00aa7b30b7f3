import { dayIn, quarterOf } from '#calendar';
import { type Campaign, campaignsOf, type ListedReturn, listReturns } from '#monitoring';
import { type Action, municipalityOf, type Organisation, reach } from '#organisations';
import type { Context } from '#platform/use-case.ts';
import type { StandingCampaign, StandingReturn } from './rules/campaign.ts';
import type { Standing } from './rules/frozen.ts';

/** The municipality of the first of the actor's roles that may do the action. */
export async function ownMunicipality(context: Context, action: Action): Promise<Organisation | undefined> {
  for (const node of reach(context, action)) {
    const found = await municipalityOf(context.db, node);
    if (found) return found;
  }
  return undefined;
}

const STANDINGS: Record<ListedReturn['status'], Standing> = {
  'not-begun': 'not-begun',
  filling: 'begun',
  returned: 'sent-back',
  submitted: 'submitted',
  accepted: 'accepted',
};

/** A campaign with where each return stands, for those who may read them all. */
export async function standingCampaign(context: Context, campaign: Campaign): Promise<StandingCampaign> {
  const { returns } = await listReturns(context, { campaign: campaign.slug });
  const day = (at: Date | null) => at && dayIn(at, campaign.zone);
  return {
    ...campaignFacts(campaign),
    returns: returns.map(
      ({ organisation, asksNumbers, status, daysLate, seenAt, ...listed }): StandingReturn => ({
        organisationId: organisation.id,
        code: organisation.code,
        name: organisation.shortName,
        mark: organisation.mark,
        standing: STANDINGS[status],
        daysLate: listed.firstSubmittedAt ? Math.max(0, daysLate) : 0,
        seen: seenAt !== null,
        firstSubmittedOn: day(listed.firstSubmittedAt),
        lastSubmittedOn: day(listed.submittedAt),
        school: asksNumbers,
        lowPerforming: organisation.lowPerforming,
        adverseConditions: organisation.adverseConditions,
      }),
    ),
  };
}

export const campaignFacts = ({ id, slug, period, dueOn, state }: Campaign) => ({
  id,
  slug,
  quarter: quarterOf(period.end),
  period,
  dueOn,
  state,
});

/** A municipality's campaigns, the newest first. */
export const campaignsIn = (context: Context, municipality: Organisation): Promise<Campaign[]> =>
  campaignsOf(context.db, [municipality.id]);
