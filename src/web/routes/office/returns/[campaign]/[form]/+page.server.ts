import { redirect } from '@sveltejs/kit';
import { showReturn } from '#monitoring';
import { partNamed } from '#monitoring/rules';
import { Failure } from '#platform/failure.ts';
import { fillingActions } from '#web/returns/filling-actions.ts';
import { pageOfReturn, sheetOf } from '#web/returns/page-of-return.ts';
import { readerOf, toCell, whichReturn } from '#web/returns/reader.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const shown = await showReturn(locals.context, whichReturn(params, url));
  const to = toCell(url);
  if (to) redirect(303, to);
  const reader = readerOf({ locals, url });
  const page = pageOfReturn(shown, reader);
  if (shown.forms.length === 0) redirect(303, `${page.base}/f1${page.query}`); // the authority and the centre have no tables
  const form = shown.forms.find((one) => partNamed(one) === params.form);
  if (!form) throw new Failure('not-found', 'returns.not-found');
  return { page, sheet: sheetOf(shown, form, reader) };
};

export const actions: Actions = fillingActions(({ params }) => params.form ?? 'f1');
