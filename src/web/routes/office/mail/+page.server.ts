import { decideWaiting, readMail, showMail } from '#mailbox';
import { sayTakenFile } from '#monitoring';
import { attempt } from '#web/failures.ts';
import { sayTrouble, viewOfMail } from '#web/mail/mail-view.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { say, today, context } = locals;
  return viewOfMail(await showMail(context, {}), { say, today, zone: context.zone });
};

export const actions: Actions = {
  read: async ({ locals, request }) => {
    const form = await request.formData();
    return attempt(locals.locale, form, async () => {
      const { letters, trouble } = await readMail(locals.context, {});
      if (trouble) return { failed: sayTrouble(locals.say, trouble) };
      return {
        did: letters > 0 ? locals.say('mail.done', { count: letters }) : locals.say('mail.done-none'),
      };
    });
  },
  decide: async ({ locals, request }) => {
    const form = await request.formData();
    return attempt(locals.locale, form, async () => {
      const as = String(form.get('as')) as 'enter' | 'remember' | 'drop';
      const { row } = await decideWaiting(locals.context, { id: Number(form.get('id')), as });
      const { isIn, taken, said } = sayTakenFile(row, locals.say);
      if (as === 'drop') return { did: said[0]! };
      return isIn
        ? { did: locals.say('mail.decided', { taken }) }
        : { failed: locals.say('mail.decided-not', { reason: said.join(' ') }) };
    });
  },
};
