import { type SavedDraft, saveDraft, showReturn } from '#monitoring';
import { Failure, STATUS } from '#platform/failure.ts';
import { sentence } from '#web/failures.ts';
import type { Answer } from '#web/returns/keeper.ts';
import { judgedOf, savedWhen } from '#web/returns/page-of-return.ts';
import { readChanges } from '#web/returns/read-changes.ts';
import { readerOf, whichReturn } from '#web/returns/reader.ts';
import type { Judged } from '#web/returns/view.ts';
import type { RequestHandler } from './$types';

/** What the script of a return's page saves by: the changed fields, and what the server makes of them. */
export const POST: RequestHandler = async ({ locals, params, url, request }) => {
  try {
    const { base, changes, door, person, client } = await readChanges(request, url);
    if (person !== undefined && person !== locals.context.actor.accountId)
      return Response.json({ message: locals.say('access.sign-in') }, { status: 401 });
    const which = whichReturn(params, url);
    const saved = await saveDraft(locals.context, {
      ...which,
      base,
      changes,
      ...(door ? { door } : {}),
      ...(client ? { client } : {}),
    });
    // Somebody else has saved between this page and this save: what they changed is shown here too.
    const isAlone = saved.rev === base + 1 && saved.conflicts.length === 0;
    const shown = await showReturn(locals.context, which);
    const others = isAlone
      ? {}
      : Object.fromEntries(Object.entries(shown.fields).filter(([field]) => !(field in changes)));
    const answer: Answer<Judged> = {
      rev: saved.rev,
      savedAt: savedWhen(saved.savedAt, readerOf({ locals, url })),
      conflicts: saved.conflicts,
      others,
      judged: judgedOf(saved satisfies SavedDraft, shown, locals.locale),
    };
    return Response.json(answer);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const fields = error.issues.map(({ at }) => at.replace(/^changes\.(.*)\.value$/, '$1'));
    const message = sentence(locals.locale, error.issues[0] ?? error);
    return Response.json({ message, code: error.code, fields }, { status: STATUS[error.kind] });
  }
};
