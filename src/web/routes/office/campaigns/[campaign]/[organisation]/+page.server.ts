import { fail, redirect } from '@sveltejs/kit';
import {
  acceptReturn,
  askValues,
  assignReviewer,
  f1,
  putRemark,
  reviewReturn,
  sendBack,
  withdrawRemark,
} from '#monitoring';
import type { Context } from '#platform/use-case.ts';
import { attempt } from '#web/failures.ts';
import { query, readChoice, readDid } from './choose.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => ({
  found: await reviewReturn(locals.context, params),
  choice: readChoice(url.searchParams),
  did: readDid(url.searchParams),
  reasons: f1.reasons,
  accountId: locals.context.actor.accountId,
});

type Event = Parameters<NonNullable<Actions['remark']>>[0];
type Step = {
  context: Context;
  which: { campaign: string; organisation: string };
  rev: number;
  text: (name: string) => string;
};
/** Each button is one use case on this return; afterwards the page is asked for anew, so that it can be reloaded. */
const step =
  (name: string, run: (step: Step) => Promise<{ search: string; at?: string }>) =>
  async ({ locals, params, request, url }: Event) => {
    const form = await request.formData();
    const text = (field: string) => String(form.get(field) ?? '').replaceAll('\r\n', '\n');
    const which = { campaign: params.campaign, organisation: params.organisation };
    const done = await attempt(locals.locale, form, () =>
      run({ context: locals.context, which, rev: Number(text('rev')), text }),
    );
    if (!('search' in done)) return fail(done.status, { ...done.data, step: name });
    const { all, show } = readChoice(url.searchParams);
    redirect(303, `${url.pathname}${query({ all, show })}&${done.search}${done.at ? `#${done.at}` : ''}`);
  };

export const actions: Actions = {
  remark: step('remark', async ({ context, which, rev, text }) => {
    const field = text('field');
    await putRemark(context, { ...which, rev, field, text: text('text') });
    return { search: 'did=remark', at: field };
  }),
  withdraw: step('withdraw', async ({ context, which, text }) => {
    await withdrawRemark(context, { ...which, remark: Number(text('remark')) });
    return { search: 'did=withdrawn', at: text('field') };
  }),
  assign: step('assign', async ({ context, which, text }) => {
    const reviewer = Number(text('reviewer')) || null;
    await assignReviewer(context, { ...which, reviewer });
    return { search: 'did=assigned' };
  }),
  ask: step('ask', async ({ context, which, text }) => {
    const { campaign, organisation } = which;
    const field = text('field');
    await askValues(context, { campaign, organisations: [organisation], field, text: text('text') });
    return { search: 'did=asked', at: field };
  }),
  sendBack: step('send-back', async ({ context, which, rev, text }) => {
    const dueOn = text('dueOn');
    const { remarks } = await sendBack(context, { ...which, rev, ...(dueOn ? { dueOn } : {}) });
    return { search: `did=sent-back&count=${remarks}` };
  }),
  accept: step('accept', async ({ context, which, rev }) => {
    await acceptReturn(context, { ...which, rev });
    return { search: 'did=accepted' };
  }),
};
