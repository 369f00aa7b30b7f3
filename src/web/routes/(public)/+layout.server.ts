import { redirect } from '@sveltejs/kit';
import { isSetUp } from '#organisations';
import { showSite } from '#reports';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, url }) => {
  if (!(await isSetUp(locals.app.db))) redirect(303, '/first-run');
  return { site: await showSite(locals.context, {}), query: url.search };
};
