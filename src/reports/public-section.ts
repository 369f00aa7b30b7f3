import { z } from 'zod';
import { addDays, type Day, dayIn } from '#calendar';
import { anyone, type Kind, municipalities, type Organisation, organisationsUnder } from '#organisations';
import type { Context } from '#platform/use-case.ts';
import { reading } from '#platform/use-case.ts';
import type { Published } from './rules/published.ts';
import { countStates, type StandingRoadmap, upcoming } from './rules/standing.ts';
import { publicationsOf } from './sql/publications.ts';
import { standingOf } from './standing.ts';
import { currentRoadmap } from '#roadmap';

const Nothing = z.object({});
const SCHOOLS: readonly Kind[] = ['school', 'primary-school', 'kindergarten', 'supplementary', 'college'];
const SOON_DAYS = 92;
const MOST_SOON = 5;

/** Whose section it is: the installation's municipality; of several, the first with a roadmap. */
async function shown(context: Context): Promise<Organisation | undefined> {
  anyone(context);
  const all = await municipalities(context.db);
  for (const one of all.length > 1 ? all : []) if (await currentRoadmap(context.db, one.id)) return one;
  return all[0];
}

const nameOf = (organisations: readonly Organisation[], kind: Kind) =>
  organisations.find((one) => one.kind === kind)?.name;

/** What stands on every page of the public section. */
export const showSite = reading('site.show', Nothing, async (context) => {
  const municipality = await shown(context);
  if (!municipality) return { municipality: '', authority: '' };
  const organisations = await organisationsUnder(context.db, [municipality.path]);
  return {
    municipality: municipality.name,
    authority: nameOf(organisations, 'authority') ?? municipality.name,
  };
});

const NONE = { all: 0, done: 0, running: 0, late: 0, waiting: 0 };

/** The first page: how far the roadmap is, what comes next, the newest published figures, where to turn. */
export const showAbout = reading('site.about', Nothing, async (context) => {
  const municipality = await shown(context);
  if (!municipality)
    return { roadmap: undefined, counts: NONE, soon: [], figures: undefined, coordinator: undefined };
  const today = dayIn(context.now, context.zone);
  const standing = await standingOf(context.db, municipality, today);
  const [newest] = await publicationsOf(context.db, municipality.id);
  const organisations = await organisationsUnder(context.db, [municipality.path]);
  return {
    roadmap: standing && { period: standing.roadmap.period, order: standing.roadmap.order },
    counts: standing ? countStates(standing.activities) : NONE,
    soon: standing
      ? upcoming(standing.activities, standing.duties, today, addDays(today, SOON_DAYS))
          .slice(0, MOST_SOON)
          .map(({ activity, on, what }): Soon => ({
            code: activity.code,
            title: activity.shortTitle,
            on,
            what,
          }))
      : [],
    figures: newest?.figures,
    coordinator: nameOf(organisations, 'methodological-centre') ?? nameOf(organisations, 'authority'),
  };
});
export type Soon = { code: string; title: string; on: Day; what: 'ends' | 'begins' };

/** The roadmap as everybody sees it; nothing until one is approved. */
export const showPublicRoadmap = reading(
  'site.roadmap',
  Nothing,
  async (context): Promise<StandingRoadmap | undefined> => {
    const municipality = await shown(context);
    const today = dayIn(context.now, context.zone);
    return municipality && (await standingOf(context.db, municipality, today))?.roadmap;
  },
);

/** What has been published, the newest quarter first. */
export const showPublicFigures = reading('site.figures', Nothing, async (context): Promise<Published[]> => {
  const municipality = await shown(context);
  if (!municipality) return [];
  return (await publicationsOf(context.db, municipality.id)).map(({ figures }) => figures);
});

export const listPublicSchools = reading('site.schools', Nothing, async (context) => {
  const municipality = await shown(context);
  const organisations = municipality ? await organisationsUnder(context.db, [municipality.path]) : [];
  return organisations
    .filter(({ kind }) => SCHOOLS.includes(kind))
    .map(({ id, name, kind }) => ({ id, name, kind }));
});
