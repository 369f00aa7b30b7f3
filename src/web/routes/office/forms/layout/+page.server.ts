import { redirect } from '@sveltejs/kit';
import { type Layout, listForms, readLayout, saveForm, showForm, startForm } from '#monitoring';
import { columnWords } from '#monitoring/rules';
import { Failure } from '#platform/failure.ts';
import { attempt } from '#web/failures.ts';
import { readTables } from '#web/forms/changes.ts';
import { NOTHING_TRIED, triedView } from '#web/forms/view.ts';
import { numberIn } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** Into which draft the tables go; without one they begin a form of their own. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const draft = url.searchParams.get('draft');
  if (!draft) {
    const { may } = await listForms(locals.context, {});
    if (!may.change) throw new Failure('forbidden', 'access.denied');
    return { draft: undefined };
  }
  const { id, rev, form } = await showForm(locals.context, { id: numberIn(draft) });
  return { draft: { id, rev, code: form.code, title: form.title[locals.locale] } };
};

export const actions: Actions = {
  read: async ({ locals, request }) => {
    const data = await request.formData();
    const file = data.get('file');
    return attempt(locals.locale, data, async () => {
      const bytes = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
      const layouts = await readLayout(locals.context, { file: bytes });
      return {
        fileName: file instanceof File ? file.name : '',
        layouts: layouts.map((layout) => view(layout, locals)),
      };
    });
  },
  take: async ({ locals, url, request }) => {
    const data = await request.formData();
    const tables = readTables(data);
    const draft = url.searchParams.get('draft');
    const taken = await attempt(locals.locale, data, async () => {
      if (!draft) {
        const title = String(data.get('title') ?? '');
        return startForm(locals.context, { from: 'tables', title, tables });
      }
      const rev = Number(data.get('rev'));
      return saveForm(locals.context, { id: numberIn(draft), rev, change: { do: 'take-tables', tables } });
    });
    if ('status' in taken) return taken;
    redirect(303, `/office/forms/${taken.id}`);
  },
};

function view({ sheet, table, notes }: Layout, { say, locale }: App.Locals) {
  const form = { code: 'F', version: 1, title: table.title, tables: [table], checks: [], computed: [] };
  return {
    sheet,
    title: table.title[locale],
    json: JSON.stringify(table),
    rows: table.rows.length,
    closed: table.closed.length,
    tried: triedView({ form, verdict: undefined, earlier: [], yearAgo: [] }, NOTHING_TRIED, locale),
    columns: table.columns.map((column) => ({
      title: columnWords(column, locale, ' → '),
      type: say.code(`form.type-${column.type}`),
      more: [
        column.unit[locale],
        column.scale > 0 ? say('form.digits-short', { scale: column.scale }) : '',
        column.formula ? `= ${column.formula}` : '',
        column.options?.map(({ title }) => title[locale]).join(', ') ?? '',
      ]
        .filter(Boolean)
        .join('; '),
    })),
    notes: notes.map(({ code, params }) => say.code(code, params)),
  };
}
