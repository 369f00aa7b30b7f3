// @ts-nocheck — a worker has types of its own, which pages and server do not share
/**
 * Keeps the pages of a return that were visited, for when there is no network; everything else goes to the server as if
 * there were no worker. What is kept belongs to one account: the server names it in each answer of the office, and what
 * another account has left behind is thrown away before anything is answered. Signing out throws everything away.
 */
const OURS = 'vekha-';
const ASSETS = 'vekha-assets';
const WHO = 'vekha-who';
const MOST_ASSETS = 200;
/** A page that is kept is shown when the network has said nothing for so long. */
const PATIENCE = 8_000;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

const keptFor = (account) => `vekha-kept-${account}`;
async function who() {
  const known = await (await caches.open(WHO)).match('/who');
  return known?.text();
}
async function become(account) {
  if ((await who()) === account) return;
  await forget();
  await (await caches.open(WHO)).put('/who', new Response(account));
}
async function forget() {
  for (const name of await caches.keys())
    if (name.startsWith(OURS) && name !== ASSETS) await caches.delete(name);
}
async function keptCache() {
  const account = await who();
  return account ? caches.open(keptFor(account)) : undefined;
}

async function take(request, response) {
  const account = response.headers.get('x-vekha-account');
  if (!account || response.redirected) return;
  await become(account);
  if (response.ok && response.headers.has('x-vekha-keep'))
    await (await keptCache())?.put(request, response.clone());
}

async function networkFirst(event) {
  const { request } = event;
  const kept = async () => (await keptCache())?.match(request, { ignoreVary: true });
  const asked = fetch(request).then(async (response) => {
    await take(request, response.clone());
    return response;
  });
  event.waitUntil(asked.catch(() => {}));
  const late = new Promise((give) => setTimeout(give, PATIENCE)).then(kept);
  try {
    const response = await Promise.race([asked, late.then((found) => found ?? asked)]);
    if (response.status < 502) return response;
    return (await kept()) ?? response;
  } catch (error) {
    const found = await kept();
    if (found) return found;
    throw error;
  }
}

/** Files whose names change with their content. */
async function keptFirst(request) {
  const cache = await caches.open(ASSETS);
  const found = await cache.match(request, { ignoreVary: true });
  if (found) return found;
  const response = await fetch(request);
  if (response.ok) {
    await cache.put(request, response.clone());
    const names = await cache.keys();
    for (const old of names.slice(0, Math.max(0, names.length - MOST_ASSETS))) await cache.delete(old);
  }
  return response;
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (pathname === '/sign-out' || pathname === '/sign-in') return event.waitUntil(forget());
  if (request.method !== 'GET') return;
  if (pathname.startsWith('/_app/immutable/')) return event.respondWith(keptFirst(request));
  const isPage = request.mode === 'navigate' && pathname.startsWith('/office');
  if (isPage || /^\/office\/returns\/[^/]+\/brief$/.test(pathname)) event.respondWith(networkFirst(event));
});

self.addEventListener('message', (event) => {
  const { keep, assets, waiting, pending } = event.data;
  if (keep) event.waitUntil(keepAll(keep, assets));
  if (waiting) event.waitUntil(remember(waiting, pending));
});

async function keepAll(pages, assets) {
  for (const page of pages) {
    const response = await fetch(page, { redirect: 'manual' });
    if (response.ok) await take(new Request(page), response);
  }
  for (const asset of assets)
    if (new URL(asset).pathname.startsWith('/_app/immutable/')) await keptFirst(new Request(asset));
}

/** What waits, so that it can be sent when the page is gone; by the address to which it goes. */
async function remember(address, pending) {
  const cache = await keptCache();
  if (pending === '{}') await cache?.delete(address);
  else await cache?.put(address, new Response(pending));
}

self.addEventListener('sync', (event) => {
  if (event.tag === 'returns') event.waitUntil(sendAll());
});

async function sendAll() {
  const cache = await keptCache();
  const open = await self.clients.matchAll({ type: 'window' });
  for (const request of (await cache?.keys()) ?? []) {
    const { pathname, search } = new URL(request.url);
    // A page that is open sends what waits by itself, and shows what comes of it.
    const folder = pathname.slice(0, pathname.lastIndexOf('/') + 1);
    if (!pathname.endsWith('/save') || open.some(({ url }) => new URL(url).pathname.startsWith(folder)))
      continue;
    const pending = await (await cache.match(request)).json();
    const person = Number(await who());
    const bases = [...new Set(Object.values(pending).map(({ base }) => base))].sort((a, b) => a - b);
    for (const base of bases) {
      const own = Object.entries(pending).filter(([, change]) => change.base === base);
      const changes = Object.fromEntries(own.map(([field, { value }]) => [field, { value }]));
      const response = await fetch(pathname + search, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ base, door: 'offline', person, changes }),
        redirect: 'manual',
      });
      if (response.status >= 500) throw new Error('later');
    }
    await cache.delete(request);
  }
}
