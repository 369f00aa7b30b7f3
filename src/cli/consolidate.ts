import { campaignAndFile } from './campaign-and-file.ts';

/** `vekha consolidate CAMPAIGN --out FILE.xlsx`, or, without a server, `vekha consolidate FORM.json FILE.xlsx… --out FILE.xlsx`. */
export async function run(args: string[]): Promise<number> {
  // What both need is loaded apart: without a database the command is there at once.
  if (/\.json$/i.test(args[0] ?? '')) return (await import('./consolidate-files.ts')).run(args);
  const { campaign, out } = campaignAndFile(args);
  return (await import('./consolidate-campaign.ts')).consolidateCampaign(campaign, out);
}
