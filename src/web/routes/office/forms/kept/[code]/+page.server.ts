import { redirect } from '@sveltejs/kit';
import { ruleWords, showPublishedForm, startForm, tryForm } from '#monitoring';
import { attempt } from '#web/failures.ts';
import { rulesByTable } from '#web/forms/rules.ts';
import { sayCost, NOTHING_TRIED, triedIn, triedView } from '#web/forms/view.ts';
import { numberIn } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

const versionIn = (url: URL) => {
  const version = url.searchParams.get('version');
  return version ? { version: numberIn(version) } : {};
};

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { say, context } = locals;
  const which = { code: params.code, ...versionIn(url) };
  const shown = await showPublishedForm(context, which);
  const { form } = shown;
  const tried = await tryForm(context, { which });
  return {
    code: form.code,
    version: form.version,
    title: form.title[say.locale],
    hint: form.hint?.[say.locale] ?? '',
    versions: shown.versions,
    isShipped: shown.isShipped,
    campaigns: shown.campaigns,
    may: shown.may,
    cost: sayCost(say, shown.cost),
    rules: rulesByTable(form, say.locale, ruleWords),
    tried: triedView(tried, NOTHING_TRIED, say.locale),
  };
};

export const actions: Actions = {
  try: async ({ locals, params, url, request }) => {
    const data = await request.formData();
    const typed = triedIn(data);
    return attempt(locals.locale, data, async () => {
      const which = { code: params.code, ...versionIn(url) };
      const tried = await tryForm(locals.context, {
        which,
        ...typed,
      });
      return { tried: triedView(tried, typed, locals.locale) };
    });
  },
  copy: async ({ locals, params, request }) => {
    const data = await request.formData();
    const begun = await attempt(locals.locale, data, () =>
      startForm(locals.context, { from: 'copy', code: params.code }),
    );
    if ('status' in begun) return begun;
    redirect(303, `/office/forms/${begun.id}`);
  },
};
