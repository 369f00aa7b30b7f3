import { editReport, showReport } from '#reports';
import { attempt } from '#web/failures.ts';
import { error } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

/** Anything else than a number is no report. */
function numbered(id: string): number {
  if (!/^[1-9]\d{0,8}$/.test(id)) error(404);
  return Number(id);
}

export const load: PageServerLoad = async ({ locals, params }) => ({
  report: await showReport(locals.context, { id: numbered(params.id) }),
});

export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const form = await request.formData();
    const written = await attempt(locals.locale, form, () =>
      editReport(locals.context, {
        id: numbered(params.id),
        rev: Number(form.get('rev')),
        conclusions: String(form.get('conclusions') ?? ''),
        proposals: String(form.get('proposals') ?? ''),
      }),
    );
    return 'rev' in written ? { saved: true as const } : written;
  },
};
