import { redirect } from '@sveltejs/kit';
import { listReviewers, setReviewDays, shareReturns } from '#monitoring';
import { attempt } from '#web/failures.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => ({
  ...(await listReviewers(locals.context, { campaign: params.campaign })),
  did: ['shared', 'days'].find((one) => one === url.searchParams.get('did')),
  count: Number(url.searchParams.get('count')) || 0,
});

export const actions: Actions = {
  share: async ({ locals, params, request }) => {
    const form = await request.formData();
    const done = await attempt(locals.locale, form, () =>
      shareReturns(locals.context, {
        campaign: params.campaign,
        reviewers: form.getAll('reviewer').map(Number),
      }),
    );
    if (!('shared' in done)) return done;
    redirect(303, `/office/campaigns/${params.campaign}/reviewers?did=shared&count=${done.shared}`);
  },
  days: async ({ locals, params, request }) => {
    const form = await request.formData();
    const done = await attempt(locals.locale, form, () =>
      setReviewDays(locals.context, { campaign: params.campaign, days: Number(form.get('days')) }),
    );
    if (!('days' in done)) return done;
    redirect(303, `/office/campaigns/${params.campaign}/reviewers?did=days&count=${done.days}`);
  },
};
