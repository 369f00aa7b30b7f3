import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { previewWorkbook, saveDraft, showReturn } from '#monitoring';
import { Failure } from '#platform/failure.ts';
import { attempt } from '#web/failures.ts';
import { sayPeriods } from '#web/returns/batch-view.ts';
import { readerOf, whichReturn } from '#web/returns/reader.ts';
import { returnTitle } from '#web/returns/periods.ts';
import { viewOfWorkbook } from '#web/returns/workbook-view.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const shown = await showReturn(locals.context, whichReturn(params, url));
  const base = `/office/returns/${params.campaign}`;
  return {
    title: returnTitle(locals.say, params.campaign),
    organisation: shown.organisation.shortName,
    back: `${base}/f1${url.search}`,
    check: `${base}/check${url.search}`,
    download: `${base}/workbook/xlsx${url.search}`,
    query: url.search.replace('?', '&'),
    editable: shown.may.fill,
    returned: shown.state === 'returned',
    draftRev: shown.draftRev,
  };
};

const Changes = z.record(z.string(), z.object({ value: z.string(), was: z.string() }));

/** What was shown to be confirmed; of what somebody else has typed meanwhile only what is ticked. */
function chosen(form: FormData): z.output<typeof Changes> {
  let given: unknown;
  try {
    given = JSON.parse(String(form.get('changes')));
  } catch {
    given = undefined;
  }
  const read = Changes.safeParse(given);
  if (!read.success) throw new Failure('invalid', 'shell.invalid-input');
  const asked = new Set(form.getAll('asked').map(String));
  const over = new Set(form.getAll('over').map(String));
  return Object.fromEntries(
    Object.entries(read.data).filter(([field]) => !asked.has(field) || over.has(field)),
  );
}

/** A refusal names its quarters as people do. */
async function inWords<T>({ say }: App.Locals, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(error.kind, error.code, sayPeriods(error.params, say), error.issues);
  }
}

export const actions: Actions = {
  preview: async ({ locals, params, url, request }) => {
    const form = await request.formData();
    return attempt(locals.locale, form, async () => {
      const given = form.get('file');
      const file = given instanceof File ? new Uint8Array(await given.arrayBuffer()) : new Uint8Array();
      const read = await inWords(locals, () =>
        previewWorkbook(locals.context, { ...whichReturn(params, url), file }),
      );
      return {
        view: viewOfWorkbook(read, given instanceof File ? given.name : '', readerOf({ locals, url })),
      };
    });
  },
  take: async ({ locals, params, url, request }) => {
    const form = await request.formData();
    const done = await attempt(locals.locale, form, async () => {
      const changes = chosen(form);
      const which = whichReturn(params, url);
      const base = Number(form.get('base'));
      const saved = await saveDraft(locals.context, { ...which, base, changes, door: 'workbook' });
      return {
        taken: Object.keys(changes).length - saved.conflicts.length,
        conflicts: saved.conflicts.length,
      };
    });
    if (!('taken' in done)) return done;
    const back = new URLSearchParams(url.search);
    for (const action of ['/take', '/preview']) back.delete(action);
    back.set('taken', String(done.taken));
    if (done.conflicts > 0) back.set('kept', String(done.conflicts));
    return redirect(303, `/office/returns/${params.campaign}/workbook?${back}`);
  },
};
