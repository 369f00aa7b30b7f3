import { redirect } from '@sveltejs/kit';
import { showReturn } from '#monitoring';
import { fillingActions } from '#web/returns/filling-actions.ts';
import { pageOfReturn, sheetOf } from '#web/returns/page-of-return.ts';
import { readerOf, whichReturn } from '#web/returns/reader.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const shown = await showReturn(locals.context, whichReturn(params, url));
  const page = pageOfReturn(shown, readerOf({ locals, url }));
  if (!shown.form) redirect(303, `${page.base}/f1${page.query}`); // the authority and the centre have no tables
  return { page, sheet: sheetOf(shown, shown.form, locals.locale) };
};

export const actions: Actions = fillingActions('f2');
