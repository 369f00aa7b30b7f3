import { type Day, type Interval, yearOf } from '#calendar';
import type { PlainObligation } from '#roadmap';
import type { Tone } from './timeline.ts';

export type TermState = Interval & { term: number; state: Tone; done: number; all: number };
/** `waitsFor`: the year of the next term, where an earlier one is done. */
export type ActivityState = { state: Tone; done: number; all: number; waitsFor?: number; terms: TermState[] };

/**
 * The state of an activity is that of its current term: late while anybody owes an ended one, under way while a term
 * runs and not all have done it, done when nothing more is to come.
 */
export function stateOf(
  obligations: readonly PlainObligation[],
  isDone: (obligationId: number) => boolean,
  today: Day,
): ActivityState {
  const terms = termsOf(obligations, isDone, today);
  const begun = terms.filter(({ start }) => start <= today);
  const current = begun.at(-1) ?? terms[0];
  const counts = { done: current?.done ?? 0, all: current?.all ?? 0, terms };
  if (!current) return { state: 'none', ...counts };
  const late = begun.find(({ state }) => state === 'late');
  if (late) return { state: 'late', ...counts, done: late.done, all: late.all };
  if (current.state !== 'done') return { state: current.state, ...counts };
  const next = terms.find(({ start }) => start > today);
  return next ? { state: 'wait', ...counts, waitsFor: yearOf(next.start) } : { state: 'done', ...counts };
}

function termsOf(
  obligations: readonly PlainObligation[],
  isDone: (obligationId: number) => boolean,
  today: Day,
): TermState[] {
  const byTerm = Map.groupBy(obligations, ({ term }) => term);
  return [...byTerm.entries()]
    .sort(([one], [other]) => one - other)
    .map(([term, bound]) => {
      const { startsOn: start, endsOn: end } = bound[0]!;
      const done = bound.filter(({ id }) => isDone(id)).length;
      return {
        term,
        start,
        end,
        done,
        all: bound.length,
        state: stateOfTerm({ start, end }, done === bound.length, today),
      };
    });
}

/** One term, of one organisation or of all. */
export function stateOfTerm({ start, end }: Interval, done: boolean, today: Day): Tone {
  if (done) return 'done';
  if (end < today) return 'late';
  return start <= today ? 'work' : 'wait';
}
