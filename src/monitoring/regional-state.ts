import { z } from 'zod';
import { dayIn } from '#calendar';
import { type Organisation, organisationsUnder, reach } from '#organisations';
import { ownRoadmapOwner, regionalRoadmapAbove, tiesOf } from '#roadmap';
import { reading } from '#platform/use-case.ts';
import { type RoadmapState, roadmapStateOf, type StatedActivity } from './roadmap-state.ts';

/** How one municipality carries out a regional activity. */
export type CarriedOut = {
  municipality: Pick<Organisation, 'id' | 'shortName'>;
  activity: Pick<
    StatedActivity,
    'code' | 'shortTitle' | 'state' | 'done' | 'all' | 'term' | 'nextYear' | 'derived'
  >;
};
export type RegionalState = {
  region: Organisation;
  roadmap: RoadmapState['roadmap'];
  /** The municipalities that the actor may see, whether they carry out anything or not. */
  municipalities: Organisation[];
  /** In the order of the document. */
  activities: { code: string; shortTitle: string; section: string; carriedOut: CarriedOut[] }[];
};

/**
 * A region's roadmap through the municipalities that carry it out. Whoever works in one municipality sees that alone, and
 * nobody sees those of another region.
 */
export const regionalState = reading(
  'roadmap.regional-state',
  z.object({}),
  async (context): Promise<RegionalState | undefined> => {
    const nodes = reach(context, 'roadmap.read');
    const owner = await ownRoadmapOwner(context);
    const above = owner && (await regionalRoadmapAbove(context, owner));
    if (!above) return undefined;
    const inRegion = ({ kind, path }: Organisation) =>
      kind === 'municipality' && path.startsWith(`${above.region.path}.`);
    const municipalities = (await organisationsUnder(context.db, nodes)).filter(inRegion);
    const ties = await tiesOf(
      context.db,
      municipalities.map(({ id }) => id),
    );
    const today = dayIn(context.now, context.zone);
    const carried: (CarriedOut & { regional: number })[] = [];
    for (const municipality of municipalities) {
      const own = ties.filter(({ ownerId }) => ownerId === municipality.id);
      const state = own.length ? await roadmapStateOf(context.db, municipality, today) : undefined;
      for (const activity of state?.activities ?? [])
        for (const { regional } of own.filter(({ activityId }) => activityId === activity.activityId))
          carried.push({ municipality, activity, regional });
    }
    const byRegional = Map.groupBy(carried, ({ regional }) => regional);
    return {
      region: above.region,
      roadmap: above.roadmap,
      municipalities,
      activities: above.activities.map(({ activityId, code, shortTitle, section }) => ({
        code,
        shortTitle,
        section,
        carriedOut: (byRegional.get(activityId) ?? []).map(({ municipality, activity }) => ({
          municipality: { id: municipality.id, shortName: municipality.shortName },
          activity: brief(activity),
        })),
      })),
    };
  },
);

const brief = ({
  code,
  shortTitle,
  state,
  done,
  all,
  term,
  nextYear,
  derived,
}: CarriedOut['activity']): CarriedOut['activity'] => ({
  code,
  shortTitle,
  state,
  done,
  all,
  term,
  derived,
  ...(nextYear ? { nextYear } : {}),
});
