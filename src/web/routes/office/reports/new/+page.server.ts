import { redirect } from '@sveltejs/kit';
import { freezeReport, listReports, previewReport } from '#reports';
import { attempt } from '#web/failures.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const campaign = url.searchParams.get('campaign');
  if (!campaign) return { choose: (await listReports(locals.context, {})).campaigns, preview: undefined };
  return { choose: [], preview: await previewReport(locals.context, { campaign }) };
};

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
