import { randomBytes } from 'node:crypto';
import { loadExample } from '#example';
import { administerExample, contextFor, type firstPerson } from '#organisations';
import type { App } from '#platform/app.ts';
import { log } from '#platform/log.ts';
import { newReadableCode } from '#platform/sessions.ts';

/** The example on its way into the database. Kept in this process: what was cut off is begun anew. */
export type Loading = {
  /** Known to the browser that has begun it, and to no other: the session itself may not outlive the loading. */
  key: string;
  password: string;
  /** What has been begun, in order: the order's number, then each quarter. */
  begun: string[];
  /** Who administers the example, once it is whole. */
  administrator?: number;
  failed?: true;
};
const loadings = new WeakMap<App, Loading>();

export const loadingOf = (app: App, key: string | undefined): Loading | undefined => {
  const loading = loadings.get(app);
  return loading && loading.key === key ? loading : undefined;
};

/** Begins loading the example; asked twice, it goes on with the first. */
export function beginLoading(app: App, first: Awaited<ReturnType<typeof firstPerson>>): Loading {
  const under = loadings.get(app);
  if (under && !under.failed) return under;
  const loading: Loading = {
    key: randomBytes(24).toString('base64url'),
    password: newReadableCode(), // the example's people have it, and it is told once
    begun: [],
  };
  loadings.set(app, loading);
  const load = async () => {
    await loadExample(app, {
      password: loading.password,
      progress: (what) => loading.begun.push(what),
    });
    loading.administrator = (await administerExample(contextFor(app), first)).id;
  };
  load().catch((error: unknown) => {
    loading.failed = true;
    log('error', 'example', { error: error instanceof Error ? error.stack : String(error) });
  });
  return loading;
}
