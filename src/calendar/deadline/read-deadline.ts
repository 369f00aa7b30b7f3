import type { Context, Deadline } from './deadline.ts';

export function readDeadline(text: string, _context: Context): Deadline {
  return { text, kind: 'unspecified', certain: false, why: 'deadline.not-understood' };
}
