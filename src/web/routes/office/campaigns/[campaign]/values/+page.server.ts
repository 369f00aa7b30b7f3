import { fail, redirect } from '@sveltejs/kit';
import { askValues, listValues } from '#monitoring';
import { writeNumber } from '#monitoring/rules';
import { attempt } from '#web/failures.ts';
import { saidDay } from '#web/said.ts';
import { cellChoices, placeNamed } from '../place.ts';
import { saidUsual } from '#web/returns/usual.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { say, today } = locals;
  const field = url.searchParams.get('cell') || undefined;
  const found = await listValues(locals.context, { campaign: params.campaign, ...(field ? { field } : {}) });
  const { form } = found;
  const scale =
    form.tables
      .flatMap(({ code, columns }) => columns.map((column) => ({ code, column })))
      .find(
        ({ code, column }) => found.field?.startsWith(`${code}.`) && found.field.endsWith(`.${column.code}`),
      )?.column.scale ?? 0;
  const write = (answer: unknown) =>
    typeof answer === 'number'
      ? writeNumber(answer, scale, say.locale)
      : say(answer === 'not-applicable' ? 'monitoring.review-not-applicable' : 'monitoring.review-no-data');
  return {
    slug: found.slug,
    field: found.field,
    title: found.field === undefined ? undefined : placeNamed(form, found.field, say),
    choices: cellChoices(form, say),
    waiting: found.waiting.map(({ field: cell, count }) => ({
      cell,
      count,
      title: placeNamed(form, cell, say),
    })),
    values: found.values.map(({ organisation, now, previous, usual, reason, questions }) => ({
      ...organisation,
      now: write(now),
      previous: previous === undefined ? '' : write(previous),
      usual: usual && typeof now === 'number' ? saidUsual(say, usual, now, scale) : (reason ?? ''),
      isOdd: usual !== undefined,
      isAsked: questions.some(({ answer }) => answer === null),
      questions: questions.map((one) => ({
        id: one.id,
        text: one.text,
        asked: say('monitoring.review-asked', {
          when: saidDay(say, one.askedAt, locals.context.zone, today),
        }),
        answer: one.answer ?? '',
        answered: say(
          one.correctedRev === null ? 'monitoring.review-answered' : 'monitoring.review-corrected',
          {
            value: one.valueThen ?? '—',
          },
        ),
      })),
    })),
    may: found.may,
    asked: Number(url.searchParams.get('asked')) || 0,
  };
};

export const actions: Actions = {
  ask: async ({ locals, params, request }) => {
    const form = await request.formData();
    const field = String(form.get('field') ?? '');
    const organisations = form.getAll('r').map(String);
    const done = await attempt(locals.locale, form, () =>
      askValues(locals.context, {
        campaign: params.campaign,
        field,
        organisations,
        text: String(form.get('text') ?? ''),
      }),
    );
    if (!('asked' in done)) return fail(done.status, { ...done.data, chosen: organisations });
    redirect(
      303,
      `/office/campaigns/${params.campaign}/values?cell=${encodeURIComponent(field)}&asked=${done.asked}`,
    );
  },
};
