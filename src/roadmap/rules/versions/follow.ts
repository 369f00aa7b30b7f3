import type { Day, Interval } from '#calendar';
import { boundOf, same, termsOf, type VersionActivity, type VersionContent } from './content.ts';

/** An obligation as it stands before a version is approved; `settled`: a counted return says done or not applicable. */
export type Standing = Interval & {
  id: number;
  activityId: number;
  organisationId: number;
  term: number;
  /** An earlier version ended it. */
  ended: boolean;
  settled: boolean;
};
type Place = { activityId: number; organisationId: number };
/** What becomes of the obligations. `terms` are the numbers of those in force, where they change. */
export type Followed = {
  /** Nothing changed, or what was done in a term that is over and no longer stands in the roadmap. */
  kept: number[];
  moved: (Interval & Place & { id: number; from: Interval })[];
  ended: (Interval & Place & { id: number })[];
  /** Ended once, and asked for again. */
  revived: (Interval & Place & { id: number })[];
  added: (Interval & Place & { term: number })[];
  terms: { id: number; term: number }[];
};

const keyOf = ({ start, end }: Interval) => `${start}/${end}`;

/**
 * The obligations follow a version: kept where nothing changed, ended where the activity or the organisation was
 * withdrawn, moved where the deadline moved, added where it is new. A moved obligation keeps its number and so all that
 * was reported of it; what was done in a term that is over stays, whatever the roadmap says now.
 */
export function followObligations(
  versions: { before: VersionContent; after: VersionContent },
  standing: readonly Standing[],
  { kinds, today }: { kinds: ReadonlyMap<number, string>; today: Day },
): Followed {
  const { before, after } = versions;
  const was = new Map(before.activities.map((one) => [one.activityId, one]));
  const is = new Set(after.activities.map(({ activityId }) => activityId));
  const byActivity = Map.groupBy(standing, ({ activityId }) => activityId);
  const followed: Followed = { kept: [], moved: [], ended: [], revived: [], added: [], terms: [] };
  for (const [activityId, own] of byActivity)
    if (!is.has(activityId)) followed.ended.push(...own.filter(({ ended }) => !ended).map(plain));
  for (const activity of after.activities) {
    const earlier = was.get(activity.activityId);
    const own = byActivity.get(activity.activityId) ?? [];
    const change: Change = {
      activity,
      bound: boundOf(activity, kinds),
      termsBefore: earlier ? termsOf(earlier, before.period) : [],
      terms: termsOf(activity, after.period),
      isNew: earlier === undefined,
    };
    const untouched =
      earlier !== undefined &&
      same(change.terms, change.termsBefore) &&
      same(boundOf(earlier, kinds), change.bound);
    if (untouched) followed.kept.push(...own.filter(({ ended }) => !ended).map(({ id }) => id));
    else followActivity(followed, own, change, today);
  }
  return followed;
}

const plain = ({ id, activityId, organisationId, start, end }: Standing) => ({
  id,
  activityId,
  organisationId,
  start,
  end,
});

type Change = {
  activity: VersionActivity;
  bound: number[];
  termsBefore: Interval[];
  terms: Interval[];
  isNew: boolean;
};
type Active = Interval & { id?: number; was?: number; added?: Followed['added'][number] };

function followActivity(followed: Followed, own: readonly Standing[], change: Change, today: Day): void {
  const matched = matchTerms(change.termsBefore, change.terms);
  const byOrganisation = Map.groupBy(own, ({ organisationId }) => organisationId);
  const active: Active[] = [];
  for (const organisationId of new Set([...byOrganisation.keys(), ...change.bound])) {
    const mine = byOrganisation.get(organisationId) ?? [];
    const isBound = change.bound.includes(organisationId);
    active.push(...followOne(followed, mine, { ...change, organisationId, isBound, matched, today }));
  }
  numberTerms(followed, active);
}

function followOne(
  followed: Followed,
  mine: readonly Standing[],
  to: Change & {
    organisationId: number;
    isBound: boolean;
    matched: ReadonlyMap<string, Match>;
    today: Day;
  },
): Active[] {
  const { activity, organisationId, isBound, matched, today, isNew } = to;
  const open = new Map((isBound ? to.terms : []).map((term) => [keyOf(term), term]));
  const active: Active[] = [];
  const left: Standing[] = [];
  // Those in force come first: an ended one is asked for again only where none stands in its place.
  for (const one of mine.toSorted((a, b) => Number(a.ended) - Number(b.ended)))
    if (open.delete(keyOf(one))) {
      if (one.ended) followed.revived.push(plain(one));
      else followed.kept.push(one.id);
      active.push({ id: one.id, was: one.term, start: one.start, end: one.end });
    } else if (!one.ended) left.push(one);
  for (const one of left) {
    const match = matched.get(keyOf(one));
    const target = match && (match.whole || !one.settled) ? open.get(keyOf(match.to)) : undefined;
    if (target) {
      open.delete(keyOf(target));
      const { start, end } = target;
      followed.moved.push({ ...plain(one), start, end, from: { start: one.start, end: one.end } });
      active.push({ id: one.id, was: one.term, start, end });
    } else if (one.settled && one.end < today) {
      followed.kept.push(one.id);
      active.push({ id: one.id, was: one.term, start: one.start, end: one.end });
    } else followed.ended.push(plain(one));
  }
  for (const { start, end } of open.values())
    // Nobody is late the day a correction reaches them: of what was there before, a term that is over is not asked for.
    if (isNew || end >= today) {
      const added = { activityId: activity.activityId, organisationId, start, end, term: 0 };
      followed.added.push(added);
      active.push({ start, end, added });
    }
  return active;
}

/** The terms in force by their days, from 1: what stays from before counts too. */
function numberTerms(followed: Followed, active: readonly Active[]): void {
  const keys = [...new Set(active.map(keyOf))].sort();
  for (const { id, was, added, ...interval } of active) {
    const term = keys.indexOf(keyOf(interval)) + 1;
    if (added) added.term = term;
    else if (id !== undefined && term !== was) followed.terms.push({ id, term });
  }
}

/** `whole`: it is the same term on other days, and whoever has done it has done it. */
type Match = { to: Interval; whole: boolean };

/**
 * Which term became which. Terms that stay the same divide the others into stretches; in a stretch of as many terms
 * before as after each became its counterpart. Else (four quarters, now two half-years) a term becomes the one that it
 * overlaps most, for those who have not done it: who has done a quarter has not done the half-year.
 */
export function matchTerms(before: readonly Interval[], after: readonly Interval[]): Map<string, Match> {
  const matches = new Map<string, Match>();
  const stay = new Set(before.map(keyOf).filter((key) => after.some((term) => keyOf(term) === key)));
  const [old, next] = [stretches(before, stay), stretches(after, stay)];
  const aligned =
    old.length === next.length &&
    same(
      old.map(({ at }) => at),
      next.map(({ at }) => at),
    );
  if (!aligned) return overlapping(matches, missing(before, stay), missing(after, stay));
  old.forEach(({ terms }, at) => {
    const others = next[at]!.terms;
    if (terms.length === others.length)
      terms.forEach((term, place) => matches.set(keyOf(term), { to: others[place]!, whole: true }));
    else overlapping(matches, terms, others);
  });
  return matches;
}

const missing = (terms: readonly Interval[], stay: ReadonlySet<string>) =>
  terms.filter((term) => !stay.has(keyOf(term)));

/** The terms between those that stay; `at` is the one that ends a stretch. */
function stretches(terms: readonly Interval[], stay: ReadonlySet<string>) {
  const found: { at: string; terms: Interval[] }[] = [];
  let open: Interval[] = [];
  for (const term of terms)
    if (stay.has(keyOf(term))) {
      found.push({ at: keyOf(term), terms: open });
      open = [];
    } else open.push(term);
  return [...found, { at: '', terms: open }];
}

function overlapping(matches: Map<string, Match>, old: readonly Interval[], next: readonly Interval[]) {
  const free = new Set(next);
  for (const term of old) {
    const candidates = [...free].filter(({ start, end }) => start <= term.end && end >= term.start);
    const [best] = candidates.sort((a, b) => shared(b, term) - shared(a, term));
    if (!best) continue;
    free.delete(best);
    matches.set(keyOf(term), { to: best, whole: false });
  }
  return matches;
}

const shared = (one: Interval, other: Interval): number => {
  const start = one.start > other.start ? one.start : other.start;
  const end = one.end < other.end ? one.end : other.end;
  return Date.parse(end) - Date.parse(start);
};
