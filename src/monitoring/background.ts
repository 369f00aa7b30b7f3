import { type Interval, yearOf } from '#calendar';
import type { Organisation } from '#organisations';
import { type Obligation, obligationsDue } from '#roadmap';
import type { Database } from '#platform/database.server.ts';
import { formNamed } from './forms/index.ts';
import {
  type Answer,
  asOneForm,
  decode,
  dutiesIn,
  type FormDefinition,
  isEvent,
  type LastAnswer,
  type Layout,
  layoutFrom,
  namesNow,
  type OrganisationKind,
  organisationKinds,
  renamed,
  renamedWarnings,
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
  /** The forms with tables; none for those who fill in F1 alone. */
  forms: readonly FormDefinition[];
  /** The same as one. */
  form: FormDefinition | undefined;
  layout: Layout;
  duties: readonly Duty[];
  /** The counted numbers of the campaign before, scaled. */
  previous: Earlier | undefined;
  /** Those of the same period a year before. */
  yearAgo: Earlier | undefined;
  sameYear: boolean;
  /** What the earlier campaigns counted when this was read. */
  earlier: { campaignIds: readonly number[]; stamp: string };
};

type Earlier = {
  campaign: string;
  period: Interval;
  numbers: Record<string, Answer>;
  /** Words, as they are kept. */
  values: Record<string, string>;
  explanations: Readonly<Record<string, string>>;
};

const kindOf = (kind: string): OrganisationKind => organisationKinds.find((one) => one === kind) ?? 'other';

/** The campaign's forms with tables, in the order of their pages. */
export const formsOfCampaign = ({ forms }: Pick<Campaign, 'forms'>): FormDefinition[] => forms.map(formNamed);

/** The same as one form. */
export const formOfCampaign = (campaign: Pick<Campaign, 'forms'>): FormDefinition =>
  asOneForm(formsOfCampaign(campaign))!;

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
  const forms = asksNumbers ? formsOfCampaign(campaign) : [];
  const earlier = (one: Campaign | undefined) =>
    asksNumbers ? earlierOf(one, given.returns, forms) : undefined;
  const previous = earlier(given.before.at(-1));
  const aYearAgo = yearBefore(campaign.period.start);
  return {
    campaign,
    organisation,
    kind: kindOf(organisation.kind),
    forms,
    form: asOneForm(forms),
    layout: asksNumbers ? layoutOfCampaign(campaign) : [],
    duties: duties.map((duty) => ({ ...duty, isEvent: isEvent(duty.title) })),
    previous,
    yearAgo: earlier(given.before.find(({ period }) => period.start === aYearAgo)),
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

/** The same day of the year before; periods begin on days that every year has. */
const yearBefore = (day: string): string => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;

function earlierOf(
  campaign: Campaign | undefined,
  returns: readonly EarlierReturn[],
  forms: readonly FormDefinition[],
): Earlier | undefined {
  const found = returns.find(({ campaignId }) => campaignId === campaign?.id);
  if (!campaign || !found?.cells || found.has === null || found.na === null) return undefined;
  const numbers = decode(layoutOfCampaign(campaign), { cells: found.cells, has: found.has, na: found.na });
  const names = namesNow(forms, formsOfCampaign(campaign));
  const { explanations = {}, values = {} } = found.texts ?? {};
  return {
    campaign: campaign.slug,
    period: campaign.period,
    numbers: renamed(numbers, names),
    values: renamed({ ...values }, names),
    explanations: renamedWarnings(explanations, names),
  };
}
