import { redirect } from '@sveltejs/kit';
import { freezeReport, previewReport } from '#reports';
import { attempt } from '#web/failures.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
  previewReport(locals.context, { campaign: url.searchParams.get('campaign') || undefined });

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const form = await request.formData();
    const made = await attempt(locals.locale, form, () =>
      freezeReport(locals.context, { campaign: String(form.get('campaign') ?? '') }),
    );
    if (!('id' in made)) return made;
    redirect(303, `/office/reports/${made.id}`);
  },
};
