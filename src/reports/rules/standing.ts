import type { Day, Interval } from '#calendar';
import type { ActivityState } from './frozen.ts';

/** One obligation with where it stands. */
export type Duty = {
  activityId: number;
  organisationId: number;
  term: Interval;
  state: ActivityState;
};

/** An activity with where it stands today, by the rule of the roadmap. */
export type StandingActivity = {
  id: number;
  code: string;
  section: string;
  title: string;
  shortTitle: string;
  /** As the order writes it. */
  deadline: string;
  /** The system knows it and does not ask: taking part in the monitoring. */
  derived: boolean;
  responsibles: readonly string[];
  state: ActivityState;
  /** The term that is shown: the late one, else the current; nothing where the roadmap gives no days. */
  term: Interval | null;
  /** The year that an activity waits for whose begun terms are done. */
  nextYear: number | null;
  /** Of the organisations asked in that term, without those it does not apply to. */
  done: number;
  of: number;
  notApplicable: number;
  /** Organisations with an ended term that is not done. */
  undone: readonly { organisationId: number; endsOn: Day }[];
};

export type StandingRoadmap = {
  title: string;
  period: Interval;
  order: { number: string; date: Day; title: string; authority: string };
  sections: readonly { numeral: string; title: string; activities: readonly StandingActivity[] }[];
};

/** How many activities are in each state. */
export function countStates(activities: readonly Pick<StandingActivity, 'state'>[]) {
  const count = (...states: ActivityState[]) =>
    activities.filter(({ state }) => states.includes(state)).length;
  return {
    all: activities.length,
    done: count('done', 'not-applicable'),
    running: count('running', 'no-data'),
    late: count('late'),
    waiting: count('waiting'),
  };
}

/** Terms that end, or begin, from one day to another and are not done, the nearest first. */
export function upcoming(
  activities: readonly StandingActivity[],
  duties: readonly Duty[],
  from: Day,
  to: Day,
): { activity: StandingActivity; on: Day; what: 'ends' | 'begins'; open: Duty[] }[] {
  const byActivity = Map.groupBy(duties, ({ activityId }) => activityId);
  return activities
    .flatMap((activity) => {
      const open = (byActivity.get(activity.id) ?? []).filter(
        ({ state }) => state !== 'done' && state !== 'not-applicable' && state !== 'late',
      );
      return [...Map.groupBy(open, ({ term }) => `${term.start} ${term.end}`).values()].flatMap((same) => {
        const { term } = same[0]!;
        const what = term.start > from ? ('begins' as const) : ('ends' as const);
        const on = what === 'begins' ? term.start : term.end;
        return on >= from && on <= to ? [{ activity, on, what, open: same }] : [];
      });
    })
    .sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
}
