import { Failure, STATUS } from '#platform/failure.ts';
import { sentence } from '#web/failures.ts';
import { attach, fileOf } from '#web/returns/attach.ts';
import { fileView } from '#web/returns/page-of-return.ts';
import { readerOf, whichReturn } from '#web/returns/reader.ts';
import type { RequestHandler } from './$types';

/** A file of evidence, sent by the page's script as soon as it is chosen; without script it comes with the form. */
export const POST: RequestHandler = async ({ locals, params, url, request }) => {
  try {
    const { of, file } = fileOf(await request.formData());
    const attached = await attach(locals.context, whichReturn(params, url), of, file);
    const { field, value } = attached;
    const answer = { ...fileView(attached, readerOf({ locals, url })), field, value };
    return Response.json(answer, { status: 201 });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const message = sentence(locals.locale, error.issues[0] ?? error);
    return Response.json({ message, code: error.code }, { status: STATUS[error.kind] });
  }
};
