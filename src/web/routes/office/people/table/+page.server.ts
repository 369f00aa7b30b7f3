import { addPeople, listPeople, previewPeople, ROLES } from '#organisations';
import { Failure } from '#platform/failure.ts';
import type { Words } from '#messages';
import { attempt } from '#web/failures.ts';
import { tableIn } from '#web/table-upload.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  if (!locals.context.actor.grants.some(({ role }) => role === 'administrator'))
    throw new Failure('forbidden', 'access.denied');
  await listPeople(locals.context, {});
};

const wordsOf = (say: Words) =>
  Object.fromEntries(ROLES.map((role) => [role, say.code(`access.role-${role}`)]));

export const actions: Actions = {
  preview: async ({ locals, request }) => {
    const form = await request.formData();
    return attempt(locals.locale, form, async () => {
      const text = await tableIn(form);
      return { text, preview: await previewPeople(locals.context, { text, words: wordsOf(locals.say) }) };
    });
  },
  add: async ({ locals, request }) => {
    const form = await request.formData();
    const text = String(form.get('text') ?? '');
    return attempt(locals.locale, form, async () => ({
      done: await addPeople(locals.context, { text, words: wordsOf(locals.say) }),
    }));
  },
};
