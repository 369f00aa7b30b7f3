import { fail, redirect } from '@sveltejs/kit';
import { returnsTable, saveDraft, type SavedDraft } from '#monitoring';
import { columnWords } from '#monitoring/rules';
import { attempt } from '#web/failures.ts';
import { changesIn } from '#web/returns/read-changes.ts';
import type { Actions, PageServerLoad } from './$types';

const chosen = (search: URLSearchParams) => ({
  form: search.get('form') || undefined,
  table: search.get('table') || undefined,
  row: search.get('row') ?? undefined,
});

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const found = await returnsTable(locals.context, {
    campaign: params.campaign,
    ...chosen(url.searchParams),
  });
  const saved = Number(url.searchParams.get('saved'));
  return { found, saved: Number.isSafeInteger(saved) && saved > 0 ? saved : 0 };
};

/** `school-15|t1.other.mentors`: a school's cell among those of all. */
const BAR = '|';

export const actions: Actions = {
  default: async ({ locals, params, url, request }) => {
    const form = await request.formData();
    const found = await returnsTable(locals.context, {
      campaign: params.campaign,
      ...chosen(url.searchParams),
    });
    const changes = Object.entries(changesIn(form));
    const conflicts: (SavedDraft['conflicts'][number] & { organisation: string; column: string })[] = [];
    let saved = 0;
    for (const { organisation } of found.rows) {
      const own = changes.filter(([name]) => name.startsWith(`${organisation.code}${BAR}`));
      if (own.length === 0) continue;
      const done = await attempt(locals.locale, form, () =>
        saveDraft(locals.context, {
          campaign: params.campaign,
          organisation: organisation.path,
          base: Number(form.get(`base${BAR}${organisation.code}`)),
          changes: Object.fromEntries(
            own.map(([name, change]) => [name.slice(organisation.code.length + 1), change]),
          ),
        }),
      );
      if ('status' in done) return fail(done.status, { ...done.data, conflicts });
      saved += 1;
      for (const conflict of done.conflicts) {
        const column = found.columns.find(({ code }) => conflict.field.endsWith(`.${code}`));
        conflicts.push({
          ...conflict,
          organisation: organisation.shortName,
          column: column ? columnWords(column, locals.locale) : conflict.field,
        });
      }
    }
    if (conflicts.length > 0) {
      const typed = Object.fromEntries(changes.map(([name, { value }]) => [name, value]));
      return fail(409, { refused: '', code: '', at: {}, typed, conflicts });
    }
    const search = new URLSearchParams(url.search);
    search.set('saved', String(saved));
    redirect(303, `${url.pathname}?${search}`);
  },
};
