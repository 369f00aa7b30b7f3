import type { Day, Interval } from '#calendar';
import type { Duty, StandingActivity } from './standing.ts';

export type HeatState = 'done' | 'work' | 'late' | 'none' | 'wait' | 'na';
export type HeatRow = {
  key: string;
  code: string;
  shortTitle: string;
  term: Interval;
  several: boolean;
  states: HeatState[];
};

const HEAT = {
  done: 'done',
  'not-applicable': 'na',
  late: 'late',
  running: 'work',
  'no-data': 'none',
  waiting: 'wait',
} as const;

/**
 * Schools and activities: a row for each term that has begun of an activity that schools carry, a column for each school.
 * Those apart come first, in each part the laggards first.
 */
export function heatOf(
  activities: readonly Pick<StandingActivity, 'id' | 'code' | 'shortTitle'>[],
  duties: readonly Duty[],
  schools: readonly { id: number; apart: boolean }[],
  today: Day,
): { rows: HeatRow[]; order: number[] } {
  const isSchool = new Set(schools.map(({ id }) => id));
  const theirs = duties.filter(
    ({ organisationId, term }) => isSchool.has(organisationId) && term.start <= today,
  );
  const count = (id: number, ...states: Duty['state'][]) =>
    theirs.filter(({ organisationId, state }) => organisationId === id && states.includes(state)).length;
  const order = schools
    .map(({ id, apart }) => ({ id, apart, late: count(id, 'late'), open: count(id, 'running', 'no-data') }))
    .sort((a, b) => Number(b.apart) - Number(a.apart) || b.late - a.late || b.open - a.open)
    .map(({ id }) => id);
  const rows = activities.flatMap(({ id, code, shortTitle }) => {
    const own = theirs.filter(({ activityId }) => activityId === id);
    const terms = [...Map.groupBy(own, ({ term }) => `${term.start} ${term.end}`)].sort(([a], [b]) =>
      a < b ? -1 : 1,
    );
    return terms.map(([key, asked]): HeatRow => {
      const byOrganisation = new Map(asked.map((duty) => [duty.organisationId, duty]));
      return {
        key: `${code} ${key}`,
        code,
        shortTitle,
        term: asked[0]!.term,
        several: terms.length > 1,
        states: order.map((school) => {
          const duty = byOrganisation.get(school);
          return duty ? HEAT[duty.state] : 'na';
        }),
      };
    });
  });
  return { rows: rows.filter(({ states }) => states.some((state) => state !== 'na')), order };
}
