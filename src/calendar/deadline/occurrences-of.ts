import type { Interval } from '../day.ts';
import type { Context, Meaning } from './deadline.ts';

/**
 * The terms that obligations arise from: the intervals or the occurrences. What has no dates of its own (the whole
 * period, every day, no date named) is due once, from the roadmap's first day to its last.
 */
export function occurrencesOf(meaning: Meaning, { roadmapStart, roadmapEnd }: Context): Interval[] {
  if (meaning.kind === 'intervals') return meaning.intervals;
  if (meaning.kind === 'recurring' && meaning.occurrences?.length) return meaning.occurrences;
  return [{ start: roadmapStart, end: roadmapEnd }];
}
