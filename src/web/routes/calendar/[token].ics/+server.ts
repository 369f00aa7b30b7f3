import { calendarFeed } from '#reports';
import type { RequestHandler } from './$types';

/** A person's due dates for other programs: the address itself is the key. */
export const GET: RequestHandler = async ({ locals: { app }, params, url, setHeaders }) => {
  setHeaders({ 'cache-control': 'private, max-age=900', 'x-robots-tag': 'noindex' });
  return new Response(await calendarFeed(app, params.token, url.origin), {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="vekha.ics"',
    },
  });
};
