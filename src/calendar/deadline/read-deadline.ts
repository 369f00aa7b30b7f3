import type { Context, Deadline } from './deadline.ts';
import { meaningOf } from './meaning.ts';
import { parse } from './parse.ts';
import { tokenise } from './tokens.ts';

/** Longer than any deadline, short enough to be read at once: in characters, and in words and marks. */
const LONGEST = 500;
const MOST_TOKENS = 100;
/** Two Russian letters or a figure: nearly every deadline. */
const USUAL = /[а-яА-Я]{2}|\d/;
const CROSS = /^\s*[xхXХ]\s*$/;

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
    alternatives: [{ kind: 'whole-period' }],
  });
  if (roadmapStart > roadmapEnd) return unread('deadline.no-period');
  if (text.length > LONGEST) return unread('deadline.too-long');
  // An empty cell, a dash or a cross is a deadline that nobody has set.
  if ((!USUAL.test(text) && !/[\p{L}\p{N}]/u.test(text)) || CROSS.test(text))
    return { text, kind: 'unspecified' };
  const tokens = tokenise(text);
  if (tokens.length > MOST_TOKENS) return unread('deadline.too-long');
  return { text, ...meaningOf(parse(tokens), { start: roadmapStart, end: roadmapEnd }) };
}
