import { makeTokenFor, operatorContext } from '#organisations';
import { withApp } from './open.ts';
import { optionsOf } from './options.ts';
import { print } from './say.ts';

/** `vekha token add`: a bearer token for the API that can do what the person can; alone on stdout, for a script. */
export async function run(args: string[]): Promise<number> {
  const options = optionsOf(args, { needed: ['login', 'name'], others: ['days'], flags: ['json'] });
  const { login, name, days } = options;
  const { token } = await withApp(async (app) =>
    makeTokenFor(await operatorContext(app), { login, name, ...(days ? { days: Number(days) } : {}) }),
  );
  print(options.has('json') ? JSON.stringify({ token }) : token);
  return 0;
}
