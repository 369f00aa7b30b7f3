import { dayIn, writeDate } from '#calendar';
import { listPeople } from '#organisations';
import { Failure } from '#platform/failure.ts';
import type { PageServerLoad } from './$types';

const STATES = ['invited', 'active', 'disabled'] as const;

export const load: PageServerLoad = async ({ locals, url }) => {
  if (!locals.context.actor.grants.some(({ role }) => role === 'administrator'))
    throw new Failure('forbidden', 'access.denied');
  const day = (at: Date | null) =>
    at && writeDate(dayIn(at, locals.context.zone), locals.locale, locals.today);
  const people = (await listPeople(locals.context, {})).map((one) => ({
    id: one.id,
    login: one.login,
    name: one.name,
    state: one.disabled ? STATES[2] : one.invited ? STATES[0] : STATES[1],
    linkUntil: day(one.linkUntil),
    seen: day(one.seenAt),
    place: one.grants[0]!.organisation,
    placeId: one.grants[0]!.organisationId,
    grants: one.grants,
  }));
  const wanted = STATES.find((state) => state === url.searchParams.get('state'));
  const shown = people.filter(({ state }) => !wanted || state === wanted);
  const places = [...new Map(shown.map(({ placeId, place }) => [placeId, place])).entries()];
  return {
    all: people.filter(({ state }) => state !== 'disabled').length,
    counts: STATES.map((state) => ({
      state,
      count: people.filter((one) => one.state === state).length,
    })),
    wanted: wanted ?? null,
    groups: places.map(([id, name]) => ({ id, name, people: shown.filter(({ placeId }) => placeId === id) })),
  };
};
