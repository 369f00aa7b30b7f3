import { dayIn, writeShortDate, writeTime } from '#calendar';
import { may, readJournal } from '#organisations';
import { Failure } from '#platform/failure.ts';
import { changes } from '#web/changes.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { actor, zone } = locals.context;
  if (!actor.grants.some(({ at }) => may(locals.context, 'journal.read', at)))
    throw new Failure('forbidden', 'access.denied');
  const text = (name: string) => url.searchParams.get(name)?.trim() || undefined;
  const number = (name: string) => (/^[1-9]\d{0,8}$/.test(text(name) ?? '') ? Number(text(name)) : undefined);
  const filter = {
    accountId: number('person'),
    action: text('action')?.slice(0, 100),
    organisationId: number('organisation'),
    day: text('day'),
  };
  const { entries, next, choices } = await readJournal(locals.context, {
    ...filter,
    before: text('before'),
  });
  const rest = new URLSearchParams(url.searchParams);
  if (next) rest.set('before', next);
  return {
    filter,
    filtered: Object.values(filter).some((value) => value !== undefined),
    choices,
    next: next ? `?${rest}` : null,
    entries: entries.map(({ key, at, person, accountId, action, subject, organisation, before, after }) => ({
      key,
      day: writeShortDate(dayIn(at, zone)),
      time: writeTime(at, zone),
      person,
      stranger: accountId === null && action.startsWith('set-up'),
      action,
      subject,
      organisation,
      changes: changes(before, after),
    })),
  };
};
