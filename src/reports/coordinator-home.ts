import { z } from 'zod';
import { type Day, dayIn, daysBetween, type Quarter, quarterDueDay, quarterOf, quarterSlug } from '#calendar';
import { listQuestions, type RoadmapState, roadmapStateOf, undecidedCorrections } from '#monitoring';
import { allow, oneself } from '#organisations';
import { type Context, reading } from '#platform/use-case.ts';
import { openCorrection, showRoadmap } from '#roadmap';
import { campaignsIn, ownMunicipality, standingCampaign } from './campaigns.ts';
import { paceOf, type StandingCampaign, waiting } from './rules/campaign.ts';
import { completeness } from './rules/completeness.ts';
import type { StandingActivity } from './rules/standing.ts';
import { publicationsOf } from './sql/publications.ts';
import { type Report, reportsOf } from './sql/reports.ts';
import { standingFrom } from './standing.ts';

export type Task =
  | { kind: 'open'; dueOn: Day }
  | { kind: 'review'; dueOn: Day; waiting: number; since: Day; accepted: number; reported: number }
  | { kind: 'remind'; dueOn: Day; names: string[] }
  | { kind: 'returned'; dueOn: Day; names: string[] }
  | { kind: 'answer'; questions: number; since: Day; names: string[] }
  | { kind: 'report'; dueOn: Day; slug: string; report: { id: number; on: Day } | undefined }
  | { kind: 'correct'; dueOn: Day; codes: string[]; begun: boolean }
  | { kind: 'publish'; quarter: Quarter; accepted: number }
  | {
      kind: 'overdue';
      code: string;
      shortTitle: string;
      endsOn: Day;
      undone: number;
      done: number;
      of: number;
    };

/** Where the work stands: read and approve, open, wait, review, chase, report. */
export type Step = 'roadmap' | 'open' | 'wait' | 'review' | 'chase' | 'report' | 'done';
export type CoordinatorHome = Awaited<ReturnType<typeof coordinatorHome>>;

const PACE = [10, 5];

/** What waits for the coordinator, in the order of the work. An empty installation leads through its first steps. */
export const coordinatorHome = reading('home.coordinator', z.object({}), async (context) => {
  oneself(context);
  const municipality = await ownMunicipality(context, 'campaign.change');
  allow(context, 'campaign.change', municipality?.path ?? '');
  const today = dayIn(context.now, context.zone);
  const state = await roadmapStateOf(context.db, municipality!, today);
  const standing = state && standingFrom(state);
  const { begun } = await showRoadmap(context, {});
  const campaigns = await campaignsIn(context, municipality!);
  const [newest, before] = [
    campaigns[0] && (await standingCampaign(context, municipality!, campaigns[0])),
    campaigns[1] && (await standingCampaign(context, municipality!, campaigns[1])),
  ];
  const reports = await reportsOf(context.db, newest ? [newest.id] : []);
  const publications = await publicationsOf(context.db, municipality!.id);
  const proposed = proposedAfter(newest, today);
  const unpublished = campaigns.find(({ id }) => !publications.some(({ campaignId }) => campaignId === id));
  const current = newest && summary(newest);
  return {
    municipality: municipality!.shortName,
    begun: begun.length > 0,
    step: stepOf(standing !== undefined, newest, today, reports, proposed.isDue),
    proposed,
    campaign: current,
    tasks: [
      ...(standing && proposed.isDue ? [{ kind: 'open', dueOn: proposed.dueOn } as const] : []),
      ...(newest ? campaignTasks(newest, reports, context.zone, await questionTask(context, newest)) : []),
      ...(state && newest ? await correctionTask(context, state, newest) : []),
      ...(newest && current && current.accepted > 0 && unpublished?.id === newest.id && isOver(newest, today)
        ? [{ kind: 'publish', quarter: newest.quarter, accepted: current.accepted } as const]
        : []),
      ...(standing?.activities.flatMap(overdueTask) ?? []),
    ] satisfies Task[] as Task[],
    pace: newest ? paceRows(newest, today) : [],
    paceBefore: before && {
      quarter: before.quarter,
      counts: paceRows(before, '9999-12-31', newest && daysBetween(today, newest.dueOn)).map(
        ({ count }) => count,
      ),
    },
    publishedOn: publications[0] && dayIn(publications[0].at, context.zone),
  };
});

const schoolsOf = ({ returns }: StandingCampaign) => returns.filter(({ school }) => school);
const isOver = ({ dueOn }: StandingCampaign, today: Day) => dueOn < today;

/** The quarter to open next: this one, where the newest campaign is of an earlier quarter. */
function proposedAfter(newest: StandingCampaign | undefined, today: Day) {
  const quarter = quarterOf(today);
  return {
    quarter,
    slug: quarterSlug(quarter.year, quarter.quarter),
    dueOn: quarterDueDay(quarter.year, quarter.quarter),
    isDue: !newest || newest.period.end < today,
  };
}

function stepOf(
  hasRoadmap: boolean,
  newest: StandingCampaign | undefined,
  today: Day,
  reports: readonly Report[],
  isDue: boolean,
): Step {
  if (!hasRoadmap) return 'roadmap';
  if (!newest) return 'open';
  const { reported, onReview, all } = completeness(schoolsOf(newest));
  if (onReview.length > 0) return 'review';
  if (newest.state === 'open' && newest.dueOn >= today && reported.length < all) return 'wait';
  if (newest.state === 'open' && reported.length < all) return 'chase';
  if (!reports.some(({ conclusions, proposals }) => conclusions && proposals)) return 'report';
  return isDue ? 'open' : 'done';
}

function summary(campaign: StandingCampaign) {
  const schools = schoolsOf(campaign);
  const { reported, handedIn, sentBack, accepted, all } = completeness(schools);
  const queue = waiting(campaign.returns);
  const { slug, quarter, dueOn, state } = campaign;
  const oldest = queue[0] && { code: queue[0].code, name: queue[0].name };
  return {
    slug,
    quarter,
    dueOn,
    state,
    handedIn: handedIn.length,
    sentBack: sentBack.length,
    /** Not handed in, or sent back and not handed in again. */
    outstanding: all - reported.length,
    accepted: accepted.length,
    all,
    waiting: queue.length,
    oldest,
  };
}

/** What schools have asked at cells and nobody has answered. */
async function questionTask(context: Context, { slug }: StandingCampaign): Promise<Task[]> {
  const { places } = await listQuestions(context, { campaign: slug });
  const open = places.flatMap(({ questions }) => questions).filter(({ answered }) => !answered);
  if (open.length === 0) return [];
  const oldest = open.reduce((first, { at }) => (at < first ? at : first), open[0]!.at);
  const names = [...new Set(open.map(({ organisation }) => organisation.name))];
  return [{ kind: 'answer', questions: open.length, since: dayIn(oldest, context.zone), names }];
}

/**
 * What the executions ask to be corrected. An order of this quarter has decided it: what it left alone is asked again with
 * the next one.
 */
async function correctionTask(
  context: Context,
  state: RoadmapState,
  { period }: StandingCampaign,
): Promise<Task[]> {
  const { version, draft } = await openCorrection(context, {});
  const isDecided = version && version.number > 1 && version.orderedOn >= period.start;
  const codes = isDecided && !draft ? [] : await undecidedCorrections(context, state, draft?.id);
  if (codes.length === 0 && !draft) return [];
  return [{ kind: 'correct', dueOn: period.end, codes, begun: draft !== undefined }];
}

function campaignTasks(
  campaign: StandingCampaign,
  reports: readonly Report[],
  zone: string,
  asked: Task[],
): Task[] {
  const schools = schoolsOf(campaign);
  const { sentBack } = completeness(schools);
  const { reported, accepted } = completeness(campaign.returns);
  const queue = waiting(campaign.returns);
  const idle = schools.filter(({ standing }) => standing === 'not-begun');
  const [newest] = reports;
  const isWritten = newest !== undefined && newest.conclusions !== '' && newest.proposals !== '';
  const tasks: Task[] = [];
  if (queue[0])
    tasks.push({
      kind: 'review',
      dueOn: campaign.period.end,
      waiting: queue.length,
      since: queue[0].lastSubmittedOn ?? campaign.dueOn,
      accepted: accepted.length,
      reported: reported.length,
    });
  if (campaign.state === 'open' && idle.length > 0)
    tasks.push({ kind: 'remind', dueOn: campaign.dueOn, names: idle.map(({ name }) => name) });
  if (campaign.state === 'open' && sentBack.length > 0)
    tasks.push({ kind: 'returned', dueOn: campaign.dueOn, names: sentBack.map(({ name }) => name) });
  tasks.push(...asked);
  if (!isWritten)
    tasks.push({
      kind: 'report',
      dueOn: campaign.period.end,
      slug: campaign.slug,
      report: newest && { id: newest.id, on: dayIn(newest.at, zone) },
    });
  return tasks;
}

function overdueTask({ code, shortTitle, state, undone, done, of }: StandingActivity): Task[] {
  if (state !== 'late') return [];
  const ends = undone.map(({ endsOn }) => endsOn).sort();
  const organisations = new Set(undone.map(({ organisationId }) => organisationId)).size;
  return [{ kind: 'overdue', code, shortTitle, endsOn: ends[0]!, undone: organisations, done, of }];
}

/** Ten and five days before the due day, today, in time, and in all; the campaign before is read at the same days. */
function paceRows(campaign: StandingCampaign, today: Day, leftToday = daysBetween(today, campaign.dueOn)) {
  const lefts = [...new Set([...PACE, ...(leftToday > 0 ? [leftToday] : [])])].sort((a, b) => b - a);
  const schools = schoolsOf(campaign).filter(({ firstSubmittedOn }) => firstSubmittedOn);
  return [
    ...paceOf(campaign, lefts, today).map(({ left, count }) => ({ word: 'left' as const, left, count })),
    {
      word: 'in-time' as const,
      left: 0,
      count: campaign.dueOn < today ? schools.filter(({ daysLate }) => daysLate === 0).length : null,
    },
    { word: 'all' as const, left: 0, count: campaign.dueOn < today ? schools.length : null },
  ];
}
