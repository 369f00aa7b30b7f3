import { publishFigures, showPublishing, withdrawFigures } from '#reports';
import { attempt } from '#web/failures.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
  publishing: await showPublishing(locals.context, {
    campaign: url.searchParams.get('campaign') ?? undefined,
  }),
});

const campaignIn = (form: FormData) => ({ campaign: String(form.get('campaign') ?? '') });

export const actions: Actions = {
  publish: async ({ locals, request }) => {
    const form = await request.formData();
    const done = await attempt(locals.locale, form, () => publishFigures(locals.context, campaignIn(form)));
    return 'quarter' in done ? { published: done.quarter } : done;
  },
  withdraw: async ({ locals, request }) => {
    const form = await request.formData();
    const done = await attempt(locals.locale, form, () => withdrawFigures(locals.context, campaignIn(form)));
    return 'quarter' in done ? { withdrawn: done.quarter } : done;
  },
};
