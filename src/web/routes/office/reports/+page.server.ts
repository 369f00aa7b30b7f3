import { listReports } from '#reports';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({ list: await listReports(locals.context, {}) });
