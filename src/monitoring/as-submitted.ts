import { obligationsById } from '#roadmap';
import type { Database } from '#platform/database.server.ts';
import type { Background } from './background.ts';
import { type Content, isEvent } from './rules/index.ts';

/**
 * A return that counts is looked at with the rows that it was asked, not with those that a later correction of the
 * roadmap asks: what was withdrawn stands there with its answer, and what is new does not stand there as unanswered.
 */
export async function asSubmitted(
  db: Database,
  background: Background,
  { executions }: Pick<Content, 'executions'>,
): Promise<Background> {
  const asked = background.duties.filter(({ id, derived }) => derived || executions[id]);
  const missing = Object.keys(executions)
    .map(Number)
    .filter((id) => !asked.some((duty) => duty.id === id));
  if (asked.length === background.duties.length && missing.length === 0) return background;
  const gone = await obligationsById(db, missing);
  const duties = [...asked, ...gone.map((one) => ({ ...one, isEvent: isEvent(one.title), last: undefined }))];
  return { ...background, duties };
}
