import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Key, words } from '#messages';
import { endOnceTaken } from './end-once-taken.ts';

/** A refusal before a byte of the body is read: a page for whoever asks for one, a problem for a program. */
export function refuseEarly(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  code: Key,
  params: Record<string, number> = {},
) {
  const locale = localeOf(request);
  const sentence = words(locale).code(code, params);
  const api = request.url?.startsWith('/api/') || !/text\/html/.test(request.headers.accept ?? '');
  const body = api
    ? JSON.stringify({ type: `urn:vekha:problem:${code}`, title: sentence, status, code })
    : `<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${status}</title><main><h1>${sentence}</h1><p><a href="/office">${words(locale)('shell.to-office')}</a></p></main></html>`;
  response.writeHead(status, {
    'content-type': api ? 'application/problem+json' : 'text/html; charset=utf-8',
    'content-language': locale,
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  });
  endOnceTaken(request, response, body);
}

/** What the address says, else what this browser chose; a program says it by its header. Nobody has been asked who it is yet. */
function localeOf({ url, headers }: IncomingMessage) {
  if (url?.startsWith('/api/')) return /^en\b/i.test(headers['accept-language'] ?? '') ? 'en' : 'ru';
  const asked = /[?&]lang=(\w+)/.exec(url ?? '')?.[1];
  if (asked) return asked === 'en' ? 'en' : 'ru';
  return /(^|;\s*)vekha-lang=en/.test(headers.cookie ?? '') ? 'en' : 'ru';
}
