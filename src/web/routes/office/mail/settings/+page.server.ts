import { type Checked, checkMailbox, EVERY_MINUTES, setMailbox, showMailbox } from '#mailbox';
import { attempt } from '#web/failures.ts';
import { sayTrouble, viewOfBox } from '#web/mail/mail-view.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { say, today, context } = locals;
  const { municipality, box, reads } = await showMailbox(context, {});
  return {
    municipality,
    reads,
    every: EVERY_MINUTES,
    today,
    box,
    said: box && viewOfBox(box, { say, today, zone: context.zone }),
  };
};

function settingsIn(form: FormData) {
  const text = (name: string) => String(form.get(name) ?? '');
  const place = (name: string) => ({
    host: text(`${name}.host`),
    port: Number(text(`${name}.port`) || Number.NaN),
    security: text(`${name}.security`) as 'tls' | 'starttls' | 'plain',
    login: text(`${name}.login`),
  });
  return {
    server: place('server'),
    password: text('password'),
    folder: text('folder'),
    doneFolder: text('doneFolder'),
    since: text('since'),
    onSchedule: form.has('onSchedule'),
    replies: form.has('sends') ? { ...place('replies'), from: text('replies.from') } : null,
    replyPassword: text('replyPassword'),
  };
}

/** What has been found, one line each way. */
function linesOf({ letters = 0, inbox, sends, outbox }: Checked, { say }: App.Locals) {
  const line = (isWell: boolean, said: string) => ({ isWell, said });
  return [
    inbox
      ? line(false, say('mail.checked-inbox-not', { reason: sayTrouble(say, inbox) }))
      : line(true, say('mail.checked-inbox', { count: letters })),
    outbox
      ? line(false, say('mail.checked-outbox-not', { reason: sayTrouble(say, outbox) }))
      : line(true, sends ? say('mail.checked-outbox') : say('mail.checked-no-outbox')),
  ];
}

export const actions: Actions = {
  save: async ({ locals, request }) => {
    const form = await request.formData();
    return attempt(locals.locale, form, async () => {
      await setMailbox(locals.context, settingsIn(form));
      return { saved: true, checked: linesOf(await checkMailbox(locals.context, {}), locals) };
    });
  },
  check: async ({ locals, request }) => {
    const form = await request.formData();
    return attempt(locals.locale, form, async () => ({
      saved: false,
      checked: linesOf(await checkMailbox(locals.context, {}), locals),
    }));
  },
};
