import { z } from 'zod';
import { may, type Organisation, organisationsUnder, reach } from '#organisations';
import { Failure } from '#platform/failure.ts';
import { type Context, reading } from '#platform/use-case.ts';
import { ownRoadmapOwner } from './roadmap-owner.ts';
import { excerpt } from './rules/excerpt.ts';
import { importById, openImports } from './sql/imports.ts';
import { obligationsUnder, type PlainObligation } from './sql/obligations.ts';
import {
  activitiesOf,
  type ApprovedActivity,
  type ApprovedRoadmap,
  type ApprovedSection,
  currentRoadmap,
  linksOf,
  sectionsOf,
} from './sql/roadmaps.ts';

export type ShownRoadmap = {
  roadmap: ApprovedRoadmap;
  sections: ApprovedSection[];
  activities: ApprovedActivity[];
  obligations: PlainObligation[];
  organisations: Organisation[];
  /** `after` must end before `activityId` begins. */
  links: { activityId: number; after: number }[];
};

/** The roadmap that the actor's organisation takes part in; nothing yet, and what has been begun of it. */
export const showRoadmap = reading('roadmap.show', z.object({}), async (context) => {
  const municipality = await ownRoadmapOwner(context);
  const mayChange = municipality !== undefined && may(context, 'roadmap.change', municipality.path);
  const shown = municipality && (await shownRoadmap(context, municipality));
  const begun = municipality && mayChange && !shown ? await openImports(context.db, municipality.id) : [];
  return { municipality, mayChange, shown, begun };
});

/** @throws Failure `roadmap.activity-not-found` */
export const showActivity = reading(
  'roadmap.show-activity',
  z.object({ code: z.string().max(60) }),
  async (context, { code }) => {
    const municipality = await ownRoadmapOwner(context);
    const shown = municipality && (await shownRoadmap(context, municipality));
    const activity = shown?.activities.find((one) => one.code === code);
    if (!shown || !activity) throw new Failure('not-found', 'roadmap.activity-not-found');
    const source = await sourceOf(context, shown.roadmap);
    const lines = activity.source;
    const nodes = reach(context, 'return.read');
    const seen = shown.organisations.filter(({ path }) => nodes.some((node) => isBelow(path, node)));
    return {
      ...shown,
      municipality,
      activity,
      obligations: shown.obligations.filter(({ activityId }) => activityId === activity.activityId),
      /** Whose obligations the actor may look at one by one: a school its own, a coordinator all. */
      visible: seen.map(({ id }) => id),
      excerpt: source && lines ? excerpt(source, lines.firstLine, lines.lastLine, []) : [],
    };
  },
);

const isBelow = (path: string, node: string) => path === node || path.startsWith(`${node}.`);

/** What the order's file said. */
const sourceOf = async ({ db }: Context, { importId }: ApprovedRoadmap) =>
  importId === null ? undefined : (await importById(db, importId))?.parts;

async function shownRoadmap({ db }: Context, municipality: Organisation): Promise<ShownRoadmap | undefined> {
  const roadmap = await currentRoadmap(db, municipality.id);
  if (!roadmap) return undefined;
  const [sections, activities, obligations, organisations, links] = await Promise.all([
    sectionsOf(db, roadmap.versionId),
    activitiesOf(db, roadmap.versionId),
    obligationsUnder(db, municipality.id),
    organisationsUnder(db, [municipality.path]),
    linksOf(db, roadmap.versionId),
  ]);
  return { roadmap, sections, activities, obligations, organisations, links };
}
