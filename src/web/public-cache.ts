import { createHash } from 'node:crypto';
import { type IncomingMessage, type RequestListener, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** Pages of the public section: the same bytes for everybody, so they are made at most once a second. */
const PUBLIC = /^\/(roadmap|documents|materials|events|figures|schools|questions)?(\?|$)/;
const FRESH_FOR = 1_000; // ms: a change is on the page after 1 s at the latest
const MOST = 200; // addresses; a query can be anything, so the cache forgets the oldest

type Page = {
  at: number;
  status: number;
  headers: Record<string, string>;
  plain: Buffer;
  gzipped: Buffer;
  tag: string;
};

/** Keeps the compressed bytes of public pages. Signed-in people and odd requests go past it. */
export function cachedPublicPages() {
  const pages = new Map<string, Page>();
  const making = new Map<string, Promise<Page>>();

  function answer(request: IncomingMessage, response: ServerResponse, render: RequestListener): boolean {
    const url = request.url ?? '';
    if (
      request.method !== 'GET' ||
      !PUBLIC.test(url) ||
      url.length > 200 ||
      /vekha(-lang)?=/.test(request.headers.cookie ?? '')
    )
      return false;
    const kept = pages.get(url);
    if (kept && performance.now() - kept.at < FRESH_FOR) {
      send(kept, request, response);
      return true;
    }
    let page = making.get(url);
    if (!page) {
      page = make(request, render).finally(() => making.delete(url));
      making.set(url, page);
      page.then(
        (made) => {
          if (made.status !== 200) return;
          pages.delete(url);
          pages.set(url, made);
          if (pages.size > MOST) pages.delete(pages.keys().next().value!);
        },
        () => {},
      );
    }
    page.then(
      (made) => send(made, request, response),
      () => render(request, response),
    );
    return true;
  }
  return { answer };
}

function send(page: Page, request: IncomingMessage, response: ServerResponse) {
  if (request.headers['if-none-match'] === page.tag) {
    response.writeHead(304, { etag: page.tag }).end();
    return;
  }
  const gzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const body = gzip ? page.gzipped : page.plain;
  response.writeHead(page.status, {
    ...page.headers,
    ...(gzip ? { 'content-encoding': 'gzip' } : {}),
    'content-length': body.length,
  });
  response.end(body);
}

/** Renders a page into memory: SvelteKit writes to a response that nobody is connected to. */
function make(request: IncomingMessage, render: RequestListener): Promise<Page> {
  return new Promise((resolve, reject) => {
    const capture = new ServerResponse(request);
    const chunks: Buffer[] = [];
    capture.write = ((chunk: Uint8Array | string) => {
      chunks.push(Buffer.from(chunk as Uint8Array));
      return true;
    }) as typeof capture.write;
    capture.end = ((chunk?: Uint8Array | string) => {
      if (chunk && typeof chunk !== 'function') chunks.push(Buffer.from(chunk as Uint8Array));
      const plain = Buffer.concat(chunks);
      const headers = Object.fromEntries(
        Object.entries(capture.getHeaders()).filter(
          ([name]) => name !== 'content-length' && name !== 'transfer-encoding',
        ),
      ) as Record<string, string>;
      const tag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
      const page = {
        at: performance.now(),
        status: capture.statusCode,
        plain,
        gzipped: gzipSync(plain),
        tag,
      };
      resolve({
        ...page,
        headers: { ...headers, etag: tag, vary: 'accept-encoding, cookie', 'cache-control': 'no-cache' },
      });
      capture.emit('finish');
      return capture;
    }) as typeof capture.end;
    capture.once('error', reject);
    render(request, capture);
  });
}
