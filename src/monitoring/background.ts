import { type Interval, yearOf } from '#calendar';
import type { Organisation } from '#organisations';
import { type Obligation, obligationsDue } from '#roadmap';
import type { Database } from '#platform/database.server.ts';
import { formOf } from './forms/index.ts';
import {
  type Answer,
  decode,
  dutiesIn,
  type FormDefinition,
  isEvent,
  type LastAnswer,
  type Layout,
  layoutFrom,
  type OrganisationKind,
  organisationKinds,
} from './rules/index.ts';
import { type Campaign, campaignsOf } from './sql/campaigns.ts';
import { type EarlierReturn, type ReturnHead, returnsIn, stateNamed } from './sql/returns.ts';
import { stampOf } from './sql/submission.ts';

/** A row of F1. */
export type Duty = Obligation & { isEvent: boolean; last: LastAnswer | undefined };

/** What a return is judged against and does not change while it is being filled in. */
export type Background = {
  campaign: Campaign;
  organisation: Organisation;
  kind: OrganisationKind;
  /** Nothing for those who fill in F1 alone. */
  form: FormDefinition | undefined;
  layout: Layout;
  duties: readonly Duty[];
  /** The counted numbers of the campaign before, scaled. */
  previous: { campaign: string; period: Interval; numbers: Record<string, Answer> } | undefined;
  sameYear: boolean;
  /** What the earlier campaigns counted when this was read. */
  earlier: { campaignIds: readonly number[]; stamp: string };
};

const kindOf = (kind: string): OrganisationKind => organisationKinds.find((one) => one === kind) ?? 'other';

/** The campaign's form of numbers. @throws Error for one that this program does not have */
export function formOfCampaign({ formCode, formVersion }: Campaign): FormDefinition {
  const form = formOf(formCode, formVersion);
  if (!form) throw new Error(`no form ${formCode} ${formVersion}`);
  return form;
}

export const layoutOfCampaign = ({ cells, scales }: Campaign): Layout => layoutFrom(cells, scales);

/** The background of some returns of one campaign, by organisation; as many queries for one as for all. */
export async function backgroundsOf(
  db: Database,
  campaign: Campaign,
  addressed: readonly { organisation: Organisation; head: ReturnHead }[],
): Promise<Map<number, Background>> {
  const ids = addressed.map(({ organisation }) => organisation.id);
  const all = await campaignsOf(db, [campaign.ownerId]);
  const before = all
    .filter(({ period }) => period.start < campaign.period.start)
    .toSorted((a, b) => (a.period.start < b.period.start ? -1 : 1));
  const earlierIds = before.map(({ id }) => id);
  const returns = await returnsIn(db, earlierIds, ids);
  const obligations = await obligationsDue(db, ids, { startsBy: campaign.period.end });
  const returnsBy = Map.groupBy(returns, ({ organisationId }) => organisationId);
  const obligationsBy = Map.groupBy(obligations, ({ organisationId }) => organisationId);
  return new Map(
    addressed.map(({ organisation, head }) => {
      const own = returnsBy.get(organisation.id) ?? [];
      const asked = obligationsBy.get(organisation.id) ?? [];
      return [organisation.id, background(campaign, organisation, head, { before, returns: own, asked })];
    }),
  );
}

function background(
  campaign: Campaign,
  organisation: Organisation,
  head: ReturnHead,
  given: { before: readonly Campaign[]; returns: readonly EarlierReturn[]; asked: readonly Obligation[] },
): Background {
  const last = lastAnswers(given.before, given.returns);
  const duties = dutiesIn(given.asked, last, campaign.period);
  const asksNumbers = head.parentId !== null;
  const previous = asksNumbers ? previousOf(given.before.at(-1), given.returns) : undefined;
  return {
    campaign,
    organisation,
    kind: kindOf(organisation.kind),
    form: asksNumbers ? formOfCampaign(campaign) : undefined,
    layout: asksNumbers ? layoutOfCampaign(campaign) : [],
    duties: duties.map((duty) => ({ ...duty, isEvent: isEvent(duty.title) })),
    previous,
    sameYear: previous !== undefined && yearOf(previous.period.start) === yearOf(campaign.period.start),
    earlier: { campaignIds: given.before.map(({ id }) => id), stamp: stampOf(given.returns) },
  };
}

/** The last counted answer about each obligation; `before` is in the order of time. */
export function lastAnswers(
  before: readonly Campaign[],
  returns: readonly EarlierReturn[],
): Record<number, LastAnswer> {
  const last: Record<number, LastAnswer> = {};
  for (const { id, slug } of before) {
    const { texts, state } = returns.find(({ campaignId }) => campaignId === id) ?? {};
    const accepted = state !== undefined && stateNamed(state) === 'accepted';
    for (const [obligation, answer] of Object.entries(texts?.executions ?? {}))
      last[Number(obligation)] = { campaign: slug, state: answer.state, accepted, answer };
  }
  return last;
}

function previousOf(
  campaign: Campaign | undefined,
  returns: readonly EarlierReturn[],
): Background['previous'] {
  const found = returns.find(({ campaignId }) => campaignId === campaign?.id);
  if (!campaign || !found?.cells || found.has === null || found.na === null) return undefined;
  const numbers = decode(layoutOfCampaign(campaign), { cells: found.cells, has: found.has, na: found.na });
  return { campaign: campaign.slug, period: campaign.period, numbers };
}
