import { quarterInterval, quarterOf, writeDate, writeShortDate, yearOf } from '#calendar';
import { roadmapState } from '#monitoring';
import { may } from '#organisations';
import { openCorrection, showRoadmap } from '#roadmap';
import { scaleOf } from '#web/roadmap/timeline.ts';
import type { PageServerLoad } from './$types';
import { chosenBy, filtersOf, linksOf, quartersOf, rowOf } from './view.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { context, today, say } = locals;
  const found = await roadmapState(context, {});
  if (!found) {
    const { mayChange, begun } = await showRoadmap(context, {});
    return { shown: undefined, mayChange, begun: begun.map(({ id, fileName }) => ({ id, fileName })) };
  }
  const { roadmap, sections, organisations } = found;
  const owner = organisations.get(roadmap.ownerId);
  const mayCorrect = owner !== undefined && may(context, 'roadmap.change', owner.path);
  const filters = filtersOf(url);
  const period = { start: roadmap.startsOn, end: roadmap.endsOn };
  const { year, quarter } = quarterOf(today);
  const quarterEnd = quarterInterval(year, quarter).end;
  const rows = found.activities.map((activity) => rowOf(say, activity, found, today));
  const matching = rows.filter((row) => chosenBy({ ...filters, state: undefined }, row, today, quarterEnd));
  const chosen = matching.filter((row) => chosenBy(filters, row, today, quarterEnd));
  const bound = new Set(rows.flatMap((row) => row.bound));
  const inState = (state: string) => rows.filter((row) => row.state === state).length;
  return {
    mayChange: false,
    begun: [],
    shown: {
      approved: url.searchParams.has('approved'),
      correction: mayCorrect ? ((await openCorrection(context, {})).draft ? 'open' : 'none') : undefined,
      number: roadmap.orderNumber,
      date: writeShortDate(roadmap.orderedOn),
      version: roadmap.number,
      years: [yearOf(roadmap.startsOn), yearOf(roadmap.endsOn)] as const,
      count: rows.length,
      done: inState('done'),
      late: inState('late'),
      ending: rows.filter((row) => chosenBy({ state: 'ending' }, row, today, quarterEnd)).length,
      endingDate: writeDate(quarterEnd, say.locale, today),
      links: linksOf(url, filters, matching, today, quarterEnd),
      filters,
      responsibles: [...organisations.values()]
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
