import { readFile } from 'node:fs/promises';
import { startFold } from '#monitoring';
import { isSetUp, lastVisit, markSetUp } from '#organisations';
import type { App } from '#platform/app.ts';
import { startOver } from '#platform/migrate.ts';
import { hashPassword } from '#platform/passwords.ts';
import { freezeReport, publishFigures } from '#reports';
import { plantTown } from './people.ts';
import { playQuarter } from './play-quarter.ts';
import { QUARTERS } from './quarters.ts';
import { approveExampleRoadmap, approveRegionalRoadmap } from './roadmap.ts';
import { type Stage, stageOf } from './stage.ts';

export { STAFF } from './people.ts';

/** The demonstration begins at this moment and runs from it. */
const BEGINS = new Date('2021-12-20T09:00:00+05:00');
/** When those who look on last looked in: the overview says what has happened since. */
const LOOKED_IN = new Date('2021-12-13T10:00:00+05:00');
/** The quarter whose figures the public section shows; the one before was never published. */
const PUBLISHED = '2021-q3';
const REGIONAL = new URL('../../examples/region/roadmap.md', import.meta.url);
const ORDER = new URL('../../examples/zlatoust/order-282.txt', import.meta.url);

/**
 * Loads the example through the use cases that people use: the roadmap of order № 282 read and approved, two closed
 * quarters, a third with half of the schools in. Marked as set up last, so that what was cut off is begun anew.
 */
export async function loadExample(
  app: App,
  { password, progress }: { password: string; progress: (what: string) => void },
): Promise<void> {
  if (await isSetUp(app.db)) return;
  if (await hasOrganisations(app)) await startOver(app.directUrl); // an earlier loading was cut off
  const town = await plantTown(app.db, await hashPassword(password));
  startFold(app); // what is published is added up first
  const stage = stageOf(app, town.accounts);
  progress('282');
  await approveRegionalRoadmap(stage, await readFile(REGIONAL));
  await approveExampleRoadmap(stage, await readFile(ORDER));
  for (const quarter of QUARTERS) {
    progress(quarter.slug);
    await playQuarter(stage, quarter);
    if (quarter.closed) await publish(stage, quarter.slug, quarter.closed);
  }
  for (const login of ['deputy', 'group']) await lastVisit(app.db, town.accounts.get(login)!.id, LOOKED_IN);
  await app.demonstrate(BEGINS);
  await markSetUp(app.db);
}

/** The quarter's справка is drafted, and its figures stand in the public section. */
async function publish(stage: Stage, campaign: string, at: string) {
  const coordinator = await stage.at('coordinator', at);
  await freezeReport(coordinator, { campaign });
  if (campaign === PUBLISHED) await publishFigures(coordinator, { campaign });
}

async function hasOrganisations(app: App): Promise<boolean> {
  const { rowCount } = await app.pool.query('select 1 from organisation limit 1');
  return rowCount !== 0;
}
