import { z } from 'zod';
import { allow, organisationAt } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { useCase } from '#platform/use-case.ts';
import { ownRoadmapOwner } from './roadmap-owner.ts';
import { insertDraft, openDraft } from './sql/drafts.ts';
import { contentOf, currentRoadmap, lockRoadmap } from './sql/roadmaps.ts';

const StartCorrection = z.object({
  /** The path of the municipality (or the region); without it, that of the actor's own role. */
  owner: z.string().max(400).optional(),
});

/**
 * Makes a draft of the next version from the one in force. One open draft a roadmap.
 * @throws Failure `access.denied`, `correction.none-approved`, `correction.open`
 */
export const startCorrection = useCase(
  'roadmap.start-correction',
  StartCorrection,
  async (context, given) => {
    const owner = await (given.owner ? organisationAt(context.db, given.owner) : ownRoadmapOwner(context));
    allow(context, 'roadmap.change', owner?.path ?? '');
    const version = owner && (await currentRoadmap(context.db, owner.id));
    if (!version) throw new Failure('not-found', 'correction.none-approved');
    const roadmapId = await lockRoadmap(context.db, owner.id);
    if (await openDraft(context.db, owner.id)) throw new Failure('conflict', 'correction.open');
    const id = await insertDraft(context.db, {
      roadmapId,
      basedOn: version.versionId,
      content: await contentOf(context.db, version),
      accountId: context.actor.accountId,
      at: context.now,
    });
    await record(context, {
      action: 'roadmap.start-correction',
      organisationId: owner.id,
      subject: `roadmap draft ${id}`,
      after: { version: version.number },
    });
    return { id, revision: 1 };
  },
);
