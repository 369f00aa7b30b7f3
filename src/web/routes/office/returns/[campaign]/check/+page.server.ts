import { randomUUID } from 'node:crypto';
import { fail, isActionFailure, redirect } from '@sveltejs/kit';
import { writeInterval, readQuarterSlug, writeQuarter } from '#calendar';
import { showReturn, submitReturn } from '#monitoring';
import { blocks, cellCode, type FormDefinition, partNamed, type Row } from '#monitoring/rules';
import { attempt } from '#web/failures.ts';
import { answeredDuties, answeredNumbers } from '#web/returns/answers.ts';
import { pageOfReturn, sheetOf } from '#web/returns/page-of-return.ts';
import { readerOf, whichReturn } from '#web/returns/reader.ts';
import { whyField } from '#web/returns/view.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const shown = await showReturn(locals.context, whichReturn(params, url));
  const reader = readerOf({ locals, url });
  const page = pageOfReturn(shown, reader);
  if (shown.receipt) redirect(303, `${page.base}/receipt${page.query}`);
  if (!shown.may.submit) redirect(303, `${page.base}/f1${page.query}`);
  const forms = shown.forms.map((form) => {
    const sheet = sheetOf(shown, withoutSpareRows(form, shown.fields), reader);
    return { part: partNamed(form), sheet, numbers: answeredNumbers(shown, form, sheet, page, reader) };
  });
  const quarter = readQuarterSlug(shown.campaign.slug);
  return {
    page: { ...page, editable: false },
    period: quarter
      ? writeQuarter(quarter, locals.locale)
      : writeInterval(shown.campaign.period, locals.locale),
    again: shown.rev > 0,
    ready: shown.submittable,
    counts: { filled: shown.counts.filled, of: shown.counts.of },
    blocking: page.judged.issues.filter((issue) => blocks({ ...issue, params: {} })),
    explained: page.judged.issues
      .filter((issue) => issue.severity === 'warning' && issue.explained)
      .map((issue) => ({ line: issue.line, said: issue.said, why: whyOf(issue, shown.fields) })),
    duties: answeredDuties(shown, page, reader),
    forms,
    posted: { rev: shown.rev, draft: shown.draftRev, request: randomUUID() },
  };
};

/** What is read needs no rows to write in. */
const withoutSpareRows = (
  form: FormDefinition,
  fields: Readonly<Record<string, string>>,
): FormDefinition => ({
  ...form,
  tables: form.tables.map((table) => {
    const isBlank = (row: Row) =>
      table.columns.every((column) => !fields[cellCode(table.code, row.code, column.code)]?.trim());
    return table.kind === 'list' ? { ...table, rows: table.rows.filter((row) => !isBlank(row)) } : table;
  }),
});

/** Of F1 the result in brief explains a day outside the term. */
function whyOf(issue: { at: string; code: string }, fields: Record<string, string>): string {
  const comment = issue.at.startsWith('f1.') ? issue.at.replace(/\.[^.]*$/, '.comment') : undefined;
  return fields[comment ?? whyField(issue)] ?? '';
}

export const actions: Actions = {
  default: async ({ locals, params, url, request }) => {
    const form = await request.formData();
    if (!form.has('sure')) return fail(422, { refused: locals.say('receipt.sure-missing') });
    const which = whichReturn(params, url);
    const done = await attempt(locals.locale, form, () =>
      submitReturn(locals.context, {
        ...which,
        rev: Number(form.get('rev')),
        draft: Number(form.get('draft')),
        requestId: String(form.get('request')),
      }),
    );
    if (isActionFailure(done)) return done;
    redirect(303, `/office/returns/${params.campaign}/receipt${url.search}`);
  },
};
