import { z } from 'zod';
import { allow, type Organisation } from '#organisations';
import { Failure } from '#platform/failure.ts';
import { reading } from '#platform/use-case.ts';
import { draftWithin, type FoundDraft } from './draft-within.ts';
import { ownRoadmapOwner } from './roadmap-owner.ts';
import { boundOf, type Reasons, tidied, type VersionContent } from './rules/versions/content.ts';
import { type Difference, differenceBetween } from './rules/versions/difference.ts';
import { type BrokenLink, brokenLinks } from './rules/versions/links.ts';
import { type Point, pointsOf } from './rules/versions/points.ts';
import { type Obstacle, obstaclesIn } from './rules/versions/ready.ts';
import { type Decisions, openDraft } from './sql/drafts.ts';
import { type ApprovedRoadmap, currentRoadmap } from './sql/roadmaps.ts';

export type ShownCorrection = {
  id: number;
  revision: number;
  /** Open, or how it ended. */
  state: 'open' | 'approved' | 'thrown-away';
  at: Date;
  changedAt: Date;
  owner: Organisation;
  /** The version that it was made from, and what that says. */
  version: ApprovedRoadmap;
  base: VersionContent;
  content: VersionContent;
  difference: Difference;
  /** What the order of correction must say. */
  points: Point[];
  reasons: Reasons;
  decisions: Decisions;
  /** Links that no longer hold; those that the version before had broken already are marked. */
  broken: (BrokenLink & { before: boolean })[];
  /** What stands in the way of approving. */
  obstacles: Obstacle[];
  organisations: Organisation[];
  /** By activity: whom it binds. */
  bound: Record<number, number[]>;
};

/**
 * A draft as it stands, beside the version that it was made from.
 * @throws Failure `correction.not-found`
 */
export const showCorrection = reading(
  'roadmap.show-correction',
  z.object({ id: z.int().positive() }),
  async (context, { id }) => shownDraft(await draftWithin(context, id)),
);

/** Where a correction stands: the version in force, and its open draft. @throws Failure `access.denied` */
export const openCorrection = reading('roadmap.open-correction', z.object({}), async (context) => {
  const owner = await ownRoadmapOwner(context);
  // Whoever may correct some roadmap is told so even where none has been approved.
  allow(context, 'roadmap.change', owner?.path ?? '');
  const version = owner && (await currentRoadmap(context.db, owner.id));
  const draft = owner && (await openDraft(context.db, owner.id));
  return { version, draft };
});

export function shownDraft({ draft, owner, version, base, organisations }: FoundDraft): ShownCorrection {
  const { content, closedAt, versionId } = draft;
  const difference = differenceBetween(base, content);
  const kinds = kindsOf(organisations);
  const brokenBefore = new Set(brokenLinks(base, base).map(({ activity, after }) => `${activity} ${after}`));
  return {
    id: draft.id,
    revision: draft.revision,
    state: closedAt ? (versionId ? 'approved' : 'thrown-away') : 'open',
    at: draft.at,
    changedAt: draft.changedAt,
    owner,
    version,
    base,
    content,
    difference,
    points: pointsOf(differenceBetween(base, tidied(content))),
    reasons: draft.reasons,
    decisions: draft.decisions,
    broken: brokenLinks(content, base).map((link) => ({
      ...link,
      before: brokenBefore.has(`${link.activity} ${link.after}`),
    })),
    obstacles: obstaclesIn(content, difference, { kinds, binds: owner.kind !== 'region' }),
    organisations,
    bound: Object.fromEntries(content.activities.map((one) => [one.activityId, boundOf(one, kinds)])),
  };
}

export const kindsOf = (organisations: readonly Organisation[]) =>
  new Map(organisations.map(({ id, kind }) => [id, kind as string]));

/** @throws Failure with all that stands in the way, not with the first of it */
export function refuseUnready({ obstacles, difference }: Pick<ShownCorrection, 'obstacles' | 'difference'>) {
  const { activities, sections, title, period } = difference;
  if (!activities.length && !sections.length && !title && !period)
    throw new Failure('conflict', 'correction.nothing-changed');
  if (!obstacles.length) return;
  throw new Failure(
    'invalid',
    'roadmap.not-ready',
    { count: obstacles.length },
    obstacles.map(({ activity, code, params }) => ({ at: `activity-${activity}`, code, params })),
  );
}
