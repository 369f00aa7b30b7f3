import { type Interval, overlap, writeShortDate, yearOf } from '#calendar';
import type { Activity, Order, Roadmap, Section, Warning } from '../roadmap.ts';
import type { Columns } from './columns.ts';
import { periodIn, samePeriod } from './period.ts';
import type { Entry, RecordRow } from './records.ts';

/** ISO 8601 for an interval: how periods stand among a warning's alternatives. */
const written = ({ start, end }: Interval) => `${start}/${end}`;

/** What an order says against itself: an act that it cites but that is younger, a period other than the roadmap's. */
export function doubtsOfOrder({ title, period, order }: Roadmap): Warning[] {
  const warnings: Warning[] = order ? futures(order) : [];
  const said = order ? periodIn(order.title) : undefined;
  if (!period) warnings.push({ code: 'roadmap.period-unknown', severity: 'ask', params: {}, where: {} });
  else if (order && said && !samePeriod(said, period))
    warnings.push({
      code: 'roadmap.period-differs',
      severity: 'ask',
      params: { order: order.title, roadmap: title, taken: written(period) },
      where: {},
      alternatives: [written(period), written(said)],
    });
  return warnings;
}

/** Likely the year was mistyped: the same day of the nearest year before the order is offered. */
const futures = ({ number, date, cites }: Order): Warning[] =>
  cites
    .filter((cited) => date && cited.date > date)
    .map((cited) => {
      const thisYear = `${yearOf(date)}${cited.date.slice(4)}`;
      const likely = thisYear <= date ? thisYear : `${yearOf(date) - 1}${cited.date.slice(4)}`;
      const [on, citedOn] = [writeShortDate(date), writeShortDate(cited.date)];
      return {
        code: 'roadmap.order-cites-future',
        severity: 'ask',
        params: { number, date: on, cited: cited.number, citedDate: citedOn, likely: writeShortDate(likely) },
        where: {},
        alternatives: [likely],
      };
    });

export function doubtsOfActivity(
  { deadline, responsibles }: Activity,
  { joined, unsure }: RecordRow,
  period: Interval | null,
  where: Warning['where'],
): Warning[] {
  const warnings: Warning[] = [];
  const text = deadline.text;
  if (unsure) warnings.push({ code: 'roadmap.row-unclear', severity: 'ask', params: { text }, where });
  if (joined.deadline)
    warnings.push({
      code: 'roadmap.deadline-joined',
      severity: 'note',
      params: { parts: joined.deadline.map((part) => `«${part}»`).join(' + '), text },
      where,
    });
  if (deadline.certain === false)
    warnings.push({
      code: 'roadmap.deadline-doubtful',
      severity: 'ask',
      params: { text, why: deadline.why ?? '' },
      where,
    });
  if (
    period &&
    deadline.kind === 'intervals' &&
    deadline.intervals.some((interval) => !overlap(interval, period))
  )
    warnings.push({ code: 'roadmap.deadline-outside', severity: 'ask', params: { text }, where });
  if (!responsibles.length)
    warnings.push({ code: 'roadmap.no-responsible', severity: 'ask', params: {}, where });
  return warnings;
}

/** What is said once of the whole table: columns that it lacks, rows without numbers, numbers given twice. */
export function doubtsOfNumbers(sections: Section[], entries: readonly Entry[], columns: Columns): Warning[] {
  const warnings: Warning[] = [];
  const rows = entries.flatMap((entry) => (entry.kind === 'activity' ? [entry] : []));
  for (const column of ['responsible', 'document', 'result'] as const)
    if (columns[column] === undefined)
      warnings.push({ code: `roadmap.no-${column}-column`, severity: 'note', params: {}, where: {} });
  const missing = rows.filter(({ cells }) => !cells.number).length;
  if (missing)
    warnings.push({
      code: 'roadmap.numbers-missing',
      severity: 'note',
      params: { count: missing },
      where: {},
    });
  for (const { numeral, title, activities } of sections) {
    const first = new Map<string, Activity>();
    for (const { number, source, ...activity } of activities) {
      const above = first.get(number);
      if (!above) first.set(number, { number, source, ...activity });
      else
        warnings.push({
          code: 'roadmap.number-repeated',
          severity: 'ask',
          params: { number, above: above.source.firstLine, same: above.title === activity.title ? 1 : 0 },
          where: { line: source.firstLine, section: numeral || title, activity: number },
        });
    }
  }
  return warnings;
}
