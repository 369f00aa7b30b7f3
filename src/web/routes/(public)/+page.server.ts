import { showAbout } from '#reports';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({ about: await showAbout(locals.context, {}) });
