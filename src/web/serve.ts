import http from 'node:http';
import { isIP } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { App } from '#platform/app.ts';
import { answerApi } from './api/answer-api.ts';
import { cachedPublicPages } from './public-cache.ts';
import { isForeignForm, refuseForeignForm } from './foreign-form.ts';
import { tooLarge } from './too-large.ts';

export type Served = { address: string; retire(ms: number): Promise<void>; close(): Promise<void> };
type Options = { host?: string; port?: number; orAnyPort?: boolean; proxies?: Set<string> };

/** Largest body that a form with evidence may have; a single file is bounded again by its use case. */
const LARGEST_BODY = 20 * 1024 * 1024;

/** Puts SvelteKit's handler behind our own server. Headers by which SvelteKit learns address and scheme are ours alone. */
export async function serve(
  app: App,
  { host = '127.0.0.1', port = 0, orAnyPort = false, proxies = new Set() }: Options = {},
): Promise<Served> {
  process.env.PROTOCOL_HEADER = 'x-vekha-protocol'; // read once, when the handler is imported
  process.env.ADDRESS_HEADER = 'x-vekha-address';
  process.env.BODY_SIZE_LIMIT = String(LARGEST_BODY);
  const { handler } = await import(new URL('../../build/handler.js', import.meta.url).href);
  let closing = false;
  const publicPages = cachedPublicPages();

  const render: http.RequestListener = (request, response) => {
    const peer = request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
    const proxied = proxies.has(peer);
    const forwarded =
      proxied &&
      String(request.headers['x-forwarded-for'] ?? '')
        .split(',')
        .at(-1)!
        .trim();
    request.headers['x-vekha-address'] = forwarded && isIP(forwarded) ? forwarded : peer;
    request.headers['x-vekha-protocol'] =
      proxied && request.headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
    if (answerApi(app, request, response)) return;
    if (isForeignForm(request)) return refuseForeignForm(request, response);
    request.app = app;
    handler(request, response, () => {
      response.statusCode = 404;
      response.end();
    });
  };

  const server = http.createServer((request, response) => {
    if (request.url === '/healthz') {
      // before SvelteKit, which answers 400 to a check without a Host header
      app.alive().then(
        (well) => {
          response.writeHead(well && !closing ? 200 : 503, { 'content-type': 'text/plain' });
          response.end(well && !closing ? 'ok' : 'no');
        },
        () => {},
      );
      return;
    }
    if (Number(request.headers['content-length'] ?? 0) > LARGEST_BODY)
      return tooLarge(request, response, LARGEST_BODY);
    if (publicPages.answer(request, response, render)) return;
    render(request, response);
  });

  const listen = (wanted: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(wanted, host, () => {
        server.off('error', reject);
        resolve();
      });
    });
  await listen(port).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE' && orAnyPort) return listen(0);
    throw error;
  });
  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`,
    /** Tells the balancer first, where there is one, so that no request meets a closed door. */
    async retire(ms) {
      closing = true;
      await new Promise((go) => setTimeout(go, ms));
    },
    close: () =>
      new Promise<void>((resolve) => {
        closing = true;
        app.live.close(); // streams that would never end by themselves
        server.close(() => resolve()); // waits for the requests under way …
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 5_000).unref(); // … but not for ever
      }),
  };
}
