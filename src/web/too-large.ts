import type { IncomingMessage, ServerResponse } from 'node:http';
import { words } from '#messages';

/** Refuses a body by its announced size, before a byte of it is read. */
export function tooLarge(request: IncomingMessage, response: ServerResponse, limit: number) {
  const locale = /vekha-lang=en/.test(request.headers.cookie ?? '') ? 'en' : 'ru';
  const sentence = words(locale)('shell.body-too-large', { megabytes: Math.floor(limit / 1024 / 1024) });
  const api = request.url?.startsWith('/api/') || !/text\/html/.test(request.headers.accept ?? '');
  const body = api
    ? JSON.stringify({ type: 'about:blank', title: sentence, status: 413, code: 'shell.body-too-large' })
    : `<!doctype html><html lang="${locale}"><meta charset="utf-8"><title>413</title><main><h1>${sentence}</h1></main></html>`;
  response.writeHead(413, {
    'content-type': api ? 'application/problem+json' : 'text/html; charset=utf-8',
    connection: 'close',
  });
  response.end(body);
  request.resume();
  setTimeout(() => request.destroy(), 1_000).unref();
}
