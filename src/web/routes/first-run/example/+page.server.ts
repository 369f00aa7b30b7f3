import { redirect } from '@sveltejs/kit';
import { STAFF } from '#example';
import { EXAMPLE_COOKIE } from '#web/cookies.ts';
import { home } from '#web/navigation.ts';
import type { PageServerLoad } from './$types';

/** Told once, to whoever has just opened the example: as whom one can sign in. */
export const load: PageServerLoad = ({ locals, cookies }) => {
  const password = cookies.get(EXAMPLE_COOKIE);
  if (!locals.session || !password) redirect(303, '/office');
  return {
    password,
    login: locals.session.login,
    home: home(locals.context.actor.grants),
    staff: STAFF.filter(({ shown, login }) => shown && login !== locals.session?.login).map(
      ({ role, login }) => ({ role, login }),
    ),
  };
};
