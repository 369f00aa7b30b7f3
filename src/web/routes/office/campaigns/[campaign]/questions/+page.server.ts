import { fail, redirect } from '@sveltejs/kit';
import { answerCell, listQuestions } from '#monitoring';
import { attempt } from '#web/failures.ts';
import { saidMoment } from '#web/said.ts';
import { placeNamed } from '../place.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { say, today } = locals;
  const found = await listQuestions(locals.context, { campaign: params.campaign });
  const when = (at: Date) => saidMoment(say, at, locals.context.zone, today);
  return {
    slug: found.slug,
    may: { answer: found.may.answer },
    told: url.searchParams.has('told') ? Number(url.searchParams.get('told')) || 0 : undefined,
    places: found.places.map(({ place, questions, answers }) => ({
      place,
      title: placeNamed(found.form, place, say),
      open: questions.filter(({ answered }) => !answered).length,
      questions: questions.map(({ id, organisation, text, at }) => ({
        id,
        by: organisation.name,
        text,
        at: when(at),
      })),
      answers: answers.map(({ text, at, by }) => ({ text, by, at: when(at) })),
    })),
  };
};

export const actions: Actions = {
  answer: async ({ locals, params, request }) => {
    const form = await request.formData();
    const place = String(form.get('place') ?? '');
    const done = await attempt(locals.locale, form, () =>
      answerCell(locals.context, { campaign: params.campaign, place, text: String(form.get('text') ?? '') }),
    );
    if (!('told' in done)) return fail(done.status, { ...done.data, place });
    redirect(303, `/office/campaigns/${params.campaign}/questions?told=${done.told}`);
  },
};
