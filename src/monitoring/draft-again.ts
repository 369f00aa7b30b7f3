import type { Context } from '#platform/use-case.ts';
import { layoutOfCampaign } from './background.ts';
import type { Located } from './locate.ts';
import { contentOf } from './receipt.ts';
import { doors, fieldsFrom } from './rules/index.ts';
import { lastRevisions, putDraft, type Revision } from './sql/returns.ts';

/** The draft of a return that is back with its school goes on from what was submitted. */
export async function draftAgain(context: Context, located: Located): Promise<void> {
  const { campaign, organisation, head } = located;
  const [revision] = await lastRevisions(context.db, campaign.id, [organisation.id]);
  if (!revision) return;
  await putDraft(context.db, head, {
    ...draftFrom(located, revision),
    at: context.now,
    by: revision.actorId,
    replace: true,
  });
}

/** The draft that goes on from what was submitted; each answer keeps the door that it came by. */
export function draftFrom({ campaign, head }: Located, revision: Revision) {
  const rev = head.draftRev + 1;
  const layout = head.parentId === null ? [] : layoutOfCampaign(campaign);
  const fields = fieldsFrom(contentOf(campaign, head.parentId !== null, revision), layout);
  const doorOf = (field: string) =>
    doors.find((door) => revision.texts.doors?.[door]?.some((one) => one === field || one === '*'));
  const entries = Object.entries(fields).map(([field, value]) => {
    const door = doorOf(field);
    return [field, { value, rev, by: revision.actorId, ...(door ? { door } : {}) }] as const;
  });
  return { rev, entries: Object.fromEntries(entries) };
}
