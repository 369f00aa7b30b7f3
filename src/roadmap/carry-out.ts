import { z } from 'zod';
import { allow, type Organisation, regionOf } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { type Context, reading, useCase } from '#platform/use-case.ts';
import { ownRoadmapOwner } from './roadmap-owner.ts';
import { tie, tiesOf } from './sql/regional.ts';
import { activitiesOf, type ApprovedActivity, type ApprovedRoadmap, currentRoadmap } from './sql/roadmaps.ts';

export type RegionalRoadmap = {
  region: Organisation;
  roadmap: ApprovedRoadmap;
  activities: ApprovedActivity[];
};

/** The roadmap of the region above an organisation; nothing where the region has approved none. For other rooms. */
export async function regionalRoadmapAbove(
  { db }: Pick<Context, 'db'>,
  { path }: Pick<Organisation, 'path'>,
): Promise<RegionalRoadmap | undefined> {
  const region = await regionOf(db, path);
  const roadmap = region && (await currentRoadmap(db, region.id));
  return roadmap && { region, roadmap, activities: await activitiesOf(db, roadmap.versionId) };
}

/** What of the region's roadmap the actor's municipality may say that it carries out, and what it says. */
export const showCarriedOut = reading('roadmap.show-carried-out', z.object({}), async (context) => {
  const owner = await ownRoadmapOwner(context);
  if (!owner || owner.kind === 'region') return { regional: undefined, ties: [] };
  return { regional: await regionalRoadmapAbove(context, owner), ties: await tiesOf(context.db, [owner.id]) };
});

const CarryOut = z.object({
  /** The code of the municipality's own activity. */
  code: z.string().max(60),
  /** The regional activity's number; nothing unties it. */
  regional: z.int().positive().nullable(),
});

/**
 * Says which regional activity one of the municipality's carries out. No text of the order, so it needs none.
 * @throws Failure `access.denied`, `roadmap.activity-not-found`, `correction.parent-unknown`
 */
export const carryOut = useCase('roadmap.carry-out', CarryOut, async (context, { code, regional }) => {
  const owner = await ownRoadmapOwner(context);
  allow(context, 'roadmap.change', owner?.path ?? '');
  const roadmap = owner && (await currentRoadmap(context.db, owner.id));
  const own = roadmap && (await activitiesOf(context.db, roadmap.versionId)).find((one) => one.code === code);
  if (!own || owner.kind === 'region') throw new Failure('not-found', 'roadmap.activity-not-found');
  const above = regional === null ? undefined : await regionalRoadmapAbove(context, owner);
  if (regional !== null && !above?.activities.some(({ activityId }) => activityId === regional))
    throw new Failure('invalid', 'correction.parent-unknown');
  await tie(context.db, own.activityId, regional);
  await record(context, {
    action: 'roadmap.carry-out',
    organisationId: owner.id,
    subject: `activity ${own.code}`,
    after: { regional: above?.activities.find(({ activityId }) => activityId === regional)?.code ?? '' },
  });
  return { activity: own.activityId };
});
