import { showPublicRoadmap } from '#reports';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const roadmap = await showPublicRoadmap(locals.context, {});
  return { orders: roadmap ? [roadmap.order] : [] };
};
