import { type Organisation, organisationsUnder, reach, roadmapOwnerAt } from '#organisations';
import type { Database } from '#platform/database.server.ts';
import type { Context } from '#platform/use-case.ts';

/** Whose roadmap the actor's organisation takes part in: the municipality's, in the region's own bodies the region's. */
export async function ownRoadmapOwner(context: Context): Promise<Organisation | undefined> {
  for (const node of reach(context, 'roadmap.read')) {
    const owner = await roadmapOwnerAt(context.db, node);
    if (owner) return owner;
  }
  return undefined;
}

/**
 * Whom a roadmap may bind. A region's binds its own bodies alone: the municipalities carry it out by roadmaps of their
 * own, whose activities name it.
 */
export async function bindable(db: Database, owner: Organisation): Promise<Organisation[]> {
  const all = await organisationsUnder(db, [owner.path]);
  if (owner.kind !== 'region') return all;
  const towns = all.filter(({ kind }) => kind === 'municipality');
  return all.filter(
    ({ path }) => !towns.some((town) => path === town.path || path.startsWith(`${town.path}.`)),
  );
}
