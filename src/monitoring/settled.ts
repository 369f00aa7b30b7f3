import { obligedOrganisations } from '#roadmap';
import type { Database } from '#platform/database.server.ts';
import { executionsOf } from './executions.ts';

/** The obligations under a municipality's roadmap that counted returns call done or not applicable. */
export async function settledUnder(db: Database, ownerId: number): Promise<Set<number>> {
  const executed = await executionsOf(db, await obligedOrganisations(db, ownerId));
  return new Set(
    executed
      .filter(({ execution }) => execution?.state === 'done' || execution?.state === 'not-applicable')
      .map(({ id }) => id),
  );
}
