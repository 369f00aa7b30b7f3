import type { Day, Interval } from '#calendar';
import type { Words } from '#messages';
import type { StatedActivity, StatedObligation } from '#monitoring';
import type { CountedTerm } from '#roadmap/rules';
import type { Tone } from './timeline.ts';

/** How each state of the monitoring is drawn. */
export const TONES: Record<StatedObligation['state'] | StatedActivity['state'], Tone> = {
  done: 'done',
  running: 'work',
  late: 'late',
  waiting: 'wait',
  'no-data': 'none',
  'not-applicable': 'na',
};

export type TermState = Interval & { term: number; state: Tone; done: number; all: number };

/** The terms of an activity, each as all whom it binds stand in it; those to whom it does not apply are left out. */
export function termsOf(obligations: readonly StatedObligation[], today: Day): TermState[] {
  const byTerm = Map.groupBy(obligations, ({ startsOn, endsOn }) => `${startsOn}/${endsOn}`);
  return [...byTerm.values()]
    .map((bound) => {
      const { term, startsOn: start, endsOn: end } = bound[0]!;
      const asked = bound.filter(({ state }) => state !== 'not-applicable');
      const done = asked.filter(({ state }) => state === 'done').length;
      return statedTerm({ term, start, end, done, all: asked.length }, today);
    })
    .sort((one, other) => one.term - other.term);
}

/** A term that has been counted, with how it is drawn. */
export const statedTerm = (counted: CountedTerm & { term: number }, today: Day): TermState => ({
  ...counted,
  state: toneOf(counted, counted.done, counted.all, today),
});

function toneOf({ start, end }: Interval, done: number, all: number, today: Day): Tone {
  if (all === 0) return 'na';
  if (done === all) return 'done';
  if (end < today) return 'late';
  return start <= today ? 'work' : 'wait';
}

/** «просрочено», «ждёт 2022 года». */
export const stateWords = (
  say: Words,
  { state, nextYear }: Pick<StatedActivity, 'state' | 'nextYear'>,
): string =>
  nextYear
    ? say('roadmap.state-waits', { year: String(nextYear) })
    : say.code(`roadmap.state-${TONES[state]}`);

/** «выполнили 33 из 40», where several are counted and it says more than the state does. */
export function countedWords(
  say: Words,
  {
    state,
    nextYear,
    done,
    all,
    derived,
  }: Pick<StatedActivity, 'state' | 'nextYear' | 'done' | 'all' | 'derived'>,
): string {
  if (all < 2 || state === 'done' || (state === 'waiting' && !nextYear)) return '';
  return say(derived ? 'roadmap.submitted-of' : 'roadmap.done-of', { done, all });
}
