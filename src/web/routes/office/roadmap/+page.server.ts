import { quarterInterval, quarterOf, writeDate, writeShortDate, yearOf } from '#calendar';
import { showRoadmap } from '#roadmap';
import { chosenBy, type Filters, filtersOf, linksOf, quartersOf, rowOf } from './view.ts';
import { scaleOf } from '#web/roadmap/timeline.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { context, today, say } = locals;
  const { shown, mayChange, begun } = await showRoadmap(context, {});
  const filters = filtersOf(url);
  const approved = url.searchParams.has('approved');
  if (!shown)
    return { shown: undefined, mayChange, begun: begun.map(({ id, fileName }) => ({ id, fileName })) };
  const { roadmap, sections, organisations } = shown;
  const period = { start: roadmap.startsOn, end: roadmap.endsOn };
  const { year, quarter } = quarterOf(today);
  const quarterEnd = quarterInterval(year, quarter).end;
  const rows = shown.activities.map((activity) => rowOf(say, activity, shown, () => false, today));
  const matching = rows.filter((row) => chosenBy({ ...filters, state: undefined }, row, today, quarterEnd));
  const chosen = matching.filter((row) => chosenBy(filters, row, today, quarterEnd));
  const bound = new Set(shown.obligations.map(({ organisationId }) => organisationId));
  return {
    mayChange,
    begun: [],
    shown: {
      approved,
      number: roadmap.orderNumber,
      date: writeShortDate(roadmap.orderedOn),
      version: roadmap.number,
      years: [yearOf(roadmap.startsOn), yearOf(roadmap.endsOn)] as const,
      count: rows.length,
      done: rows.filter(({ state }) => state === 'done').length,
      late: rows.filter(({ state }) => state === 'late').length,
      ending: rows.filter((row) => chosenBy({ state: 'ending' }, row, today, quarterEnd)).length,
      endingDate: writeDate(quarterEnd, say.locale, today),
      links: linksOf(url, filters, matching, today, quarterEnd),
      filters: filters satisfies Filters,
      responsibles: organisations
        .filter(({ id }) => bound.has(id))
        .map(({ id, shortName }) => ({ id, name: shortName })),
      quarters: quartersOf(period, say.locale),
      sections: sections
        .map((section) => ({ ...section, rows: chosen.filter((row) => row.section === section.numeral) }))
        .filter(({ rows }) => rows.length),
      scale: scaleOf(period, today),
      from: writeDate(period.start, say.locale),
      to: writeDate(period.end, say.locale),
      today: writeDate(today, say.locale, today),
    },
  };
};
