import { redirect } from '@sveltejs/kit';
import { dayIn, writeDate, writeTime } from '#calendar';
import { allow } from '#organisations';
import { importRoadmap, showRoadmap } from '#roadmap';
import { attempt } from '#web/failures.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { context, today, say } = locals;
  const { municipality, begun, shown } = await showRoadmap(context, {});
  allow(context, 'roadmap.change', municipality?.path ?? '');
  return {
    begun: begun.map(({ id, fileName, at }) => ({
      href: `/office/roadmap/import/${id}`,
      fileName,
      when: say('roadmap.import-begun-at', {
        date: writeDate(dayIn(at, context.zone), say.locale, today),
        time: writeTime(at, context.zone),
      }),
    })),
    current: shown && { number: shown.roadmap.orderNumber, on: shown.roadmap.orderedOn },
  };
};

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const form = await request.formData();
    const file = form.get('file');
    const result = await attempt(locals.locale, form, async () =>
      importRoadmap(locals.context, {
        fileName: file instanceof File ? file.name : '',
        file: file instanceof File ? new Uint8Array(await file.arrayBuffer()) : '',
      }),
    );
    if ('status' in result) return result;
    redirect(303, `/office/roadmap/import/${result.id}`);
  },
};
