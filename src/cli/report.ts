import { writeFile } from 'node:fs/promises';
import { startFold } from '#monitoring';
import { operatorContext } from '#organisations';
import { downloadReport, freezeReport } from '#reports';
import { campaignAndFile } from './campaign-and-file.ts';
import { fromCaller } from './from-caller.ts';
import { withApp } from './open.ts';
import { print, say } from './say.ts';

/** `vekha report CAMPAIGN --out FILE.docx`: freezes the quarter as it stands and writes its справка. */
export async function run(args: string[]): Promise<number> {
  const { campaign, out } = campaignAndFile(args);
  const { bytes } = await withApp(async (app) => {
    startFold(app);
    const context = await operatorContext(app, 'coordinator');
    return downloadReport(context, await freezeReport(context, { campaign }));
  });
  await writeFile(fromCaller(out), bytes);
  print(say('cli.written', { file: out }));
  return 0;
}
