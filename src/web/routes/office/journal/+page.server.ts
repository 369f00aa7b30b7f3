import { dayIn, writeShortDate, writeTime } from '#calendar';
import { may, readJournal } from '#organisations';
import { Failure } from '#platform/failure.ts';
import { nameObligations } from '#roadmap';
import { obligationsIn, sayAction, sayEntry } from '#web/journal/say-entry.ts';
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
  const activities = await nameObligations(locals.context, { ids: obligationsIn(entries) });
  const reader = { say: locals.say, activities };
  const rest = new URLSearchParams(url.searchParams);
  if (next) rest.set('before', next);
  return {
    filter,
    filtered: Object.values(filter).some((value) => value !== undefined),
    choices: {
      ...choices,
      actions: choices.actions.map((action) => ({ value: action, label: sayAction(locals.say, action) })),
    },
    next: next ? `?${rest}` : null,
    entries: entries.map((entry) => ({
      key: entry.key,
      day: writeShortDate(dayIn(entry.at, zone)),
      time: writeTime(entry.at, zone),
      person: entry.person,
      stranger: entry.accountId === null && entry.action.startsWith('set-up'),
      organisation: entry.organisation,
      ...sayEntry(entry, reader),
    })),
  };
};
