import { forgetSender, knowSender, showMail } from '#mailbox';
import { listOrganisations } from '#organisations';
import { attempt } from '#web/failures.ts';
import type { Actions, PageServerLoad } from './$types';

const NOT_SENDERS = new Set(['country', 'region', 'municipality']);

export const load: PageServerLoad = async ({ locals }) => {
  const { senders } = await showMail(locals.context, {});
  const all = await listOrganisations(locals.context, {});
  return {
    senders,
    organisations: all
      .filter(({ kind, closedAt }) => !NOT_SENDERS.has(kind) && !closedAt)
      .map(({ id, shortName }) => ({ value: id, label: shortName })),
  };
};

const senderIn = (form: FormData) => ({
  organisation: Number(form.get('organisation')),
  address: String(form.get('address') ?? ''),
});

export const actions: Actions = {
  add: async ({ locals, request }) => {
    const form = await request.formData();
    return attempt(locals.locale, form, async () => {
      await knowSender(locals.context, senderIn(form));
      return { saved: true };
    });
  },
  remove: async ({ locals, request }) => {
    const form = await request.formData();
    return attempt(locals.locale, form, async () => {
      await forgetSender(locals.context, senderIn(form));
      return { saved: true };
    });
  },
};
