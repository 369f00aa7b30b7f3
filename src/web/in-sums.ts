import type { Words } from '#messages';

/**
 * How many of those who have handed in are in the sums: a return that was sent back was handed in once, and counts again
 * when it is handed in again. Empty where both numbers are one.
 */
export const inSums = (say: Words, { handedIn, sentBack }: { handedIn: number; sentBack: number }): string =>
  sentBack === 0 ? '' : say('monitoring.in-sums', { counted: handedIn - sentBack, returned: sentBack });
