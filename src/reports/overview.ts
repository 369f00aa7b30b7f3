import { z } from 'zod';
import { addDays, type Day, dayIn, type Quarter, quarterOf } from '#calendar';
import { type Campaign, consolidate, type Consolidation, stepsSince, unreviewedTooLong } from '#monitoring';
import {
  allow,
  dialled,
  lastVisit,
  oneself,
  type Organisation,
  phonesOf,
  organisationsUnder,
} from '#organisations';
import { type Context, reading } from '#platform/use-case.ts';
import { campaignsIn, ownMunicipality, standingCampaign } from './campaigns.ts';
import { indicatorsOf } from './figures.ts';
import type { StandingCampaign } from './rules/campaign.ts';
import { completeness } from './rules/completeness.ts';
import type { FrozenShare, Standing as ReturnStanding } from './rules/frozen.ts';
import { heatOf } from './rules/heat.ts';
import { countStates, type StandingActivity, upcoming } from './rules/standing.ts';
import { publicationsOf } from './sql/publications.ts';
import { reportsOf } from './sql/reports.ts';
import { type Standing, standingOf } from './standing.ts';

const EXPIRES_DAYS = 30;
const QUARTERS = 4;
const CHARTS = 3;

/** The controller's one page: what is done, late, missing and why. @throws Failure `access.denied` */
export const showOverview = reading('overview.show', z.object({}), async (context) => {
  const accountId = oneself(context);
  const municipality = await ownMunicipality(context, 'overview.read');
  if (!municipality) {
    allow(context, 'overview.read', '');
    return NOTHING;
  }
  const today = dayIn(context.now, context.zone);
  const standing = await standingOf(context.db, municipality, today);
  const campaigns = await campaignsIn(context, municipality);
  const newest = campaigns[0] && (await standingCampaign(context, municipality, campaigns[0]));
  const reports = await reportsOf(
    context.db,
    campaigns.map(({ id }) => id),
  );
  return {
    roadmap: standing && roadmapPart(standing),
    campaign: newest && (await campaignPart(context, newest)),
    expiring: standing ? expiringPart(standing, today) : [],
    indicators: await indicatorsPart(context, campaigns),
    heat: standing && newest && heatPart(standing, newest, today),
    report: reports[0] && { id: reports[0].id, quarter: reports[0].frozen.campaign.quarter },
    since: await sincePart(context, municipality, accountId, reports),
    unreviewed: await unreviewedPart(context, municipality),
  };
});
export type Overview = Awaited<ReturnType<typeof showOverview>>;
const NOTHING = {
  roadmap: undefined,
  campaign: undefined,
  expiring: [],
  indicators: undefined,
  heat: undefined,
  report: undefined,
  since: undefined,
  unreviewed: undefined,
};

const SEGMENT = {
  done: 'done',
  'not-applicable': 'done',
  late: 'late',
  running: 'work',
  'no-data': 'work',
  waiting: 'wait',
} as const;
const ORDER = ['done', 'late', 'work', 'wait'];

function roadmapPart({ roadmap, activities }: Standing) {
  const late = activities.filter(({ state }) => state === 'late');
  return {
    counts: countStates(activities),
    lateOne:
      late.length === 1
        ? { shortTitle: late[0]!.shortTitle, undone: organisationsIn(late[0]!.undone).length }
        : undefined,
    sections: roadmap.sections.map(({ numeral, title, activities }) => ({
      numeral,
      title,
      counts: countStates(activities),
      segments: activities
        .map(({ state }) => SEGMENT[state])
        .sort((one, other) => ORDER.indexOf(one) - ORDER.indexOf(other)),
    })),
  };
}

const organisationsIn = (undone: StandingActivity['undone']) => [
  ...new Set(undone.map(({ organisationId }) => organisationId)),
];

async function campaignPart(context: Context, campaign: StandingCampaign) {
  const schools = campaign.returns.filter(({ school }) => school);
  const { handedIn, sentBack, all } = completeness(schools);
  const count = (standing: ReturnStanding) => schools.filter((one) => one.standing === standing).length;
  const { slug, quarter, dueOn, state } = campaign;
  const call = schools.filter(({ standing }) => standing === 'not-begun');
  const phones = await phonesOf(
    context.db,
    call.map(({ organisationId }) => organisationId),
  );
  return {
    slug,
    quarter,
    dueOn,
    state,
    handedIn: handedIn.length,
    sentBack: sentBack.length,
    all,
    counts: {
      accepted: count('accepted'),
      submitted: count('submitted'),
      'sent-back': count('sent-back'),
      begun: count('begun'),
      'not-begun': count('not-begun'),
    },
    call: call.map(({ organisationId, code, name, seen }) => {
      const phone = phones.get(organisationId);
      return { code, name, seen, phone: phone ? { written: phone, dialled: dialled(phone) } : undefined };
    }),
  };
}

/** Terms that end within 30 days, with who has not done them; a single organisation by name. */
const expiringPart = ({ activities, duties, organisations }: Standing, today: Day) =>
  upcoming(activities, duties, today, addDays(today, EXPIRES_DAYS))
    .filter(({ what }) => what === 'ends')
    .map(({ activity: { code, shortTitle }, on, open }) => ({
      code,
      shortTitle,
      endsOn: on,
      open: open.length,
      who: open.length === 1 ? organisations.get(open[0]!.organisationId)?.shortName : undefined,
    }));

type Point = { quarter: Quarter; share: FrozenShare | null };

/** The first indicators through the last quarters; the newest consolidation that has returns says what they cover. */
async function indicatorsPart(context: Context, campaigns: readonly Campaign[]) {
  const read: { campaign: Campaign; consolidation: Consolidation }[] = [];
  for (const campaign of campaigns.slice(0, QUARTERS).toReversed())
    read.push({ campaign, consolidation: await consolidate(context, { campaign: campaign.slug }) });
  const newest = read.findLast(({ consolidation }) => consolidation.counted > 0);
  if (!newest) return undefined;
  const charts = indicatorsOf(newest.consolidation)
    .slice(0, CHARTS)
    .map(({ code, title, plan }) => ({
      code,
      title,
      plan,
      points: read.map(({ campaign, consolidation }): Point => ({
        quarter: quarterOf(campaign.period.end),
        share: indicatorsOf(consolidation).find((one) => one.code === code)?.now ?? null,
      })),
    }));
  return {
    slug: newest.campaign.slug,
    quarter: quarterOf(newest.campaign.period.end),
    covered: newest.consolidation.counted,
    of: newest.consolidation.expected,
    charts,
  };
}

function heatPart({ activities, duties }: Standing, { slug, returns }: StandingCampaign, today: Day) {
  const schools = returns
    .filter(({ school }) => school)
    .map(({ organisationId, code, mark, name, lowPerforming, adverseConditions }) => ({
      id: organisationId,
      mark,
      name,
      href: `/office/campaigns/${slug}/${code}`,
      apart: lowPerforming || adverseConditions,
    }));
  const { rows, order } = heatOf(
    activities,
    duties,
    schools.map(({ id, apart }) => ({ id, apart })),
    today,
  );
  const byId = new Map(schools.map((one) => [one.id, one]));
  return { schools: order.map((id) => byId.get(id)!), rows };
}

/** Returns that nobody has reviewed within the days that the municipality allows, who has waited longest first. */
async function unreviewedPart({ db, now }: Context, municipality: Organisation) {
  const waiting = await unreviewedTooLong(db, now, municipality.id);
  const days = waiting[0]?.days;
  if (days === undefined) return undefined;
  const organisations = new Map(
    (await organisationsUnder(db, [municipality.path])).map((one) => [one.id, one]),
  );
  return {
    days,
    returns: waiting.flatMap(({ organisationId, slug, submittedOn }) => {
      const organisation = organisations.get(organisationId);
      return organisation
        ? [{ slug, code: organisation.code, name: organisation.shortName, submittedOn }]
        : [];
    }),
  };
}

async function sincePart(
  context: Context,
  municipality: Organisation,
  accountId: number,
  reports: Awaited<ReturnType<typeof reportsOf>>,
) {
  const seen = await lastVisit(context.db, accountId, context.now);
  if (!seen) return undefined;
  const published = await publicationsOf(context.db, municipality.id);
  return {
    on: dayIn(seen, context.zone),
    ...(await stepsSince(context.db, municipality.id, seen)),
    reports: quartersIn(reports.filter(({ at }) => at > seen).map(({ frozen }) => frozen.campaign.quarter)),
    published: quartersIn(published.filter(({ at }) => at > seen).map(({ figures }) => figures.quarter)),
  };
}

/** Each quarter once. */
const quartersIn = (quarters: readonly Quarter[]): Quarter[] => [
  ...new Map(quarters.map((one) => [`${one.year} ${one.quarter}`, one])).values(),
];
