import { redirect } from '@sveltejs/kit';
import { f1, showReturn } from '#monitoring';
import { fillingActions } from '#web/returns/filling-actions.ts';
import { dutyOf, filtersOf, pageOfReturn, readShow, rowsShown } from '#web/returns/page-of-return.ts';
import { readerOf, toCell, whichReturn } from '#web/returns/reader.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const shown = await showReturn(locals.context, whichReturn(params, url));
  const to = toCell(url);
  if (to) redirect(303, to);
  const reader = readerOf({ locals, url });
  const show = readShow(url.searchParams.get('show'));
  return {
    page: pageOfReturn(shown, reader),
    form: f1,
    show,
    filters: filtersOf(shown.rows),
    duties: rowsShown(shown.rows, show).map((row) => dutyOf(row, shown.previous?.period.end, reader)),
  };
};

export const actions: Actions = fillingActions(() => 'f1');
