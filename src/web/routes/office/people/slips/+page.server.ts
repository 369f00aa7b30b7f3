import { dayIn, writeDate } from '#calendar';
import { inviteAgain, listPeople } from '#organisations';
import { Failure } from '#platform/failure.ts';
import { attempt } from '#web/failures.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  if (!locals.context.actor.grants.some(({ role }) => role === 'administrator'))
    throw new Failure('forbidden', 'access.denied');
  const people = await listPeople(locals.context, {});
  return {
    waiting: people
      .filter(({ invited, disabled }) => invited && !disabled)
      .map(({ id, login, name, grants }) => ({ id, login, name, organisation: grants[0]!.organisation })),
    origin: url.origin,
  };
};

export const actions: Actions = {
  make: async ({ locals, request }) => {
    const form = await request.formData();
    const ids = form.getAll('id').map(Number).filter(Number.isSafeInteger);
    return attempt(locals.locale, form, async () => ({
      slips: (await inviteAgain(locals.context, { ids })).map(({ until, ...slip }) => ({
        ...slip,
        until: writeDate(dayIn(until, locals.context.zone), locals.locale),
      })),
    }));
  },
};
