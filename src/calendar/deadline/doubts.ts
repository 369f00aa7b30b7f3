import type { Doubt, Meaning } from './deadline.ts';

/** What a person would be asked about a reading, and what else it may mean. The first doubt is the one shown. */
export type Doubts = { why: Doubt[]; alternatives: Meaning[] };

/** More alternatives than that are no choice. */
const MOST = 12;

export const noDoubts = (): Doubts => ({ why: [], alternatives: [] });

export function doubt(doubts: Doubts, why: Doubt | undefined, ...alternatives: Meaning[]) {
  if (!why) return;
  doubts.why.push(why);
  if (doubts.alternatives.length < MOST) doubts.alternatives.push(...alternatives);
}
