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
import type { RoadmapState, StatedActivity } from '#monitoring';
import { executorWords } from '#web/roadmap/executor-words.ts';
import { countedWords, stateWords, termsOf, TONES } from '#web/roadmap/states.ts';
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

export function rowOf(
  say: Words,
  activity: StatedActivity,
  { organisations, roadmap }: RoadmapState,
  today: Day,
) {
  const bound = [...new Set(activity.obligations.map(({ organisationId }) => organisationId))];
  const terms = termsOf(activity.obligations, today);
  const period = { start: roadmap.startsOn, end: roadmap.endsOn };
  return {
    code: activity.code,
    section: activity.section,
    number: activity.number,
    title: activity.title,
    shortTitle: activity.shortTitle,
    deadline: activity.deadline.text,
    executors: executorWords(say, bound, [...organisations.values()]),
    bound,
    state: TONES[activity.state],
    stateWords: stateWords(say, activity),
    counted: countedWords(say, activity),
    terms,
    bars: terms.map((term) => barOf(term, period, today)),
  };
}

export function chosenBy(filters: Filters, row: Row, today: Day, quarterEnd: Day): boolean {
  const { state, responsible, quarter, q } = filters;
  if (state === 'ending' ? !isEnding(row, today, quarterEnd) : state && row.state !== state) return false;
  if (responsible && !row.bound.includes(responsible)) return false;
  const read = readQuarterSlug(quarter ?? '');
  if (read) {
    const interval = quarterInterval(read.year, read.quarter);
    if (!row.terms.some((term) => overlap(term, interval))) return false;
  }
  const wanted = (q ?? '').toLowerCase();
  return `${row.code} ${row.shortTitle} ${row.title} ${row.executors}`.toLowerCase().includes(wanted);
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
    count: rows.filter((row) => chosenBy({ state: one }, row, today, quarterEnd)).length,
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
