import { redirect } from '@sveltejs/kit';
import { writeShortDate } from '#calendar';
import { openCorrection, startCorrection } from '#roadmap';
import { attempt } from '#web/failures.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { version, draft } = await openCorrection(locals.context, {});
  if (draft) redirect(303, `/office/roadmap/correction/${draft.id}`);
  return {
    version: version && {
      number: version.number,
      order: version.orderNumber,
      date: writeShortDate(version.orderedOn),
    },
  };
};

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const result = await attempt(locals.locale, await request.formData(), () =>
      startCorrection(locals.context, {}),
    );
    if ('status' in result) return result;
    redirect(303, `/office/roadmap/correction/${result.id}`);
  },
};
