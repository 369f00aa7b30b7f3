import { redirect } from '@sveltejs/kit';
import { actorOf, takeInvitation } from '#organisations';
import { linkOwner, sessionOf } from '#platform/sessions.ts';
import { askedBy } from '#web/asked-by.ts';
import { cookieName, cookieOptions } from '#web/cookies.ts';
import { attempt } from '#web/failures.ts';
import { home } from '#web/navigation.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
  setHeaders({ 'cache-control': 'private, no-store' });
  return { owner: (await linkOwner(locals.app.db, params.token)) ?? null };
};

export const actions: Actions = {
  default: async (event) => {
    const { locals, request, params, cookies, url } = event;
    const form = await request.formData();
    const password = String(form.get('password') ?? '');
    const taken = await attempt(locals.locale, form, () =>
      takeInvitation(locals.context, { code: params.token, password, ...askedBy(event) }),
    );
    if (!('session' in taken)) return taken;
    cookies.set(cookieName(url), taken.session, cookieOptions(url));
    const session = await sessionOf(locals.app.db, taken.session);
    redirect(303, home((await actorOf(locals.app, session!)).actor.grants));
  },
};
