import { z } from 'zod';
import { type Day, dayIn } from '#calendar';
import { oneself, type Organisation, organisationsUnder } from '#organisations';
import {
  activitiesOf,
  type ApprovedActivity,
  type ApprovedRoadmap,
  type ApprovedSection,
  currentRoadmap,
  linksOf,
  obligedOrganisations,
  ownRoadmapOwner,
  sectionsOf,
} from '#roadmap';
import { type ActivityState, stateOfActivity } from '#roadmap/rules';
import type { Database } from '#platform/database.server.ts';
import { reading } from '#platform/use-case.ts';
import { type ExecutedObligation, executionsOf } from './executions.ts';
import { type ObligationState, stateOfObligation } from './rules/index.ts';

export type StatedObligation = ExecutedObligation & { state: ObligationState };
/** `done` of `all` leaves out those to whom it does not apply; where it applies to nobody, `all` is 0. */
export type StatedActivity = ApprovedActivity &
  Omit<ActivityState, 'state'> & {
    state: ActivityState['state'] | 'not-applicable';
    notApplicable: number;
    obligations: StatedObligation[];
    /** The activities that must end before this one begins. */
    after: number[];
  };
export type RoadmapState = {
  roadmap: ApprovedRoadmap;
  sections: ApprovedSection[];
  /** In the order of the document. */
  activities: StatedActivity[];
  organisations: Map<number, Organisation>;
};

/** Where each activity of a municipality's roadmap stands on a day; nothing until one is approved. For other rooms. */
export async function roadmapStateOf(
  db: Database,
  municipality: Pick<Organisation, 'id' | 'path'>,
  today: Day,
): Promise<RoadmapState | undefined> {
  const roadmap = await currentRoadmap(db, municipality.id);
  if (!roadmap) return undefined;
  const executed = await executionsOf(db, await obligedOrganisations(db, municipality.id));
  const byActivity = Map.groupBy(executed, ({ activityId }) => activityId);
  const organisations = await organisationsUnder(db, [municipality.path]);
  const links = Map.groupBy(await linksOf(db, roadmap.versionId), ({ activityId }) => activityId);
  const activities = (await activitiesOf(db, roadmap.versionId)).map((activity): StatedActivity => {
    const own = byActivity.get(activity.activityId) ?? [];
    const obligations = own.map((one) => ({
      ...one,
      state: isUnheld(one, own, today)
        ? ('not-applicable' as const)
        : stateOfObligation({ ...one, answer: one.execution?.state }, today),
    }));
    const after = (links.get(activity.activityId) ?? []).map((link) => link.after);
    return { ...activity, ...stateOf(stillOpen(activity, obligations, today), today), obligations, after };
  });
  return {
    roadmap,
    sections: await sectionsOf(db, roadmap.versionId),
    activities,
    organisations: new Map(organisations.map((one) => [one.id, one])),
  };
}

/** A quarter's monitoring that nobody took part in was not held: nobody is late for it. */
const isUnheld = (
  { derived, endsOn, startsOn }: ExecutedObligation,
  all: readonly ExecutedObligation[],
  today: Day,
) => derived && endsOn < today && !all.some((one) => one.startsOn === startsOn && one.execution);

/** A quarter's monitoring that was missed cannot be made up for, so it does not hold the activity up while others follow. */
function stillOpen(
  { derived }: Pick<ApprovedActivity, 'derived'>,
  obligations: readonly StatedObligation[],
  today: Day,
): readonly StatedObligation[] {
  const open = derived ? obligations.filter(({ endsOn }) => endsOn >= today) : [];
  return open.length > 0 ? open : obligations;
}

function stateOf(obligations: readonly StatedObligation[], today: Day) {
  const asked = obligations.filter(({ state }) => state !== 'not-applicable');
  const notApplicable = obligations.length - asked.length;
  const found = stateOfActivity(
    asked.map(({ startsOn, endsOn, state }) => ({ start: startsOn, end: endsOn, done: state === 'done' })),
    today,
  );
  return asked.length === 0 && notApplicable > 0
    ? { ...found, state: 'not-applicable' as const, notApplicable }
    : { ...found, notApplicable };
}

/** The same for the municipality that the actor's organisation belongs to. */
export const roadmapState = reading('roadmap.state', z.object({}), async (context) => {
  oneself(context);
  const municipality = await ownRoadmapOwner(context);
  return municipality && roadmapStateOf(context.db, municipality, dayIn(context.now, context.zone));
});
