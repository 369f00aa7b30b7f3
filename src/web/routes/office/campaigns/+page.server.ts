import { showCampaigns } from '#monitoring';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => showCampaigns(locals.context, {});
