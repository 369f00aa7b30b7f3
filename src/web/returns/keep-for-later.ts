import type { Draft } from './draft.svelte.ts';
import type { ReturnPage } from './view.ts';

type Since = { rev: number; fields: Record<string, string> };
type SyncRegistration = ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } };

/**
 * Lets the page be opened again without a network: the worker keeps the page as it was made, the browser what was saved
 * since then, and what waits is sent by the browser itself where it can.
 */
export function keepForLater({ base, query, draft: made }: ReturnPage, draft: Draft): void {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return; // not over https: then the page waits for the network, as it always did
  const store = draft.store.replace('vekha-return', 'vekha-since');
  const since = readSince(store);
  if (since && since.rev > made.rev) draft.learn(since.fields, since.rev);
  else localStorage.removeItem(store);

  const out = document.querySelector('form[action="/sign-out"]');
  out?.addEventListener('submit', () => localStorage.removeItem(store));

  draft.tellOf({
    saved() {
      if (!serviceWorker.controller) return;
      const fields = Object.fromEntries(
        Object.keys(draft.values)
          .map((field) => [field, draft.was(field)] as const)
          .filter(([field, value]) => value !== (made.known[field] ?? '')),
      );
      write(store, { rev: draft.rev, fields });
      void tellWorker();
    },
    waits: () => void tellWorker(),
  });

  /** The worker sends what waits when this page is gone. */
  async function tellWorker() {
    const registration: SyncRegistration = await serviceWorker.ready;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no other origin
    registration.active?.postMessage({
      waiting: `${base}/save${query}`,
      pending: localStorage.getItem(draft.store) ?? '{}',
    });
    if (draft.waiting() > 0) await registration.sync?.register('returns').catch(() => {});
  }

  serviceWorker
    .register('/service-worker.js')
    .then(() => serviceWorker.ready)
    .then(({ active }) => {
      // This page and its script came before there was a worker to keep them.
      const assets = performance.getEntriesByType('resource').map(({ name }) => name);
      const keep = [location.href.replace(/#.*/, ''), `${base}/brief${query}`];
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no other origin
      active?.postMessage({ keep, assets });
    })
    .catch(() => {});
}

function readSince(key: string): Since | undefined {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

function write(key: string, since: Since) {
  try {
    localStorage.setItem(key, JSON.stringify(since));
  } catch {
    // A browser that keeps nothing: the page opens as it was made.
  }
}
