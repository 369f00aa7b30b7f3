import { addPerson, listOrganisations, ROLES } from '#organisations';
import { attempt } from '#web/failures.ts';
import { parentsFor } from '#web/parents.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
  organisations: parentsFor(locals.context, await listOrganisations(locals.context, {})),
  roles: ROLES.toReversed(),
  chosen: Number(url.searchParams.get('organisation')) || null,
  chosenRole: url.searchParams.get('role'),
  origin: url.origin,
});

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const form = await request.formData();
    const text = (name: string) => String(form.get(name) ?? '').trim();
    return attempt(locals.locale, form, async () => ({
      added: await addPerson(locals.context, {
        login: text('login'),
        name: text('name'),
        role: text('role') as 'curator',
        organisationId: Number(text('organisationId')),
      }),
    }));
  },
};
