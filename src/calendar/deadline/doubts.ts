import type { Doubt, Meaning } from './deadline.ts';

/** What a person would be asked about a reading, and what else it may mean. The first doubt is the one shown. */
export type Doubts = { why: Doubt[]; alternatives: Meaning[] };

export const noDoubts = (): Doubts => ({ why: [], alternatives: [] });

export function doubt(doubts: Doubts, why: Doubt | undefined, ...alternatives: Meaning[]) {
  if (!why) return;
  doubts.why.push(why);
  doubts.alternatives.push(...alternatives);
}
