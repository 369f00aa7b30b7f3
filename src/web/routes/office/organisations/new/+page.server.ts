import { addOrganisation, KINDS, listOrganisations, PROFILE } from '#organisations';
import { attempt } from '#web/failures.ts';
import { organisationIn } from '#web/organisation-form.ts';
import { parentsFor } from '#web/parents.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  parents: parentsFor(locals.context, await listOrganisations(locals.context, {})),
  kinds: KINDS.filter((kind) => kind !== 'country'),
  profile: PROFILE,
});

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const form = await request.formData();
    const code = String(form.get('code') ?? '').trim();
    return attempt(locals.locale, form, async () => {
      const about = organisationIn(form);
      const added = await addOrganisation(locals.context, {
        ...about,
        parentId: Number(form.get('parentId')),
        ...(code ? { code } : {}),
      });
      return { added: { id: added.id, code: added.code, name: about.name } };
    });
  },
};
