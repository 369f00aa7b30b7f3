import { writeFile } from 'node:fs/promises';
import { startFold } from '#monitoring';
import { operatorContext } from '#organisations';
import { downloadConsolidation } from '#reports';
import { fromCaller } from './from-caller.ts';
import { withApp } from './open.ts';
import { print, say } from './say.ts';

/** The consolidation of a quarter as a workbook. */
export async function consolidateCampaign(campaign: string, out: string): Promise<number> {
  const { bytes } = await withApp(async (app) => {
    startFold(app);
    return downloadConsolidation(await operatorContext(app, 'coordinator'), { campaign, locale: say.locale });
  });
  await writeFile(fromCaller(out), bytes);
  print(say('cli.written', { file: out }));
  return 0;
}
