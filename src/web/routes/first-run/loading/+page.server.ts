import { redirect } from '@sveltejs/kit';
import { readQuarterSlug, writeQuarter } from '#calendar';
import { EXAMPLE_STEPS } from '#example';
import { openSession } from '#platform/sessions.ts';
import { askedBy } from '#web/asked-by.ts';
import { cookieName, cookieOptions, EXAMPLE_COOKIE, LOADING_COOKIE } from '#web/cookies.ts';
import { loadingOf } from '#web/example-loading.ts';
import type { PageServerLoad } from './$types';

/** Comes back by itself every second until the example is in; then whoever began it is signed in as its administrator. */
export const load: PageServerLoad = async (event) => {
  const { locals, cookies, url, setHeaders } = event;
  const loading = loadingOf(locals.app, cookies.get(LOADING_COOKIE));
  if (!loading) redirect(303, '/first-run');
  if (loading.administrator !== undefined) {
    const session = await openSession(locals.app.db, loading.administrator, askedBy(event));
    cookies.set(cookieName(url), session, cookieOptions(url));
    cookies.set(EXAMPLE_COOKIE, loading.password, {
      ...cookieOptions(url),
      path: '/first-run',
      maxAge: 3600,
    });
    cookies.delete(LOADING_COOKIE, { path: '/first-run' });
    redirect(303, '/first-run/example');
  }
  if (!loading.failed) setHeaders({ refresh: '1' });
  return {
    failed: loading.failed ?? false,
    steps: EXAMPLE_STEPS.map((step) => {
      const quarter = readQuarterSlug(step);
      return {
        title: quarter
          ? locals.say('access.example-loading-quarter', { quarter: writeQuarter(quarter, locals.locale) })
          : locals.say('access.example-loading-roadmap'),
        state: stateOf(loading.begun, step),
      };
    }),
  };
};

const stateOf = (begun: readonly string[], step: string) =>
  begun.at(-1) === step ? 'now' : begun.includes(step) ? 'over' : undefined;
