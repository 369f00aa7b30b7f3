import { downloadVersionPdf } from '#reports';
import { fileResponse, PDF, paperIn } from '#web/file.ts';
import { numberIn } from '#web/paths.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, url }) =>
  fileResponse(
    await downloadVersionPdf(locals.context, { number: numberIn(params.number), paper: paperIn(url) }),
    PDF,
  );
