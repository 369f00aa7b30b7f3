import { z } from 'zod';
import { type Day, dayIn, type Interval } from '#calendar';
import type { Organisation } from '#organisations';
import { type Context, reading } from '#platform/use-case.ts';
import { draftWithin } from './draft-within.ts';
import { draftFor, importWithin } from './import-of.ts';
import { bindable, ownRoadmapOwner } from './roadmap-owner.ts';
import { type Duty, type Load, loadOf } from './rules/load.ts';
import { boundOf, termsOf, type VersionContent } from './rules/versions/content.ts';
import { kindsOf } from './show-correction.ts';
import { currentRoadmap } from './sql/roadmaps.ts';
import { versionInForce } from './version-kept.ts';

/** The load of a roadmap, with what it is of. */
export type ShownLoad = {
  of: 'approved' | 'correction' | 'import';
  period: Interval;
  load: Load;
  activities: Map<number, { code: string; title: string }>;
  organisations: Organisation[];
  /** Of a correction: how many pile-ups the version in force has. */
  before?: number;
};

const ShowLoad = z.object({
  /** The number of a draft, or of an import; without either the version in force is meant. */
  correction: z.int().positive().optional(),
  import: z.int().positive().optional(),
});

/**
 * What falls on each organisation in each week: of the version in force, or, before it is approved, of a correction's
 * draft or of an import as it stands. Nothing where there is no roadmap.
 * @throws Failure `correction.not-found`, `roadmap.import-not-found`
 */
export const showLoad = reading(
  'roadmap.show-load',
  ShowLoad,
  async (context, input): Promise<ShownLoad | undefined> => {
    const today = dayIn(context.now, context.zone);
    if (input.import) return loadOfImport(context, input.import, today);
    if (input.correction) return loadOfCorrection(context, input.correction, today);
    const owner = await ownRoadmapOwner(context);
    return owner && loadInForce(context, owner, today);
  },
);

async function loadInForce({ db }: Context, owner: Organisation, today: Day): Promise<ShownLoad | undefined> {
  const roadmap = await currentRoadmap(db, owner.id);
  if (!roadmap) return undefined;
  const { activities, terms } = await versionInForce(db, roadmap);
  const fixed = new Set(activities.flatMap(({ activityId, derived }) => (derived ? [activityId] : [])));
  const duties = terms.flatMap(({ activityId: activity, startsOn: start, endsOn: end, organisations }) =>
    organisations.map((organisation): Duty => ({
      activity,
      organisation,
      start,
      end,
      fixed: fixed.has(activity),
    })),
  );
  const period = { start: roadmap.startsOn, end: roadmap.endsOn };
  return {
    of: 'approved',
    period,
    load: loadOf(duties, period, today),
    activities: titlesOf(activities),
    organisations: await bindable(db, owner),
  };
}

async function loadOfCorrection(context: Context, id: number, today: Day): Promise<ShownLoad> {
  const { draft, base, organisations } = await draftWithin(context, id);
  const { content } = draft;
  const load = (one: VersionContent) => loadOf(dutiesOf(one, organisations), one.period, today);
  return {
    of: 'correction',
    period: content.period,
    load: load(content),
    activities: titlesOf(content.activities),
    organisations,
    before: load(base).piles.length,
  };
}

function dutiesOf(content: VersionContent, organisations: readonly Organisation[]): Duty[] {
  const kinds = kindsOf(organisations);
  return content.activities.flatMap((one) => {
    const bound = boundOf(one, kinds);
    return termsOf(one, content.period).flatMap((term) =>
      bound.map((organisation) => ({
        activity: one.activityId,
        organisation,
        ...term,
        fixed: one.derived !== null,
      })),
    );
  });
}

async function loadOfImport(context: Context, id: number, today: Day): Promise<ShownLoad | undefined> {
  const { found, municipality } = await importWithin(context, id);
  const { confirmed, activities, organisations } = await draftFor(context, found, municipality);
  if (!confirmed.period) return undefined;
  const duties = activities.flatMap(({ terms, bound, derived }, activity) =>
    terms.flatMap((term) =>
      bound.map((organisation) => ({ activity, organisation, ...term, fixed: derived })),
    ),
  );
  return {
    of: 'import',
    period: confirmed.period,
    load: loadOf(duties, confirmed.period, today),
    activities: new Map(activities.map(({ code, shortTitle }, at) => [at, { code, title: shortTitle }])),
    organisations,
  };
}

const titlesOf = (activities: readonly { activityId: number; code: string; shortTitle: string }[]) =>
  new Map(activities.map(({ activityId, code, shortTitle }) => [activityId, { code, title: shortTitle }]));
