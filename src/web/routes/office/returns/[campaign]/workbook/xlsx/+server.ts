import { downloadWorkbook } from '#monitoring';
import { EXCEL, fileResponse } from '#web/file.ts';
import { whichReturn } from '#web/returns/reader.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, url }) =>
  fileResponse(
    await downloadWorkbook(locals.context, { ...whichReturn(params, url), locale: locals.locale }),
    EXCEL,
  );
