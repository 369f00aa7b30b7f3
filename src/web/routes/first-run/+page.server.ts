import { redirect } from '@sveltejs/kit';
import { createAdministrator, firstPerson, firstRun, setUp } from '#organisations';
import { checkFirstRunCode, signIn } from '#platform/sessions.ts';
import { askedBy } from '#web/asked-by.ts';
import { cookieName, cookieOptions, LOADING_COOKIE } from '#web/cookies.ts';
import { beginLoading, loadingOf } from '#web/example-loading.ts';
import { attempt } from '#web/failures.ts';
import { zones } from '#web/zones.ts';
import type { Actions, PageServerLoad } from './$types';

/** The accepted code, carried from the first step to the second; spent with the second. */
const COOKIE = 'vekha-first-run';
const text = (form: FormData, name: string) => String(form.get(name) ?? '');

export const load: PageServerLoad = async ({ locals, cookies }) => {
  const loading = loadingOf(locals.app, cookies.get(LOADING_COOKIE));
  if (loading && !loading.failed) redirect(303, '/first-run/loading');
  const state = await firstRun(locals.context, {});
  if (state.setUp) redirect(303, locals.session ? '/office' : '/sign-in');
  return {
    step: locals.session ? 3 : cookies.get(COOKIE) ? 2 : 1,
    administrator: state.administrator,
    login: locals.session?.login ?? '',
    zones: zones(locals.locale, locals.context.now),
  };
};

export const actions: Actions = {
  code: async (event) => {
    const { locals, request, cookies, url } = event;
    const form = await request.formData();
    const code = text(form, 'code');
    const refused = await attempt(locals.locale, form, () =>
      checkFirstRunCode(locals.app.db, code, askedBy(event).address),
    );
    if (refused) return refused;
    cookies.set(COOKIE, code, { ...cookieOptions(url), path: '/first-run', maxAge: 3600 });
    redirect(303, '/first-run');
  },
  again: ({ cookies }) => {
    cookies.delete(COOKIE, { path: '/first-run' });
    redirect(303, '/first-run');
  },
  administrator: async (event) => {
    const { locals, request, cookies, url } = event;
    const form = await request.formData();
    const client = askedBy(event);
    const [login, password] = [text(form, 'login'), text(form, 'password')];
    const given = { code: cookies.get(COOKIE) ?? '', login, name: text(form, 'name'), password };
    const session = await attempt(locals.locale, form, async () => {
      await createAdministrator(locals.context, given, client.address);
      return signIn(locals.app.db, login, password, client);
    });
    if (typeof session !== 'string') return session;
    cookies.delete(COOKIE, { path: '/first-run' });
    cookies.set(cookieName(url), session, cookieOptions(url));
    redirect(303, '/first-run');
  },
  own: async ({ locals, request }) => {
    const form = await request.formData();
    const made = await attempt(locals.locale, form, () =>
      setUp(locals.context, {
        municipality: text(form, 'municipality'),
        authority: text(form, 'authority'),
        centre: text(form, 'centre').trim(),
        timeZone: text(form, 'timeZone'),
        coordinator: form.has('coordinator'),
      }),
    );
    if ('status' in made) return made;
    redirect(303, '/office/organisations/table?from=first-run');
  },
  example: async ({ locals, request, cookies, url }) => {
    const form = await request.formData();
    const loading = await attempt(locals.locale, form, async () =>
      beginLoading(locals.app, await firstPerson(locals.context, {})),
    );
    if ('status' in loading) return loading;
    cookies.set(LOADING_COOKIE, loading.key, { ...cookieOptions(url), path: '/first-run', maxAge: 3600 });
    redirect(303, '/first-run/loading');
  },
};
