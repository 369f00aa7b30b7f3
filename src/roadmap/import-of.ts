import { may, type Organisation, organisationById, reach } from '#organisations';
import { Failure } from '#platform/failure.ts';
import type { Context } from '#platform/use-case.ts';
import { bindable } from './roadmap-owner.ts';
import { type DraftActivity, draftOf } from './rules/draft.ts';
import { type Confirmed, confirm } from './rules/edits.ts';
import { type Effects, effectsOf } from './rules/effects.ts';
import { type Question, questionsOf } from './rules/questions.ts';
import { type Import, importById, lockImport } from './sql/imports.ts';
import { knownExecutors } from './sql/remembered.ts';

/** What an import would become if it were approved now. */
export type Draft = {
  confirmed: Confirmed;
  activities: DraftActivity[];
  questions: Question[];
  organisations: Organisation[];
  /** What each choice of an open question would do to the obligations. */
  effects: Effects;
};

/**
 * An import within the actor's reach, and its municipality. Elsewhere it does not exist.
 * @throws Failure `roadmap.import-not-found`
 */
export async function importWithin(
  context: Context,
  id: number,
  { lock = false } = {},
): Promise<{ found: Import; municipality: Organisation }> {
  reach(context, 'roadmap.change');
  const found = await (lock ? lockImport : importById)(context.db, id);
  const municipality = found && (await organisationById(context.db, found.ownerId));
  if (!found || !municipality || !may(context, 'roadmap.change', municipality.path))
    throw new Failure('not-found', 'roadmap.import-not-found');
  return { found, municipality };
}

export async function draftFor(context: Context, found: Import, municipality: Organisation): Promise<Draft> {
  const organisations = await bindable(context.db, municipality);
  const remembered = await knownExecutors(context.db, municipality.id);
  const confirmed = confirm(found.reading, found.edits, found.answers);
  const activities = draftOf(confirmed, organisations, remembered);
  const questions = questionsOf(found.reading, confirmed, found.answers);
  return {
    confirmed,
    activities,
    questions,
    effects: effectsOf({ confirmed, activities, questions }, { ...found, nodes: organisations, remembered }),
    organisations: organisations.filter(({ id }) => id !== municipality.id),
  };
}
