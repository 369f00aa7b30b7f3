import { redirect } from '@sveltejs/kit';
import { giveRole, listOrganisations, may } from '#organisations';
import { Failure } from '#platform/failure.ts';
import { attempt } from '#web/failures.ts';
import type { Actions, PageServerLoad } from './$types';

/** The municipality whose people the visitor administers. @throws Failure `access.denied` where there is none */
async function municipality(context: App.Locals['context']) {
  const all = await listOrganisations(context, {});
  const found = all.find(({ kind, path }) => kind === 'municipality' && may(context, 'people.change', path));
  if (!found) throw new Failure('forbidden', 'access.denied');
  return found;
}

export const load: PageServerLoad = async ({ locals }) => {
  const { id, shortName, path } = await municipality(locals.context);
  return { id, shortName, mine: may(locals.context, 'roadmap.change', path) };
};

export const actions: Actions = {
  self: async ({ locals, request }) => {
    const form = await request.formData();
    const given = await attempt(locals.locale, form, async () => {
      const { id } = await municipality(locals.context);
      return giveRole(locals.context, {
        id: locals.context.actor.accountId ?? 0,
        organisationId: id,
        role: 'coordinator',
      });
    });
    if ('status' in given) return given;
    redirect(303, '/office/roadmap/import');
  },
};
