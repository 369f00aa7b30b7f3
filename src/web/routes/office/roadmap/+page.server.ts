import { redirect } from '@sveltejs/kit';
import { writeDate, writeShortDate, yearOf } from '#calendar';
import { roadmapTerms } from '#monitoring';
import { may } from '#organisations';
import { openCorrection, showRoadmap } from '#roadmap';
import { laneLinks, linksBetween } from '#web/roadmap/links.ts';
import { scaleOf } from '#web/roadmap/timeline.ts';
import type { PageServerLoad } from './$types';
import { chosenBy, linksOf, quartersOf, type Row, viewOf } from './view.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { context, today, say } = locals;
  const found = await roadmapTerms(context, {});
  if (!found) {
    const { mayChange, begun } = await showRoadmap(context, {});
    return { shown: undefined, mayChange, begun: begun.map(({ id, fileName }) => ({ id, fileName })) };
  }
  const { roadmap, organisations } = found;
  const owner = organisations.get(roadmap.ownerId);
  // A region's is carried out by the municipalities: it is looked at through them.
  if (owner?.kind === 'region') redirect(303, '/office/roadmap/versions');
  const mayCorrect = owner !== undefined && may(context, 'roadmap.change', owner.path);
  const { filters, quarterEnd, period, rows, matching, sections } = viewOf(say, found, url, today);
  const bound = new Set(rows.flatMap((row) => [...row.bound]));
  const lanes = withLinks(sections, period);
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
      ending: rows.filter(chosenBy({ state: 'ending' }, today, quarterEnd)).length,
      endingDate: writeDate(quarterEnd, say.locale, today),
      links: linksOf(url, filters, matching, today, quarterEnd),
      query: url.searchParams.size ? `?${url.searchParams}` : '',
      filters,
      responsibles: [...organisations.values()]
        .filter(({ id }) => bound.has(id))
        .map(({ id, shortName }) => ({ id, name: shortName })),
      quarters: quartersOf(period, say.locale),
      sections: lanes,
      isLinked: lanes.some(({ links }) => links !== undefined),
      scale: scaleOf(period, today),
      from: writeDate(period.start, say.locale),
      to: writeDate(period.end, say.locale),
      today: writeDate(today, say.locale, today),
    },
  };
};

/** With what of the links between activities passes through each strip, headings of sections too. */
function withLinks(
  sections: { numeral: string; title: string; rows: Row[] }[],
  period: { start: string; end: string },
) {
  const rows = sections.flatMap((section) => section.rows);
  const links = linksBetween(rows, period);
  if (!links.length)
    return sections.map((section) => ({
      ...section,
      links: undefined,
      rows: section.rows.map((row) => ({ ...row, links: undefined })),
    }));
  const lanes = sections.flatMap((section) => [undefined, ...section.rows.map(({ id }) => id)]);
  const drawn = laneLinks(lanes, links).values();
  return sections.map((section) => ({
    ...section,
    links: drawn.next().value,
    rows: section.rows.map((row) => ({ ...row, links: drawn.next().value })),
  }));
}
