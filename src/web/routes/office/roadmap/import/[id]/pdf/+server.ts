import { downloadImportPdf } from '#reports';
import { fileResponse, PDF, paperIn } from '#web/file.ts';
import { numberIn } from '#web/paths.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, url }) =>
  fileResponse(
    await downloadImportPdf(locals.context, { id: numberIn(params.id), paper: paperIn(url) }),
    PDF,
  );
