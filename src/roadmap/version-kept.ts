import type { Database } from '#platform/database.server.ts';
import { type ActivityTerm, termsUnder } from './sql/obligations.ts';
import {
  activitiesOf,
  type ApprovedActivity,
  type ApprovedRoadmap,
  type ApprovedSection,
  linksOf,
  sectionsOf,
} from './sql/roadmaps.ts';

/** What a version says and whom it binds; several requests share it, so nobody may change it. */
export type KeptVersion = {
  sections: readonly ApprovedSection[];
  activities: readonly (ApprovedActivity & { after: readonly number[] })[];
  terms: readonly ActivityTerm[];
};

const MOST_KEPT = 20;
/** By database, then by version: tests have several databases in one process. */
const kept = new WeakMap<Database, Map<number, Promise<KeptVersion>>>();

/**
 * The version in force with its terms. It never changes: obligations move with the next version alone. So it is read
 * once and kept, for as many roadmaps as are looked at most; a transaction reads for itself.
 */
export function versionInForce(db: Database, roadmap: ApprovedRoadmap): Promise<KeptVersion> {
  if (db.isTransaction) return readVersion(db, roadmap);
  const versions = kept.get(db) ?? new Map<number, Promise<KeptVersion>>();
  kept.set(db, versions);
  const found = versions.get(roadmap.versionId) ?? readVersion(db, roadmap);
  versions.delete(roadmap.versionId); // and put last again: the first is the one that was not asked for longest
  versions.set(roadmap.versionId, found);
  if (versions.size > MOST_KEPT) versions.delete(versions.keys().next().value!);
  found.catch(() => versions.delete(roadmap.versionId));
  return found;
}

async function readVersion(db: Database, { versionId, ownerId }: ApprovedRoadmap): Promise<KeptVersion> {
  const links = Map.groupBy(await linksOf(db, versionId), ({ activityId }) => activityId);
  const activities = await activitiesOf(db, versionId);
  return {
    sections: await sectionsOf(db, versionId),
    activities: activities.map((one) => ({
      ...one,
      after: (links.get(one.activityId) ?? []).map(({ after }) => after),
    })),
    terms: await termsUnder(db, ownerId),
  };
}
