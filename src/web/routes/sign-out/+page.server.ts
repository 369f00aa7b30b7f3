import { redirect } from '@sveltejs/kit';
import { endSession } from '#platform/sessions.ts';
import { cookieName } from '#web/cookies.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => redirect(303, '/sign-in');
export const actions: Actions = {
  default: async ({ locals, cookies, url }) => {
    if (locals.session) await endSession(locals.app.db, locals.session.accountId, locals.session.id);
    cookies.delete(cookieName(url), { path: '/' });
    redirect(303, '/sign-in');
  },
};
