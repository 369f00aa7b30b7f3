import { parseArgs } from 'node:util';
import { Failure } from '#platform/failure.ts';

/** `CAMPAIGN --out FILE`. @throws Failure `cli.name-a-campaign`, `cli.name-a-file` */
export function campaignAndFile(args: string[]): { campaign: string; out: string } {
  const { values, positionals } = parseArgs({
    args,
    options: { out: { type: 'string' } },
    allowPositionals: true,
  });
  const [campaign] = positionals;
  if (!campaign) throw new Failure('invalid', 'cli.name-a-campaign');
  if (!values.out) throw new Failure('invalid', 'cli.name-a-file');
  return { campaign, out: values.out };
}
