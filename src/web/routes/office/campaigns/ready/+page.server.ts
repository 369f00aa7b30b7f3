import { redirect } from '@sveltejs/kit';
import { addReadyRemark, dropReadyRemark, listReadyRemarks } from '#monitoring';
import { Failure } from '#platform/failure.ts';
import { may } from '#organisations';
import { attempt } from '#web/failures.ts';
import type { Actions, PageServerLoad } from './$types';

const FITS = ['any', 'number', 'activity'] as const;

export const load: PageServerLoad = async ({ locals }) => {
  const { context } = locals;
  const remarks = await listReadyRemarks(context, {});
  if (!context.actor.grants.some(({ at }) => may(context, 'return.review', at)))
    throw new Failure('forbidden', 'access.denied');
  return { remarks, fits: FITS };
};

export const actions: Actions = {
  add: async ({ locals, request }) => {
    const form = await request.formData();
    const fits = FITS.find((one) => one === form.get('fits')) ?? 'any';
    const done = await attempt(locals.locale, form, () =>
      addReadyRemark(locals.context, { fits, text: String(form.get('text') ?? '') }),
    );
    if (!('id' in done)) return done;
    redirect(303, '/office/campaigns/ready');
  },
  remove: async ({ locals, request }) => {
    const form = await request.formData();
    const done = await attempt(locals.locale, form, () =>
      dropReadyRemark(locals.context, { id: Number(form.get('id')) }),
    );
    if (!('id' in done)) return done;
    redirect(303, '/office/campaigns/ready');
  },
};
