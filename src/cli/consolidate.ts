import { writeFile } from 'node:fs/promises';
import { startFold } from '#monitoring';
import { operatorContext } from '#organisations';
import { downloadConsolidation } from '#reports';
import { campaignAndFile } from './campaign-and-file.ts';
import { fromCaller } from './from-caller.ts';
import { withApp } from './open.ts';
import { print, say } from './say.ts';

/** `vekha consolidate CAMPAIGN --out FILE.xlsx`: the consolidation of a quarter as a workbook. */
export async function run(args: string[]): Promise<number> {
  const { campaign, out } = campaignAndFile(args);
  const { bytes } = await withApp(async (app) => {
    startFold(app);
    return downloadConsolidation(await operatorContext(app, 'coordinator'), { campaign, locale: say.locale });
  });
  await writeFile(fromCaller(out), bytes);
  print(say('cli.written', { file: out }));
  return 0;
}
