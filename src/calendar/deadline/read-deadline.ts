import type { Context, Deadline } from './deadline.ts';
import { meaningOf } from './meaning.ts';
import { parse } from './parse.ts';
import { tokenise } from './tokens.ts';

/** Longer than any deadline, short enough to be read at once. */
const LONGEST = 500;

/**
 * What a deadline of a roadmap means: `intervals`, `recurring`, `whole-period` or `unspecified`. A doubtful reading
 * is the best guess with `certain: false`, its reason and its alternatives. Never throws.
 */
export function readDeadline(text: string, { roadmapStart, roadmapEnd }: Context): Deadline {
  const unread = (why: 'deadline.too-long' | 'deadline.no-period'): Deadline => ({
    text,
    kind: 'unspecified',
    certain: false,
    why,
  });
  if (roadmapStart > roadmapEnd) return unread('deadline.no-period');
  if (text.length > LONGEST) return unread('deadline.too-long');
  // An empty cell or a dash is a deadline that nobody has set.
  if (!/[\p{L}\p{N}]/u.test(text)) return { text, kind: 'unspecified' };
  return { text, ...meaningOf(parse(tokenise(text)), { start: roadmapStart, end: roadmapEnd }) };
}
