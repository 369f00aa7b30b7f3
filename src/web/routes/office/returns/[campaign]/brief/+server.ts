import { excerpt } from '#messages';
import { showBrief } from '#monitoring';
import { Failure, STATUS } from '#platform/failure.ts';
import { sentence } from '#web/failures.ts';
import { whichReturn } from '#web/returns/reader.ts';
import { ISSUE_SENTENCES } from '#web/returns/say-issues.ts';
import type { RequestHandler } from './$types';

/** What a page judges by while there is no network: the checks, what they compare with, and their sentences. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  try {
    const brief = await showBrief(locals.context, whichReturn(params, url));
    const sentences = Object.fromEntries(
      Object.entries(excerpt(locals.locale, ['monitoring'])).filter(([key]) => ISSUE_SENTENCES.test(key)),
    );
    return Response.json({ ...brief, sentences });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return Response.json({ message: sentence(locals.locale, error) }, { status: STATUS[error.kind] });
  }
};
