import type { Interval } from '../day.ts';
import type { Deadline, Meaning } from './deadline.ts';
import { doubt, type Doubts, noDoubts } from './doubts.ts';
import { meansIntervals } from './meaning-intervals.ts';
import { meansRecurring } from './meaning-recurring.ts';
import type { Item } from './items.ts';
import { flatten, type Pieces, sort } from './pieces.ts';

/** What the pieces of a phrase mean together, in the period of the roadmap. */
export function meaningOf(items: readonly Item[], period: Interval): Omit<Deadline, 'text'> & Meaning {
  const doubts = noDoubts();
  const pieces = sort(flatten(items), doubts);
  const meaning = decide(pieces, period, doubts);
  if (!meaning) return { kind: 'unspecified', certain: false, why: 'deadline.not-understood' };
  const [why] = doubts.why;
  if (!why) return meaning;
  const alternatives = distinct(doubts.alternatives, meaning);
  return { ...meaning, certain: false, why, ...(alternatives.length ? { alternatives } : {}) };
}

function decide(pieces: Pieces, period: Interval, doubts: Doubts): Meaning | undefined {
  const dated = pieces.spans.length + pieces.untils.length + pieces.froms.length + pieces.dates.length > 0;
  const repeats = pieces.every.length > 0 || pieces.followingYear || datesOfAnyMonth(pieces);
  const lasting = pieces.whole || pieces.yearLong;
  if (!dated && !repeats && !lasting) return pieces.undated ? { kind: 'unspecified' } : undefined;
  if (pieces.undated) doubt(doubts, 'deadline.also-undated');
  if (pieces.unread) doubt(doubts, 'deadline.words-unread');
  if (repeats) return meansRecurring(pieces, period, doubts);
  if (dated) return meansIntervals(pieces, period, doubts);
  return { kind: 'whole-period' };
}

/** «до 25 числа каждого месяца»; without a month beside it «до 25 числа» can only be of any month. */
const datesOfAnyMonth = ({ dates, spans, inner }: Pieces) =>
  dates.some(({ of }) => of !== undefined) || (dates.length > 0 && !spans.length && !inner.length);

function distinct(alternatives: readonly Meaning[], meaning: Meaning): Meaning[] {
  const seen = new Set([JSON.stringify(meaning)]);
  return alternatives.filter((alternative) => {
    const key = JSON.stringify(alternative);
    return !seen.has(key) && seen.add(key);
  });
}
