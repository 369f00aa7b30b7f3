import { z } from 'zod';
import { allow } from '#organisations';
import { record } from '#platform/audit.ts';
import { useCase } from '#platform/use-case.ts';
import { draftToChange } from './draft-within.ts';
import { differenceBetween } from './rules/versions/difference.ts';
import { closeDraft } from './sql/drafts.ts';

/** Throws a draft away. @throws Failure `correction.not-found`, `correction.changed-meanwhile` */
export const discardCorrection = useCase(
  'roadmap.discard-correction',
  z.object({ id: z.int().positive(), revision: z.int().positive() }),
  async (context, { id, revision }) => {
    const { draft, owner, base } = await draftToChange(context, id, revision);
    allow(context, 'roadmap.change', owner.path);
    await closeDraft(context.db, id, context.now, null);
    await record(context, {
      action: 'roadmap.discard-correction',
      organisationId: owner.id,
      subject: `roadmap draft ${id}`,
      before: { changes: differenceBetween(base, draft.content).activities.length },
    });
    return { id };
  },
);
