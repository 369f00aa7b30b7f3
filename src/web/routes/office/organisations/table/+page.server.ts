import { addOrganisations, listOrganisations, previewOrganisations, reach } from '#organisations';
import { attempt } from '#web/failures.ts';
import { parentsFor } from '#web/parents.ts';
import { tableIn } from '#web/table-upload.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
  parents: parentsFor(locals.context, await listOrganisations(locals.context, {})),
  first: url.searchParams.get('from') === 'first-run',
  /** Whoever may not load a roadmap is led to who may: first to naming a coordinator. */
  mayLoad: reach(locals.context, 'roadmap.change').length > 0,
});

export const actions: Actions = {
  preview: async ({ locals, request }) => {
    const form = await request.formData();
    return attempt(locals.locale, form, async () => {
      const text = await tableIn(form);
      const parentId = Number(form.get('parentId'));
      return { text, parentId, preview: await previewOrganisations(locals.context, { parentId, text }) };
    });
  },
  add: async ({ locals, request }) => {
    const form = await request.formData();
    const text = String(form.get('text') ?? '');
    return attempt(locals.locale, form, async () => ({
      done: await addOrganisations(locals.context, { parentId: Number(form.get('parentId')), text }),
    }));
  },
};
