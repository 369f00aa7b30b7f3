import { dayIn, writeDate, writeTime } from '#calendar';
import { seeInbox, showInbox } from '#organisations';
import { attempt } from '#web/failures.ts';
import { saidNotice } from '#web/said.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { zone } = locals.context;
  const notices = await showInbox(locals.context, {});
  return {
    notices: notices.map(({ id, code, params, href, at, organisation, seen }) => ({
      id,
      text: saidNotice(locals.say, { code, params }, locals.today),
      href,
      organisation,
      seen,
      at: `${writeDate(dayIn(at, zone), locals.locale, locals.today)}, ${writeTime(at, zone)}`,
    })),
  };
};

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const form = await request.formData();
    const upTo = Number(form.get('upTo'));
    return attempt(locals.locale, form, () => seeInbox(locals.context, { upTo }));
  },
};
