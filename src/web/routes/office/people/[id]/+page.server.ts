import {
  disablePerson,
  enablePersonAgain,
  giveRole,
  inviteAgain,
  listOrganisations,
  renamePersonTo,
  ROLES,
  showPerson,
  takeRole,
} from '#organisations';
import type { Context } from '#platform/use-case.ts';
import { attempt } from '#web/failures.ts';
import { parentsFor } from '#web/parents.ts';
import { numberIn } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const person = await showPerson(locals.context, { id: numberIn(params.id) });
  return {
    person: {
      id: person.id,
      login: person.login,
      name: person.name,
      state: person.disabled ? 'disabled' : person.invited ? 'invited' : 'active',
      grants: person.grants,
    },
    organisations: parentsFor(locals.context, await listOrganisations(locals.context, {})),
    roles: ROLES.toReversed(),
    isOneself: person.id === locals.context.actor.accountId,
    origin: url.origin,
  };
};

type Event = Parameters<NonNullable<Actions['rename']>>[0];
/** Each button of the page is one use case on this person. */
const onPerson =
  <T>(run: (context: Context, id: number, text: (name: string) => string) => Promise<T>) =>
  async ({ locals, request, params }: Event) => {
    const form = await request.formData();
    const text = (name: string) => String(form.get(name) ?? '').trim();
    return attempt(locals.locale, form, () => run(locals.context, numberIn(params.id), text));
  };
const roleIn = (text: (name: string) => string) => ({
  role: text('role') as 'curator', // the use case's schema refuses what is none
  organisationId: Number(text('organisationId')),
});
const saved = { saved: true };

export const actions: Actions = {
  rename: onPerson(async (context, id, text) => {
    await renamePersonTo(context, { id, name: text('name') });
    return saved;
  }),
  invite: onPerson(async (context, id) => ({ invited: (await inviteAgain(context, { ids: [id] }))[0]! })),
  disable: onPerson(async (context, id) => {
    await disablePerson(context, { id });
    return saved;
  }),
  enable: onPerson(async (context, id) => {
    await enablePersonAgain(context, { id });
    return saved;
  }),
  give: onPerson(async (context, id, text) => {
    await giveRole(context, { id, ...roleIn(text) });
    return saved;
  }),
  take: onPerson(async (context, id, text) => {
    await takeRole(context, { id, ...roleIn(text) });
    return saved;
  }),
};
