import { type Interval, type Meaning, writeInterval, writeSchedule } from '#calendar';
import type { Words } from '#messages';

const MOST_NAMED = 4;

/** What a deadline means, in words; the whole period with its days, and a long list by its ends. */
export function deadlineWords(say: Words, meaning: Meaning, period: Interval | null): string {
  const write = (interval: Interval) => writeInterval(interval, say.locale);
  if (meaning.kind === 'whole-period' && period)
    return say('roadmap.whole-period', { period: write(period) });
  if (meaning.kind !== 'intervals' || meaning.intervals.length <= MOST_NAMED)
    return writeSchedule(meaning, say.locale);
  const { intervals } = meaning;
  const [first, last] = [intervals[0]!, intervals.at(-1)!];
  return say('roadmap.many-intervals', { count: intervals.length, first: write(first), last: write(last) });
}
