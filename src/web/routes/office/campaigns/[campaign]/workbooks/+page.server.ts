import { redirect } from '@sveltejs/kit';
import { showBatches, takeWorkbooks } from '#monitoring';
import { attempt } from '#web/failures.ts';
import { viewOfBatch } from '#web/returns/batch-view.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { campaign, batches } = await showBatches(locals.context, { campaign: params.campaign });
  const { say, today, context } = locals;
  return {
    campaign,
    batches: batches.map((batch) => {
      const { id, made, all, taken, why } = viewOfBatch(batch, say, context.zone, today);
      return { id, made, all, taken, why };
    }),
    most: 200,
    megabytes: 20,
  };
};

export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const form = await request.formData();
    const done = await attempt(locals.locale, form, async () => {
      const given = form.getAll('files').filter((one) => one instanceof File && one.size > 0) as File[];
      const files = await Promise.all(
        given.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
      );
      return takeWorkbooks(locals.context, {
        campaign: params.campaign,
        why: String(form.get('why') ?? ''),
        files,
        locale: locals.locale,
      });
    });
    if (!('batch' in done)) return done;
    redirect(303, `/office/campaigns/${params.campaign}/workbooks/${done.batch}`);
  },
};
