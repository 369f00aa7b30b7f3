import { z } from 'zod';
import { type Organisation, organisationsUnder } from '#organisations';
import { Failure } from '#platform/failure.ts';
import { type Context, reading } from '#platform/use-case.ts';
import { ownRoadmapOwner } from './roadmap-owner.ts';
import type { Reasons, VersionContent } from './rules/versions/content.ts';
import { type ActivityChange, type Difference, differenceBetween } from './rules/versions/difference.ts';
import { type Point, pointsOf } from './rules/versions/points.ts';
import { type ApprovedRoadmap, contentOf, versionsOf } from './sql/roadmaps.ts';

const Number = z.int().positive();

/** The approved versions of the roadmap that the actor's organisation takes part in, the newest first. */
export const listVersions = reading(
  'roadmap.list-versions',
  z.object({}),
  async (context): Promise<{ owner: Organisation | undefined; versions: ApprovedRoadmap[] }> => {
    const owner = await ownRoadmapOwner(context);
    return { owner, versions: owner ? await versionsOf(context.db, owner.id) : [] };
  },
);

export type RoadmapVersion = {
  owner: Organisation;
  version: ApprovedRoadmap;
  /** Sections, activities with their links (`after`), period. */
  content: VersionContent;
  /** Why it differs from the version before, by activity. */
  reasons: Reasons;
  newest: number;
};

/** One approved version, all that it says. @throws Failure `correction.version-not-found` */
export const roadmapVersion = reading(
  'roadmap.version',
  z.object({ number: Number }),
  async (context, { number }): Promise<RoadmapVersion> => {
    const { owner, versions } = await versionsFor(context);
    const version = versions.find((one) => one.number === number);
    if (!version) throw new Failure('not-found', 'correction.version-not-found');
    return {
      owner,
      version,
      content: await contentOf(context.db, version),
      reasons: version.reasons,
      newest: versions[0]!.number,
    };
  },
);

export type VersionsDiffer = {
  owner: Organisation;
  before: ApprovedRoadmap;
  after: ApprovedRoadmap;
  /** Of both: what neither the one nor the other leaves out. */
  contents: { before: VersionContent; after: VersionContent };
  difference: Difference;
  /** What an order of correction says so that the one becomes the other, as data for its sentences. */
  points: Point[];
  /** Of the versions between, by activity; the latest word. */
  reasons: Reasons;
  organisations: Organisation[];
};

/** How two approved versions differ. @throws Failure `correction.version-not-found` */
export const differenceOf = reading(
  'roadmap.difference',
  z.object({ from: Number, to: Number }),
  async (context, { from, to }): Promise<VersionsDiffer> => {
    const { owner, versions } = await versionsFor(context);
    const [before, after] = [from, to].map((number) => versions.find((one) => one.number === number));
    if (!before || !after) throw new Failure('not-found', 'correction.version-not-found');
    const contents = {
      before: await contentOf(context.db, before),
      after: await contentOf(context.db, after),
    };
    const difference = differenceBetween(contents.before, contents.after);
    const between = versions.filter(({ number }) => number > from && number <= to).toReversed();
    return {
      owner,
      before,
      after,
      contents,
      difference,
      points: pointsOf(difference),
      reasons: Object.assign({}, ...between.map((one) => one.reasons)) as Reasons,
      organisations: await organisationsUnder(context.db, [owner.path]),
    };
  },
);

async function versionsFor(context: Context) {
  const owner = await ownRoadmapOwner(context);
  if (!owner) throw new Failure('not-found', 'correction.version-not-found');
  return { owner, versions: await versionsOf(context.db, owner.id) };
}

export type ChangeWithReason = { change: ActivityChange; reason: Reasons[string] | undefined };

/** The changes of a difference with why, in the order of the document: for an order of correction and a справка. */
export const changesWithReasons = (
  { activities }: Pick<Difference, 'activities'>,
  reasons: Reasons,
): ChangeWithReason[] =>
  activities.map((change) => ({
    change,
    reason: reasons[(change.what === 'changed' ? change.after : change.activity).activityId],
  }));
