import { type Deadline, type Interval, occurrencesOf, yearOf } from '#calendar';

/** An organisation that an activity names, by a responsible's words. */
export type Bound<Id = number> = { id: Id; kind: string; role: 'executor' | 'co-executor' };
/** `term` counts the due intervals of an activity from 1. */
export type Obligation<Id = number> = {
  activity: string;
  organisation: Id;
  term: number;
  start: string;
  end: string;
};

const isOffice = ({ kind }: { kind: string }) => kind === 'authority' || kind === 'methodological-centre';

/**
 * Who carries an activity out. Where organisations are named beside the authority or the methodological centre, they
 * do, and the offices organise; where no organisation is, the office that executes does, alone.
 */
export function carriersOf<Id>(bound: readonly Bound<Id>[]): Id[] {
  const organisations = bound.filter((one) => !isOffice(one));
  const executors = bound.filter(({ role }) => role === 'executor');
  const carriers = organisations.length ? organisations : executors.length ? executors : bound;
  return [...new Set(carriers.map(({ id }) => id))];
}

/** Activity × organisation × due interval. What has no dates of its own is due once, till the last day of the period. */
export function obligationsOf<Id>(
  activities: readonly { code: string; deadline: Deadline; bound: readonly Bound<Id>[] }[],
  period: Interval,
): Obligation<Id>[] {
  const context = { roadmapStart: period.start, roadmapEnd: period.end };
  return activities.flatMap(({ code, deadline, bound }) => {
    const terms = occurrencesOf(deadline, context);
    return carriersOf(bound).flatMap((organisation) =>
      terms.map(({ start, end }, at) => ({ activity: code, organisation, term: at + 1, start, end })),
    );
  });
}

/**
 * The state of an activity on a day. `done` of `all` counts the obligations of the term that is shown: the late one,
 * else the current. `nextYear` is there while an activity whose begun terms are done waits for the next.
 */
export type ActivityState = {
  state: 'done' | 'late' | 'running' | 'waiting';
  term: Interval | undefined;
  done: number;
  all: number;
  nextYear?: number;
};

/**
 * Late: somebody has not done an ended term. Running: a term has begun and is not done. Done: all that has begun is, and
 * a term is running or none follows. Waiting: nothing has begun, or all that has is done and over, and another follows.
 */
export const stateOfActivity = (
  obligations: readonly { start: string; end: string; done: boolean }[],
  today: string,
): ActivityState => stateOfTerms(termsOf(obligations), today);

/** The same of terms that have been counted; they need no order. */
export function stateOfTerms(counted: readonly CountedTerm[], today: string): ActivityState {
  const terms = counted.toSorted(inTime);
  const late = terms.find(({ end, done, all }) => end < today && done < all);
  if (late) return shown('late', late);
  const begun = terms.filter(({ start }) => start <= today);
  const running = begun.filter(({ end }) => end >= today);
  const open = running.find(({ done, all }) => done < all);
  if (open) return shown('running', open);
  const [current, last] = [running.at(-1), begun.at(-1)];
  if (current) return shown('done', current);
  const next = terms.find(({ start }) => start > today);
  if (!next) return last ? shown('done', last) : { state: 'waiting', term: undefined, done: 0, all: 0 };
  // What is shown is how the term before went: «ждёт 2022 года, выполнили 40 из 40».
  return last ? { ...shown('waiting', last), nextYear: yearOf(next.start) } : shown('waiting', next);
}

/** How many of whom a term binds have done it. */
export type CountedTerm = Interval & { done: number; all: number };

const shown = (state: ActivityState['state'], { start, end, done, all }: CountedTerm): ActivityState => ({
  state,
  term: { start, end },
  done,
  all,
});

function termsOf(obligations: readonly { start: string; end: string; done: boolean }[]): CountedTerm[] {
  const terms = new Map<string, CountedTerm>();
  for (const { start, end, done } of obligations) {
    const key = `${start}/${end}`;
    const term = terms.get(key) ?? { start, end, done: 0, all: 0 };
    terms.set(key, { ...term, done: term.done + (done ? 1 : 0), all: term.all + 1 });
  }
  return [...terms.values()];
}

const inTime = (one: Interval, other: Interval) =>
  one.start < other.start || (one.start === other.start && one.end < other.end) ? -1 : 1;
