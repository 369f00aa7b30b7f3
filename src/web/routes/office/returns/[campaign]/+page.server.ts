import { redirect } from '@sveltejs/kit';
import { showReturn } from '#monitoring';
import { whichReturn } from '#web/returns/reader.ts';
import type { PageServerLoad } from './$types';

/** A return without a part is where one goes on: its receipt, or its first form. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const shown = await showReturn(locals.context, whichReturn(params, url));
  redirect(303, `/office/returns/${params.campaign}/${shown.receipt ? 'receipt' : 'f1'}${url.search}`);
};
