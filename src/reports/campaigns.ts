import { dayIn, quarterOf } from '#calendar';
import { type Campaign, campaignsOf, headsOf, latenessIn } from '#monitoring';
import type { ReturnState } from '#monitoring/rules';
import { type Action, municipalityOf, type Organisation, organisationsUnder, reach } from '#organisations';
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

const STANDINGS: Record<Exclude<ReturnState, 'draft'>, Standing> = {
  returned: 'sent-back',
  submitted: 'submitted',
  accepted: 'accepted',
};

/** A campaign with where each return stands, for those who may read them all. */
export async function standingCampaign(
  { db, now }: Context,
  municipality: Pick<Organisation, 'path'>,
  campaign: Campaign,
): Promise<StandingCampaign> {
  const heads = new Map((await headsOf(db, campaign.id)).map((head) => [head.organisationId, head]));
  const organisations = await organisationsUnder(db, [municipality.path]);
  const daysLate = await latenessIn(db, campaign, dayIn(now, campaign.zone));
  const day = (at: Date | null) => at && dayIn(at, campaign.zone);
  return {
    ...campaignFacts(campaign),
    returns: organisations.flatMap((organisation): StandingReturn[] => {
      const head = heads.get(organisation.id);
      if (!head) return [];
      const first = day(head.firstSubmittedAt);
      return [
        {
          organisationId: organisation.id,
          code: organisation.code,
          name: organisation.shortName,
          mark: organisation.mark,
          standing:
            head.state === 'draft' ? (head.draftRev > 0 ? 'begun' : 'not-begun') : STANDINGS[head.state],
          daysLate: first ? Math.max(0, daysLate(head)) : 0,
          seen: head.firstSeenAt !== null,
          firstSubmittedOn: first,
          lastSubmittedOn: day(head.submittedAt),
          school: head.parentId !== null,
          lowPerforming: organisation.lowPerforming,
          adverseConditions: organisation.adverseConditions,
        },
      ];
    }),
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
