import { listOrganisations, may } from '#organisations';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const list = await listOrganisations(locals.context, {});
  const top = list.find(({ kind }) => kind === 'municipality') ?? list[0];
  return {
    organisations: list.map((one) => ({
      id: one.id,
      code: one.code,
      name: one.shortName,
      kind: one.kind,
      depth: one.path.split('.').length - (list[0]?.path.split('.').length ?? 1),
      flags: [
        ...(one.lowPerforming ? ['organisations.low-performing-short'] : []),
        ...(one.adverseConditions ? ['organisations.adverse-conditions-short'] : []),
      ],
      pupils: one.profile.pupils_total ?? null,
      people: one.people,
      closed: one.closedAt !== null,
    })),
    place: top?.shortName ?? '',
    mayChange: top ? may(locals.context, 'organisation.change', top.path) : false,
  };
};
