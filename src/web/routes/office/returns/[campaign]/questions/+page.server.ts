import { fail, redirect } from '@sveltejs/kit';
import { answerValue, showReturn } from '#monitoring';
import type { Issue } from '#monitoring/rules';
import { Failure } from '#platform/failure.ts';
import { attempt } from '#web/failures.ts';
import { sayIssues } from '#web/returns/say-issues.ts';
import { labelsOf } from '#web/returns/labels.ts';
import { returnTitle } from '#web/returns/periods.ts';
import { whichReturn } from '#web/returns/reader.ts';
import { saidDay } from '#web/said.ts';
import type { Actions, PageServerLoad } from './$types';

const VALUE = 'value.';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { say, today, context } = locals;
  const shown = await showReturn(context, whichReturn(params, url));
  const labels = shown.form ? labelsOf(shown.form, say.locale) : {};
  const whereOf = (field: string) => {
    const duty = shown.rows.find(({ obligation }) => field.startsWith(`f1.${obligation}.`));
    return duty ? `${duty.code} ${duty.shortTitle}` : (labels[field]?.full ?? field);
  };
  const counted = shown.state === 'submitted' || shown.state === 'accepted';
  return {
    base: `/office/returns/${shown.campaign.slug}`,
    query: url.searchParams.has('org') ? `?org=${encodeURIComponent(url.searchParams.get('org')!)}` : '',
    title: returnTitle(say, shown.campaign.slug),
    mayAnswer: shown.may.answer,
    answered: url.searchParams.get('did'),
    open: shown.questions.filter(({ answer }) => answer === null).length,
    questions: shown.questions.map((one) => ({
      id: one.id,
      field: one.field,
      where: whereOf(one.field),
      isCell: one.field in labels && counted,
      now: shown.fields[one.field] ?? '',
      was: one.valueThen ?? '—',
      text: one.text,
      from: `${one.by}, ${saidDay(say, one.askedAt, context.zone, today)}`,
      answer: one.answer,
      corrected: one.correctedRev !== null,
    })),
    /** What may have to change together with an answer, by cell. */
    labels: Object.fromEntries(Object.entries(labels).map(([cell, { full }]) => [cell, full])),
    fields: shown.fields,
  };
};

export const actions: Actions = {
  default: async ({ locals, params, url, request }) => {
    const form = await request.formData();
    const question = Number(form.get('question'));
    const values = Object.fromEntries(
      [...form]
        .filter(([name]) => name.startsWith(VALUE))
        .map(([name, value]) => [name.slice(VALUE.length), String(value)]),
    );
    const which = whichReturn(params, url);
    let issues: Failure['issues'] = [];
    const done = await attempt(locals.locale, form, async () => {
      try {
        return await answerValue(locals.context, {
          ...which,
          question,
          text: String(form.get('text') ?? ''),
          values,
        });
      } catch (error) {
        if (error instanceof Failure) ({ issues } = error);
        throw error;
      }
    });
    if ('status' in done) {
      // A check speaks in the words of its form; the cells that it names stand beside the one that was asked about.
      const { form: definition } = await showReturn(locals.context, which);
      const faults = issues.map(
        ({ at, code, params: of }) => ({ at, code, params: of ?? {}, severity: 'error' }) as Issue,
      );
      const said = sayIssues(faults, definition, () => undefined, locals.say);
      const at = { ...done.data.at, ...Object.fromEntries(said.map((one) => [one.at, one.said])) };
      return fail(done.status, { ...done.data, at, question, cells: Object.keys({ ...values, ...at }) });
    }
    const search = new URLSearchParams(url.search);
    search.set('did', done.rev === undefined ? 'said' : 'corrected');
    redirect(303, `${url.pathname}?${search}`);
  },
};
