import type { Day } from '#calendar';
import { type RoadmapState, roadmapStateOf, type StatedActivity, type StatedObligation } from '#monitoring';
import type { Organisation } from '#organisations';
import type { Database } from '#platform/database.server.ts';
import type { Duty, StandingActivity, StandingRoadmap } from './rules/standing.ts';

export type SaidDuty = Duty & { said: StatedObligation['execution'] };
export type Standing = {
  roadmap: StandingRoadmap;
  activities: StandingActivity[];
  duties: SaidDuty[];
  organisations: Map<number, Organisation>;
};

/** A municipality's roadmap with where each activity stands on a day; nothing until one is approved. */
export async function standingOf(
  db: Database,
  municipality: Pick<Organisation, 'id' | 'path'>,
  today: Day,
): Promise<Standing | undefined> {
  const state = await roadmapStateOf(db, municipality, today);
  return state && standingFrom(state);
}

export function standingFrom(state: RoadmapState): Standing {
  const activities = state.activities.map(standingActivity);
  const duties = state.activities.flatMap(({ activityId, obligations }) =>
    obligations.map(({ organisationId, startsOn, endsOn, state, execution }): SaidDuty => ({
      activityId,
      organisationId,
      term: { start: startsOn, end: endsOn },
      state,
      said: execution,
    })),
  );
  return {
    roadmap: standingRoadmap(state, activities),
    activities,
    duties,
    organisations: state.organisations,
  };
}

const standingActivity = (one: StatedActivity): StandingActivity => ({
  id: one.activityId,
  code: one.code,
  section: one.section,
  title: one.title,
  shortTitle: one.shortTitle,
  deadline: one.deadline.text,
  derived: one.derived !== null,
  responsibles: one.responsibles.map(({ text }) => text),
  state: one.state,
  term: one.term ?? null,
  nextYear: one.nextYear ?? null,
  done: one.done,
  of: one.all,
  notApplicable: one.notApplicable,
  undone: one.obligations
    .filter(({ state }) => state === 'late')
    .map(({ organisationId, endsOn }) => ({ organisationId, endsOn })),
});

const standingRoadmap = (
  { roadmap, sections }: RoadmapState,
  activities: readonly StandingActivity[],
): StandingRoadmap => ({
  title: roadmap.title,
  period: { start: roadmap.startsOn, end: roadmap.endsOn },
  order: {
    number: roadmap.orderNumber,
    date: roadmap.orderedOn,
    title: roadmap.orderTitle,
    authority: roadmap.authority,
  },
  sections: sections.map(({ numeral, title }) => ({
    numeral,
    title,
    activities: activities.filter(({ section }) => section === numeral),
  })),
});
