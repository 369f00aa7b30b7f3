import {
  type Day,
  type Interval,
  overlap,
  quarterInterval,
  quarterOf,
  quarterSlug,
  readQuarterSlug,
  writeQuarter,
} from '#calendar';
import type { Locale, Words } from '#messages';
import type { RoadmapTerms, TermedActivity } from '#monitoring';
import { executorWords } from '#web/roadmap/executor-words.ts';
import { countedWords, stateWords, statedTerm, TONES } from '#web/roadmap/states.ts';
import { barOf } from '#web/roadmap/timeline.ts';

export const STATES = ['late', 'work', 'wait', 'done', 'na'] as const;
/** What the address asks for; everything in the query, so that any view can be sent to a colleague. */
export type Filters = {
  state?: (typeof STATES)[number] | 'ending';
  responsible?: number;
  quarter?: string;
  q?: string;
};
export type Row = ReturnType<typeof rowOf>;

export function filtersOf({ searchParams }: URL): Filters {
  const state = [...STATES, 'ending' as const].find((one) => one === searchParams.get('state'));
  const responsible = Number(searchParams.get('responsible')) || undefined;
  const quarter = readQuarterSlug(searchParams.get('quarter') ?? '') && searchParams.get('quarter');
  const q = searchParams.get('q')?.trim().slice(0, 100);
  return { state, responsible, quarter: quarter ?? undefined, q: q || undefined };
}

/** The roadmap as a page, a chart or a file shows it: all rows, and those that the address asks for. */
export function viewOf(say: Words, found: RoadmapTerms, url: URL, today: Day) {
  const filters = filtersOf(url);
  const { year, quarter } = quarterOf(today);
  const quarterEnd = quarterInterval(year, quarter).end;
  const codes = new Map(found.activities.map(({ activityId, code }) => [activityId, code]));
  const whom = executors(say, found);
  const rows = found.activities.map((activity) => rowOf(say, activity, found, whom, codes, today));
  const matching = rows.filter(chosenBy({ ...filters, state: undefined }, today, quarterEnd));
  const chosen = matching.filter(chosenBy({ state: filters.state }, today, quarterEnd));
  const bySection = Map.groupBy(chosen, ({ section }) => section);
  return {
    filters,
    quarterEnd,
    period: { start: found.roadmap.startsOn, end: found.roadmap.endsOn },
    rows,
    matching,
    sections: found.sections.flatMap((section) => {
      const own = bySection.get(section.numeral);
      return own ? [{ ...section, rows: own }] : [];
    }),
  };
}

/** Most activities bind the same organisations: what they are called is found out once. */
function executors(say: Words, { organisations }: RoadmapTerms) {
  const [all, known] = [[...organisations.values()], new Map<string, string>()];
  return (bound: readonly number[]): string => {
    const key = bound.join(' ');
    const said = known.get(key) ?? executorWords(say, bound, all);
    known.set(key, said);
    return said;
  };
}

function rowOf(
  say: Words,
  activity: TermedActivity,
  { roadmap }: RoadmapTerms,
  whom: (bound: readonly number[]) => string,
  codes: ReadonlyMap<number, string>,
  today: Day,
) {
  const terms = activity.terms.map((term) => statedTerm(term, today));
  const period = { start: roadmap.startsOn, end: roadmap.endsOn };
  const executors = whom(activity.bound);
  const { code, shortTitle, title } = activity;
  return {
    id: activity.activityId,
    code,
    section: activity.section,
    number: activity.number,
    title,
    shortTitle,
    deadline: activity.deadline.text,
    executors,
    bound: new Set(activity.bound),
    state: TONES[activity.state],
    stateWords: stateWords(say, activity),
    counted: countedWords(say, activity),
    terms,
    bars: terms.map((term) => barOf(term, period, today)),
    after: activity.after,
    afterCodes: activity.after.flatMap((id) => codes.get(id) ?? []),
    searched: plain(`${code} ${shortTitle} ${title} ${executors} ${activity.document}`),
  };
}

/** Letters as they are searched for: «ё» is seldom typed. */
const plain = (text: string) => text.toLowerCase().replaceAll('ё', 'е');

export function chosenBy({ state, responsible, quarter, q }: Filters, today: Day, quarterEnd: Day) {
  const read = readQuarterSlug(quarter ?? '');
  const interval = read && quarterInterval(read.year, read.quarter);
  const wanted = plain(q ?? '');
  return (row: Row): boolean =>
    (!state || (state === 'ending' ? isEnding(row, today, quarterEnd) : row.state === state)) &&
    (!responsible || row.bound.has(responsible)) &&
    (!interval || row.terms.some((term) => overlap(term, interval))) &&
    row.searched.includes(wanted);
}

const isEnding = ({ terms }: Row, today: Day, quarterEnd: Day) =>
  terms.some(({ end, state }) => state !== 'done' && state !== 'na' && today <= end && end <= quarterEnd);

/** The filters as links with counts; each keeps what else the address says. What nothing would match is left out. */
export function linksOf(url: URL, { state }: Filters, rows: Row[], today: Day, quarterEnd: Day) {
  const href = (one: string | undefined) => {
    const search = new URLSearchParams(url.searchParams);
    search.delete('approved');
    if (one) search.set('state', one);
    else search.delete('state');
    const query = search.toString();
    return query ? `?${query}` : '?';
  };
  const link = (one: Filters['state']) => ({
    state: one,
    href: href(one),
    current: one === state,
    count: rows.filter(chosenBy({ state: one }, today, quarterEnd)).length,
  });
  const links = [undefined, ...STATES, 'ending' as const].map(link);
  return links.filter(({ state, count, current }) => !state || count || current);
}

export function quartersOf({ start, end }: Interval, locale: Locale) {
  const quarters: { slug: string; name: string }[] = [];
  let { year, quarter } = quarterOf(start);
  while (quarterInterval(year, quarter).start <= end) {
    quarters.push({ slug: quarterSlug(year, quarter), name: writeQuarter({ year, quarter }, locale) });
    [year, quarter] = quarter === 4 ? [year + 1, 1] : [year, quarter + 1];
  }
  return quarters;
}
