import { changeTimeZone, listOrganisations, may, showOrganisation } from '#organisations';
import { Failure } from '#platform/failure.ts';
import { attempt } from '#web/failures.ts';
import { zones } from '#web/zones.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const all = await listOrganisations(locals.context, {});
  const mine = all.filter(({ path }) => may(locals.context, 'settings.change', path));
  if (mine.length === 0) throw new Failure('forbidden', 'access.denied');
  const towns = mine.filter(({ kind }) => kind === 'municipality');
  return {
    names: mine
      .filter(({ kind }) => ['municipality', 'authority', 'methodological-centre'].includes(kind))
      .map(({ id, name, kind }) => ({ id, name, kind })),
    towns: await Promise.all(
      towns.map(async ({ id, shortName }) => {
        const { timeZone } = await showOrganisation(locals.context, { id });
        const zone = timeZone ?? locals.context.zone;
        return { id, name: shortName, zone, zones: zones(locals.locale, locals.context.now, zone) };
      }),
    ),
  };
};

export const actions: Actions = {
  zone: async ({ locals, request }) => {
    const form = await request.formData();
    return attempt(locals.locale, form, async () => {
      await changeTimeZone(locals.context, {
        id: Number(form.get('id')),
        timeZone: String(form.get('timeZone') ?? ''),
      });
      return { saved: true };
    });
  },
};
