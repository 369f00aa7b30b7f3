import { showPublicRoadmap } from '#reports';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  roadmap: await showPublicRoadmap(locals.context, {}),
});
