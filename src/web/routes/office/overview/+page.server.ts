import { redirect } from '@sveltejs/kit';
import { home } from '#web/navigation.ts';
import { showOverview } from '#reports';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { actor } = locals.context;
  // A region's people see how far they are through the municipalities' roadmaps.
  if (home(actor.grants) === '/office/roadmap') redirect(303, '/office/roadmap');
  return { overview: await showOverview(locals.context, {}) };
};
