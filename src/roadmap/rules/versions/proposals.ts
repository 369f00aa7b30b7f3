import {
  addDays,
  type Day,
  daysBetween,
  type Interval,
  quarterInterval,
  quarterOf,
  writeDeadline,
  writeShortDate,
} from '#calendar';
import { type Reason, same, termsOf, type VersionActivity } from './content.ts';
import type { Correction } from './correct.ts';

/** What an organisation said of one term of an activity, as far as a correction asks. */
export type Heard = Interval & {
  state: 'done' | 'not-applicable' | 'open';
  doneOn?: Day;
  /** When it means to be done. */
  newTerm?: Day;
  /** A document was named, linked or attached. */
  evidenced: boolean;
};
/** `as` is what would be done: the term moved, its end brought forward, the term or the activity dropped, no document asked for. */
export type Option =
  | { as: 'move' | 'shorten'; term: Interval; until: Day }
  | { as: 'drop-term'; term: Interval }
  | { as: 'withdraw' }
  | { as: 'no-document' };
export type Proposal = {
  /** The same for as long as the cause is the same: what was dropped once is not proposed again. */
  key: string;
  activity: number;
  why: 'late' | 'early' | 'document';
  reason: Reason;
  /** The likeliest first. */
  options: Option[];
};

/** Sooner than this before its end, and a term is not worth an order. */
const WORTH_DAYS = 14;

/**
 * What executions ask to be corrected: not done though its time is over, done early, a document that never came. What the
 * system derives is left alone: a monitoring that was missed cannot be made up for.
 */
export function proposalsFor(
  activities: readonly VersionActivity[],
  heard: ReadonlyMap<number, readonly Heard[]>,
  { period, today }: { period: Interval; today: Day },
): Proposal[] {
  return activities.flatMap((activity) => {
    if (activity.derived) return [];
    const terms = activity.deadline.kind === 'intervals' ? termsOf(activity, period) : [];
    const own = heard.get(activity.activityId) ?? [];
    const found = terms.flatMap((term) => {
      const asked = own.filter((one) => sameDays(one, term) && one.state !== 'not-applicable');
      return asked.length ? [ofTerm(activity, { terms, term, asked, period, today })] : [];
    });
    return found.flatMap((one) => one ?? []);
  });
}

const sameDays = (one: Interval, other: Interval) => one.start === other.start && one.end === other.end;

type Term = {
  terms: readonly Interval[];
  term: Interval;
  asked: readonly Heard[];
  period: Interval;
  today: Day;
};

function ofTerm(activity: VersionActivity, one: Term): Proposal | undefined {
  const { term, asked, today } = one;
  const done = asked.filter(({ state }) => state === 'done');
  const params = { end: writeShortDate(term.end), done: done.length, all: asked.length };
  const proposal = (why: Proposal['why'], code: string, options: Option[], more = {}): Proposal => ({
    key: `${why}-${activity.activityId}-${term.end}`,
    activity: activity.activityId,
    why,
    reason: { code: `correction.why-${code}`, params: { ...params, ...more } },
    options,
  });
  if (term.end < today) {
    const undocumented = activity.document.trim() !== '' && !asked.some(({ evidenced }) => evidenced);
    if (done.length < asked.length) {
      const options = lateOptions(one);
      if (undocumented) return proposal('document', 'document', options, { document: activity.document });
      return proposal('late', done.length ? 'late' : 'nobody', options);
    }
    return undocumented
      ? proposal('document', 'done-undocumented', [{ as: 'no-document' }], { document: activity.document })
      : undefined;
  }
  if (term.start > today || done.length < asked.length) return undefined;
  const until =
    done
      .flatMap(({ doneOn }) => doneOn ?? [])
      .sort()
      .at(-1) ?? today;
  const early = until >= term.start && daysBetween(until, term.end) >= WORTH_DAYS;
  return early
    ? proposal('early', 'early', [{ as: 'shorten', term, until }], { until: writeShortDate(until) })
    : undefined;
}

function lateOptions(one: Term): Option[] {
  const { terms, term } = one;
  const until = likelyEnd(one);
  const drop: Option = terms.length > 1 ? { as: 'drop-term', term } : { as: 'withdraw' };
  return until ? [{ as: 'move', term, until }, drop] : [drop];
}

/**
 * Until when: the day that most of those who have not done it name, else the end of the next quarter; not into the next
 * term of the same activity, and nothing where that has begun.
 */
function likelyEnd({ terms, term, asked, period, today }: Term): Day | undefined {
  const named = asked.flatMap(({ state, newTerm }) =>
    state === 'open' && newTerm && newTerm > today ? [newTerm] : [],
  );
  const counts = Map.groupBy(named, (day) => day);
  const [most] = [...counts].sort(([one, a], [other, b]) => b.length - a.length || (one < other ? -1 : 1));
  const { year, quarter } = quarterOf(today);
  const quarterEnd =
    quarter === 4 ? quarterInterval(year + 1, 1).end : quarterInterval(year, quarter + 1).end;
  const wanted = most?.[0] ?? (period.end > today && quarterEnd > period.end ? period.end : quarterEnd);
  const next = terms.find(({ start }) => start > term.start);
  if (!next || wanted < next.start) return wanted;
  const last = addDays(next.start, -1);
  return last > today ? last : undefined;
}

/** A proposal as a step of the correction; `until` where a person chose another day. Nothing where it no longer fits the draft. */
export function correctionFor(
  option: Option,
  activity: VersionActivity,
  { period, until }: { period: Interval; until?: Day | undefined },
): Correction | undefined {
  const id = activity.activityId;
  if (option.as === 'withdraw') return { what: 'withdraw', activity: id };
  if (option.as === 'no-document') return { what: 'edit', activity: id, document: '' };
  const terms = termsOf(activity, period);
  if (!terms.some((term) => same(term, option.term))) return undefined;
  const next = terms.flatMap((term) => {
    if (!sameDays(term, option.term)) return [term];
    if (option.as === 'drop-term') return [];
    const end = until ?? option.until;
    return [{ start: end < term.start ? end : term.start, end }];
  });
  if (!next.length) return { what: 'withdraw', activity: id };
  const deadline = writeDeadline(
    { kind: 'intervals', intervals: next },
    { roadmapStart: period.start, roadmapEnd: period.end },
  );
  return { what: 'edit', activity: id, deadline, understood: 'as-read' };
}
