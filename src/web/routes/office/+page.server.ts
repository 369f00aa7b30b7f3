import { redirect } from '@sveltejs/kit';
import { home } from '#web/navigation.ts';
import { administratorHome, coordinatorHome, schoolHome } from '#reports';
import type { PageServerLoad } from './$types';

/** Each role's first page; who holds several sees that of the work that waits for them. */
export const load: PageServerLoad = async ({ locals }) => {
  const { context } = locals;
  const holds = (...roles: string[]) => context.actor.grants.some(({ role }) => roles.includes(role));
  const first = home(context.actor.grants);
  if (first === '/office/roadmap') redirect(303, first); // a region's people: the campaigns are the municipalities'
  if (holds('coordinator')) return { coordinator: await coordinatorHome(context, {}) };
  if (holds('head', 'curator')) return { school: await schoolHome(context, {}) };
  if (holds('controller', 'working-group')) redirect(303, '/office/overview');
  if (holds('administrator')) return { administrator: await administratorHome(context, {}) };
  return {};
};
