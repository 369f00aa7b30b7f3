import { startFold, verifyConsolidations } from '#monitoring';
import { withApp } from './open.ts';
import { print, say } from './say.ts';

/** `vekha verify`: recomputes every stored figure from the returns; 1 and the first difference if one is found. */
export async function run(args: string[]): Promise<number> {
  const found = await withApp(async (app) => {
    startFold(app);
    return verifyConsolidations(app);
  });
  const { campaigns, returns, difference } = found;
  if (args.includes('--json')) print(JSON.stringify(found));
  else if (difference)
    process.stderr.write(
      `${say('cli.verify-differs', { ...difference, cell: difference.cell ?? difference.figure, stored: String(difference.stored), recomputed: String(difference.recomputed) })}\n`,
    );
  else print(say('cli.verify-done', { campaigns, returns }));
  return difference ? 1 : 0;
}
