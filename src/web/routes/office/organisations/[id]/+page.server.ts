import { dayIn, writeDate } from '#calendar';
import {
  allow,
  changeOrganisation,
  closeOrganisation,
  KINDS,
  listPeople,
  PROFILE,
  showOrganisation,
} from '#organisations';
import { attempt } from '#web/failures.ts';
import { organisationIn } from '#web/organisation-form.ts';
import { numberIn } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const one = await showOrganisation(locals.context, { id: numberIn(params.id) });
  allow(locals.context, 'organisation.change', one.path);
  const people = await listPeople(locals.context, {});
  return {
    organisation: {
      ...one,
      closedAt: null,
      closedOn: one.closedAt ? writeDate(dayIn(one.closedAt, locals.context.zone), locals.locale) : null,
    },
    kinds: KINDS,
    profile: PROFILE,
    people: people.flatMap(({ id, login, name, disabled, grants }) =>
      grants
        .filter(({ organisationId }) => organisationId === one.id)
        .map(({ role }) => ({ id, login, name, disabled, role })),
    ),
    mayClose: one.parentId !== null && !locals.context.actor.grants.some(({ at }) => at === one.path),
  };
};

export const actions: Actions = {
  save: async ({ locals, params, request }) => {
    const form = await request.formData();
    return attempt(locals.locale, form, async () => {
      await changeOrganisation(locals.context, { id: numberIn(params.id), ...organisationIn(form) });
      return { saved: true };
    });
  },
  close: async ({ locals, params, request }) => {
    const form = await request.formData();
    return attempt(locals.locale, form, async () => {
      await closeOrganisation(locals.context, {
        id: numberIn(params.id),
        closed: form.get('closed') === 'yes',
      });
      return { saved: true };
    });
  },
};
