import { redirect } from '@sveltejs/kit';
import { actorOf, firstRun } from '#organisations';
import { sessionOf, signIn } from '#platform/sessions.ts';
import { askedBy } from '#web/asked-by.ts';
import { cookieName, cookieOptions } from '#web/cookies.ts';
import { attempt } from '#web/failures.ts';
import { home } from '#web/navigation.ts';
import { ownPath } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { setUp, administrator } = await firstRun(locals.context, {});
  if (!setUp && !administrator) redirect(303, '/first-run');
  return { next: ownPath(url.searchParams.get('next'), '') };
};

export const actions: Actions = {
  default: async (event) => {
    const { request, locals, cookies, url } = event;
    const form = await request.formData();
    const [login, password] = [String(form.get('login') ?? ''), String(form.get('password') ?? '')];
    const token = await attempt(locals.locale, form, () =>
      signIn(locals.app.db, login, password, askedBy(event)),
    );
    if (typeof token !== 'string') return token;
    cookies.set(cookieName(url), token, cookieOptions(url));
    const session = await sessionOf(locals.app.db, token);
    const { actor } = await actorOf(locals.app, session!);
    redirect(303, ownPath(String(form.get('next') ?? ''), home(actor.grants)));
  },
};
