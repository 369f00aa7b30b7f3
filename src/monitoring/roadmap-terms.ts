import { z } from 'zod';
import { type Day, dayIn, type Interval, overlap } from '#calendar';
import { oneself, type Organisation, organisationsUnder } from '#organisations';
import {
  type ActivityTerm,
  type ApprovedActivity,
  type ApprovedRoadmap,
  type ApprovedSection,
  currentRoadmap,
  ownRoadmapOwner,
  versionInForce,
} from '#roadmap';
import { type CountedTerm, stateOfTerms } from '#roadmap/rules';
import type { Database } from '#platform/database.server.ts';
import { reading } from '#platform/use-case.ts';
import type { StatedActivity } from './roadmap-state.ts';
import { countedReturns, settledObligations } from './sql/executions.ts';

/** A term with how many have done it; `all` leaves out those to whom it does not apply. */
export type TermedActivity = ApprovedActivity &
  Pick<StatedActivity, 'state' | 'term' | 'done' | 'all' | 'nextYear' | 'notApplicable'> & {
    /** The activities that must end before this one begins. */
    after: readonly number[];
    terms: (CountedTerm & { term: number })[];
    /** Whom it binds. */
    bound: number[];
  };
export type RoadmapTerms = {
  roadmap: ApprovedRoadmap;
  sections: readonly ApprovedSection[];
  /** In the order of the document. */
  activities: TermedActivity[];
  organisations: Map<number, Organisation>;
};

/**
 * The roadmap that the actor's organisation takes part in, with the state of each activity and term: what `roadmapState`
 * says without naming the obligations one by one, so it stays quick with three hundred activities of forty schools.
 */
export const roadmapTerms = reading(
  'roadmap.terms',
  z.object({}),
  async (context): Promise<RoadmapTerms | undefined> => {
    oneself(context);
    const municipality = await ownRoadmapOwner(context);
    const roadmap = municipality && (await currentRoadmap(context.db, municipality.id));
    if (!roadmap) return undefined;
    const { db } = context;
    const { sections, activities, terms } = await versionInForce(db, roadmap);
    const count = await counting(db, terms, dayIn(context.now, context.zone));
    const byActivity = Map.groupBy(terms, ({ activityId }) => activityId);
    const organisations = await organisationsUnder(db, [municipality.path]);
    return {
      roadmap,
      sections,
      activities: activities.map((activity) => ({
        ...activity,
        ...count(activity, byActivity.get(activity.activityId) ?? []),
      })),
      organisations: new Map(organisations.map((one) => [one.id, one])),
    };
  },
);

/** Counts the terms of one activity; what has been answered is read once for all. */
async function counting(db: Database, terms: readonly ActivityTerm[], today: Day) {
  const bound = [...new Set(terms.flatMap(({ organisations }) => organisations))];
  const { done, notApplicable } = await settledObligations(db, bound);
  const returns = Map.groupBy(await countedReturns(db, bound), ({ organisationId }) => organisationId);
  const tookPart = (organisation: number, term: Interval) =>
    returns.get(organisation)?.some(({ start, end }) => overlap({ start, end }, term)) ?? false;

  function counted({ derived }: ApprovedActivity, one: ActivityTerm) {
    const { term, startsOn: start, endsOn: end, obligations, organisations } = one;
    const base = { term, start, end };
    if (derived) {
      const part = organisations.filter((id) => tookPart(id, base)).length;
      // A quarter's monitoring that nobody took part in was not held: nobody is late for it.
      const isUnheld = end < today && part === 0;
      return {
        ...base,
        done: part,
        all: isUnheld ? 0 : organisations.length,
        away: isUnheld ? obligations.length : 0,
      };
    }
    const away = obligations.filter((id) => notApplicable.has(id)).length;
    return {
      ...base,
      done: obligations.filter((id) => done.has(id)).length,
      all: obligations.length - away,
      away,
    };
  }

  return (activity: ApprovedActivity, own: readonly ActivityTerm[]) => {
    const all = own.map((one) => counted(activity, one));
    // A quarter's monitoring that was missed cannot be made up for: it does not hold the activity up while others follow.
    const following = activity.derived ? all.filter(({ end }) => end >= today) : [];
    const open = following.length ? following : all;
    const asked = open.filter((term) => term.all > 0);
    const away = open.reduce((sum, term) => sum + term.away, 0);
    const found = stateOfTerms(asked, today);
    return {
      ...found,
      state: asked.length === 0 && away > 0 ? ('not-applicable' as const) : found.state,
      notApplicable: away,
      terms: all.map(({ away: _away, ...term }) => term),
      bound: [...new Set(own.flatMap(({ organisations }) => organisations))],
    };
  };
}
