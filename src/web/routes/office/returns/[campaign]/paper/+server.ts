import { downloadReturnPaper } from '#reports';
import { fileResponse, PDF } from '#web/file.ts';
import { whichReturn } from '#web/returns/reader.ts';
import type { RequestHandler } from './$types';

/** `?kind=blank`, or as it is filled in; `form=F1` for one of its forms. */
export const GET: RequestHandler = async ({ locals, params, url }) =>
  fileResponse(
    await downloadReturnPaper(locals.context, {
      ...whichReturn(params, url),
      paper: url.searchParams.get('kind') === 'blank' ? 'blank' : 'filled',
      form: url.searchParams.get('form') ?? undefined,
      origin: url.origin,
    }),
    PDF,
  );
