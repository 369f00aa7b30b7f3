import type { Database } from '#platform/database.server.ts';
import { installationId, installationState, markSetUp } from './sql/installation.ts';

/** Whether an administrator exists; until then every way in leads to the first run. */
export const isSetUp = async (db: Database) => (await installationState(db)).setUp;
export { installationId, markSetUp };
