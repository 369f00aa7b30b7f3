import { type Interval, weekday } from '../day.ts';
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
  const read = decide(pieces, period, doubts);
  if (!read) doubt(doubts, 'deadline.not-understood');
  const meaning: Meaning = read ?? { kind: 'unspecified' };
  if (pieces.within.length) alsoDated(pieces.within, period, doubts);
  checkWeekdays(pieces, meaning, doubts);
  const [why] = doubts.why;
  if (!why) return meaning;
  const alternatives = distinct(doubts.alternatives, meaning);
  return {
    ...meaning,
    certain: false,
    why,
    alternatives: alternatives.length ? alternatives : otherwise(meaning),
  };
}

/** A phrase without a date that has one inside: as the date says, or as it stands. */
function alsoDated(within: readonly Item[], period: Interval, doubts: Doubts) {
  const inner = decide(sort(within, noDoubts()), period, noDoubts());
  doubt(doubts, 'deadline.also-undated', ...(inner ? [inner] : []));
}

/** «в пятницу, 15 октября» is said twice and must agree; a weekday beside a month says what nobody has read. */
function checkWeekdays({ weekdays }: Pieces, meaning: Meaning, doubts: Doubts) {
  if (!weekdays.length || meaning.kind === 'unspecified') return;
  const weekly = meaning.kind === 'recurring' && meaning.every === 'week' ? meaning.occurrences : [];
  const days = (meaning.kind === 'intervals' ? meaning.intervals : weekly) ?? [];
  const agree =
    days.length > 0 && days.every(({ start, end }) => start === end && weekdays.includes(weekday(start)));
  if (!agree) doubt(doubts, 'deadline.weekday-differs');
}

/** Where nothing else offers itself: from the first to the last of the days, no date at all, the whole period. */
function otherwise(meaning: Meaning): Meaning[] {
  if (meaning.kind === 'unspecified') return [{ kind: 'whole-period' }];
  const days = meaning.kind === 'intervals' ? meaning.intervals : [];
  const [first, last] = [days[0], days.at(-1)];
  const hull: Meaning[] =
    first && last && first !== last
      ? [
          {
            kind: 'intervals',
            intervals: [{ start: first.start, end: first.end > last.end ? first.end : last.end }],
          },
        ]
      : [];
  return [...hull, { kind: 'unspecified' }];
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
