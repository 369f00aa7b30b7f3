import { may, type Organisation, organisationById, reach } from '#organisations';
import { Failure } from '#platform/failure.ts';
import type { Context } from '#platform/use-case.ts';
import { bindable } from './roadmap-owner.ts';
import type { VersionContent } from './rules/versions/content.ts';
import { draftById, lockDraft, type StoredDraft } from './sql/drafts.ts';
import { type ApprovedRoadmap, contentOf, versionById } from './sql/roadmaps.ts';

/** A draft with what it was made from, and whom its activities may bind. */
export type FoundDraft = {
  draft: StoredDraft;
  owner: Organisation;
  version: ApprovedRoadmap;
  base: VersionContent;
  organisations: Organisation[];
};

/** A draft within the actor's reach; elsewhere it does not exist. @throws Failure `correction.not-found` */
export async function draftWithin(context: Context, id: number, { lock = false } = {}): Promise<FoundDraft> {
  reach(context, 'roadmap.change');
  const draft = await (lock ? lockDraft : draftById)(context.db, id);
  const owner = draft && (await organisationById(context.db, draft.ownerId));
  if (!draft || !owner || !may(context, 'roadmap.change', owner.path))
    throw new Failure('not-found', 'correction.not-found');
  const version = (await versionById(context.db, draft.basedOn))!;
  const base = await contentOf(context.db, version);
  return { draft, owner, version, base, organisations: await bindable(context.db, owner) };
}

/**
 * The same, held until the transaction ends, to be changed.
 * @throws Failure `correction.not-found`, `roadmap.draft-closed`, `correction.changed-meanwhile`
 */
export async function draftToChange(context: Context, id: number, revision: number): Promise<FoundDraft> {
  const found = await draftWithin(context, id, { lock: true });
  const { closedAt, versionId, revision: now } = found.draft;
  if (closedAt) throw new Failure('conflict', versionId ? 'correction.approved' : 'correction.thrown-away');
  // Somebody else may have gone on while this page stood open: nothing of theirs is written over.
  if (now !== revision) throw new Failure('conflict', 'correction.changed-meanwhile');
  return found;
}
