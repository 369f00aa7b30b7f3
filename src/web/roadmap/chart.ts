import { type Day, type Interval, writeDate } from '#calendar';
import type { Words } from '#messages';
import type { RoadmapState } from '#monitoring';
import type { RoadmapChart } from '#reports';
import { type LaneLinks, laneLinks, linksBetween } from './links.ts';
import { type Bar, scaleOf, type Tone } from './timeline.ts';

type Row = {
  id: number;
  number: string;
  shortTitle: string;
  executors: string;
  afterCodes: readonly string[];
  after: readonly number[];
  deadline: string;
  state: Tone;
  stateWords: string;
  counted: string;
  terms: readonly Interval[];
  bars: Bar[];
};
type Section = { numeral: string; title: string; rows: readonly Row[] };
type Charted = {
  roadmap: Pick<
    RoadmapState['roadmap'],
    'title' | 'startsOn' | 'endsOn' | 'orderedOn' | 'orderNumber' | 'number'
  >;
};
const NO_LINKS: LaneLinks = { down: [], across: [] };

/** The timeline of these rows with every sentence written, to be drawn as one picture or printed. */
export function chartOf(
  say: Words,
  { roadmap }: Charted,
  sections: readonly Section[],
  today: Day,
): RoadmapChart {
  const period = { start: roadmap.startsOn, end: roadmap.endsOn };
  const links = linksBetween(
    sections.flatMap(({ rows }) => rows),
    period,
  );
  const lanes = sections.flatMap(({ rows }) => [undefined, ...rows.map(({ id }) => id)]);
  const drawn = laneLinks(lanes, links).values();
  const next = () => drawn.next().value ?? NO_LINKS;
  const now = writeDate(today, say.locale, today);
  const [from, to] = [writeDate(period.start, say.locale), writeDate(period.end, say.locale)];
  return {
    locale: say.locale,
    title: roadmap.title,
    lead: say('timeline.chart-lead', {
      date: writeDate(roadmap.orderedOn, say.locale),
      number: roadmap.orderNumber,
      version: roadmap.number,
      today: writeDate(today, say.locale),
    }),
    description: say('timeline.chart-description', {
      count: lanes.length - sections.length,
      from,
      to,
      today: now,
    }),
    columns: {
      number: say('roadmap.column-number'),
      activity: say('roadmap.column-activity'),
      deadline: say('roadmap.column-by-order'),
      state: say('roadmap.column-state'),
    },
    scale: { ...scaleOf(period, today), now: say('roadmap.scale-today', { date: now }) },
    sections: sections.map(({ numeral, title, rows }) => ({
      heading: `${numeral}. ${title}`,
      links: next(),
      rows: rows.map((row) => ({
        number: row.number,
        title: row.shortTitle,
        notes: [
          row.executors,
          ...(row.afterCodes.length ? [`${say('timeline.after')} ${row.afterCodes.join(', ')}`] : []),
        ],
        deadline: row.deadline,
        state: row.state,
        stateWords: row.stateWords,
        counted: row.counted,
        bars: row.bars,
        links: next(),
      })),
    })),
    key: {
      done: say('roadmap.key-done'),
      work: say('roadmap.key-work'),
      late: say('roadmap.key-late'),
      wait: say('roadmap.key-wait'),
      ...(links.length ? { link: say('timeline.key-link') } : {}),
    },
    page: say('timeline.chart-page'),
  };
}
