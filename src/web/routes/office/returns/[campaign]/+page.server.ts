import { redirect } from '@sveltejs/kit';
import { showReturn } from '#monitoring';
import { partOf } from '#monitoring/rules';
import { whichReturn } from '#web/returns/reader.ts';
import type { PageServerLoad } from './$types';

/** A return without a part is where one goes on: its receipt, its first form, or the form of the cell that is named. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const shown = await showReturn(locals.context, whichReturn(params, url));
  const cell = url.searchParams.get('cell');
  if (cell) redirect(303, `/office/returns/${params.campaign}/${partOf(shown.forms, cell)}${url.search}`);
  redirect(303, `/office/returns/${params.campaign}/${shown.receipt ? 'receipt' : 'f1'}${url.search}`);
};
