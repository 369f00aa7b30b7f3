import { showPublicFigures } from '#reports';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  figures: await showPublicFigures(locals.context, {}),
});
