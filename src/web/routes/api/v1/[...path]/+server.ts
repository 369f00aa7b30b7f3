import { respond } from '#web/api/respond.ts';
import type { RequestHandler } from './$types';

/** Everything under `/api/v1` is in the table of operations. */
const handle: RequestHandler = ({ locals, request, url, params }) =>
  respond({
    app: locals.app,
    request,
    url,
    path: `/${params.path}`,
    locale: /^en\b/i.test(request.headers.get('accept-language') ?? '') ? 'en' : 'ru',
  });

export const GET = handle;
export const POST = handle;
export const PUT = handle;
export const PATCH = handle;
export const DELETE = handle;
export const fallback = handle;
