import { redirect } from '@sveltejs/kit';
import { operandsFor, publishForm, ruleWords, saveForm, showForm, tryForm, withdrawDraft } from '#monitoring';
import { attempt } from '#web/failures.ts';
import { changeFrom } from '#web/forms/changes.ts';
import { rulesByTable } from '#web/forms/rules.ts';
import {
  functionNames,
  sayCost,
  sayFaults,
  sayWhen,
  NOTHING_TRIED,
  triedIn,
  triedView,
} from '#web/forms/view.ts';
import { numberIn } from '#web/paths.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const PARTS = ['form', 'checks', 'try', 'publish'] as const;

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { say, context, locale, today } = locals;
  const id = numberIn(params.id);
  const shown = await showForm(context, { id, locale });
  const { form } = shown;
  const asked = (name: string) => url.searchParams.get(name);
  const table = form.tables.find(({ code }) => code === asked('table'));
  const check = form.checks.find(({ code }) => code === asked('check'));
  const part = table ? 'table' : (PARTS.find((one) => one === asked('part')) ?? 'form');
  const tried = await tryForm(context, { which: { draft: id } });
  return {
    id,
    rev: shown.rev,
    form,
    part,
    table,
    column: table?.columns.find(({ code }) => code === asked('column')),
    row: table?.rows.find(({ code }) => code === asked('row')),
    check,
    adding: asked('check') === 'new',
    may: shown.may,
    saved: sayWhen(say, shown.updatedAt, context.zone, today),
    faults: sayFaults(say, shown.faults, form),
    cost: sayCost(say, shown.cost),
    twice: shown.twice.map(({ why, table, column, params }) => ({
      href: `?table=${table}&column=${column}#edit`,
      said: say.code(`form.twice-${why}`, params),
    })),
    follows: shown.before && {
      version: shown.before.form.version,
      parts: shown.before.following.parts,
      broken: shown.before.following.broken,
    },
    operands: part === 'table' || part === 'checks' ? operandsFor(form, table) : [],
    functions: functionNames,
    checks: form.checks.map((one) => ({
      code: one.code,
      severity: one.severity,
      short: one.short[locale],
      holds: one.holds,
      words: ruleWords(form, one, locale),
    })),
    rules: rulesByTable(form, locale, ruleWords),
    tried: triedView(tried, NOTHING_TRIED, locale),
  };
};

/** Where the work goes on after a step. */
function after(
  data: FormData,
  form: {
    tables: readonly { code: string; columns: readonly { code: string }[] }[];
    checks: readonly { code: string }[];
  },
): string {
  const value = (name: string) => String(data.get(name) ?? '');
  const step = value('do');
  const table = step === 'table' ? value('code').trim() : value('table');
  const at = form.tables.find(({ code }) => code === table);
  if (step === 'add-table') return `?table=${form.tables.at(-1)!.code}`;
  if (step === 'add-column') return `?table=${table}&column=${at?.columns.at(-1)?.code ?? ''}#edit`;
  if (step === 'column') return `?table=${table}&column=${value('code').trim()}#edit`;
  if (step === 'check')
    return `?part=checks&check=${encodeURIComponent(value('check') || (form.checks.at(-1)?.code ?? ''))}#edit`;
  if (step === 'remove-check') return '?part=checks';
  if (/row|closed/.test(step)) return `?table=${table}#rows`;
  if (/column/.test(step)) return `?table=${table}#columns`;
  return at ? `?table=${table}` : '?';
}

/** A refusal names its field by the way to it in the step. */
function named<Refused extends object>(refused: Refused): Refused {
  const data = (refused as { data?: { at?: Record<string, string> } }).data;
  if (data?.at)
    data.at = Object.fromEntries(
      Object.entries(data.at).map(([at, said]) => [
        at.replace(/^change\./, '').replace(/^cells\..*/, 'at'),
        said,
      ]),
    );
  return refused;
}

const which = ({ params }: RequestEvent, data: FormData) => ({
  id: numberIn(params.id),
  rev: Number(data.get('rev')),
});

export const actions: Actions = {
  change: async (event) => {
    const { locals, params, request } = event;
    const data = await request.formData();
    const saved = await attempt(locals.locale, data, () =>
      saveForm(locals.context, { ...which(event, data), locale: locals.locale, change: changeFrom(data) }),
    );
    if ('status' in saved) return named(saved);
    redirect(303, `/office/forms/${params.id}${after(data, saved.form)}`);
  },
  try: async ({ locals, params, request }) => {
    const data = await request.formData();
    const typed = triedIn(data);
    return attempt(locals.locale, data, async () => {
      const tried = await tryForm(locals.context, {
        which: { draft: numberIn(params.id) },
        ...typed,
      });
      return { tried: triedView(tried, typed, locals.locale) };
    });
  },
  publish: async (event) => {
    const { locals, request } = event;
    const data = await request.formData();
    const follows = Object.fromEntries(
      [...data.entries()].flatMap(([name, value]) =>
        name.startsWith('follow.') ? [[name.slice(7), String(value)]] : [],
      ),
    );
    const published = await attempt(locals.locale, data, () =>
      publishForm(locals.context, { ...which(event, data), follows, confirmed: data.has('confirmed') }),
    );
    if ('status' in published) return published;
    redirect(303, `/office/forms?published=${encodeURIComponent(published.name)}`);
  },
  withdraw: async (event) => {
    const { locals, request } = event;
    const data = await request.formData();
    const withdrawn = await attempt(locals.locale, data, () =>
      withdrawDraft(locals.context, which(event, data)),
    );
    if ('status' in withdrawn) return withdrawn;
    redirect(303, `/office/forms?withdrawn=${withdrawn.code}`);
  },
};
