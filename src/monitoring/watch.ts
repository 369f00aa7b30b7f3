/** A page without script says only when it was opened: whoever opened it so long ago may still be looking at it. */
const WATCHES_MS = 10 * 60_000;

export const watchedSince = (now: Date): Date => new Date(now.getTime() - WATCHES_MS);
