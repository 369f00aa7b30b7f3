import { listPublicSchools } from '#reports';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  schools: await listPublicSchools(locals.context, {}),
});
