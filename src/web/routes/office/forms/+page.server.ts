import { redirect } from '@sveltejs/kit';
import { listForms, startForm } from '#monitoring';
import { attempt } from '#web/failures.ts';
import { sayShortCost, sayWhen } from '#web/forms/view.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { say, context, today } = locals;
  const listed = await listForms(context, {});
  return {
    may: listed.may,
    published: url.searchParams.get('published') ?? '',
    withdrawn: url.searchParams.get('withdrawn') ?? '',
    drafts: listed.drafts.map((draft) => ({
      ...draft,
      title: draft.title[say.locale],
      cost: sayShortCost(say, draft.cost),
      saved: sayWhen(say, draft.updatedAt, context.zone, today),
    })),
    forms: listed.forms.map((form) => ({
      ...form,
      title: form.title[say.locale],
      cost: sayShortCost(say, form.cost),
    })),
  };
};

async function start(
  event: RequestEvent,
  read: (form: FormData) => Promise<Parameters<typeof startForm>[1]>,
) {
  const { locals, request } = event;
  const form = await request.formData();
  const begun = await attempt(locals.locale, form, async () => startForm(locals.context, await read(form)));
  if ('status' in begun) return begun;
  redirect(303, `/office/forms/${begun.id}`);
}

export const actions: Actions = {
  blank: (event) => start(event, async (form) => ({ from: 'blank', title: String(form.get('title') ?? '') })),
  copy: (event) => start(event, async (form) => ({ from: 'copy', code: String(form.get('code') ?? '') })),
  file: (event) =>
    start(event, async (form) => {
      const file = form.get('file');
      return { from: 'file', text: file instanceof File ? await file.text() : '' };
    }),
};
