import { downloadImportDocx } from '#reports';
import { fileResponse, paperIn, WORD } from '#web/file.ts';
import { numberIn } from '#web/paths.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, url }) =>
  fileResponse(
    await downloadImportDocx(locals.context, { id: numberIn(params.id), paper: paperIn(url) }),
    WORD,
  );
