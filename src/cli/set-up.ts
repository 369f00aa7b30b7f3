import { randomBytes } from 'node:crypto';
import {
  actorOf,
  contextFor,
  createAdministrator,
  inviteAgain,
  operatorContext,
  setUp,
} from '#organisations';
import { firstRunCode } from '#platform/sessions.ts';
import { withApp } from './open.ts';
import { optionsOf } from './options.ts';
import { print, say } from './say.ts';

/** `vekha set-up`: the first run without a browser. Whoever can start this command has the database. */
export async function run(args: string[]): Promise<number> {
  const options = optionsOf(args, {
    needed: ['municipality', 'authority'],
    others: ['centre', 'zone', 'login', 'name'],
    flags: ['coordinator', 'json'],
  });
  const login = options.login ?? 'admin';
  const name = options.name ?? say('access.first-run-position-value');
  const done = await withApp(async (app) => {
    const code = await firstRunCode(app.db);
    const password = randomBytes(24).toString('base64url'); // nobody's: the code below sets another
    const { id } = await createAdministrator(contextFor(app), { code, login, name, password }, 'terminal');
    const { actor } = await actorOf(app, { accountId: id, name });
    const town = await setUp(contextFor(app, actor), {
      municipality: options.municipality,
      authority: options.authority,
      centre: options.centre ?? '',
      timeZone: options.zone,
      coordinator: options.has('coordinator'),
    });
    const [invited] = await inviteAgain(await operatorContext(app), { ids: [id] });
    return { login, path: town.path, invitation: invited!.invitation };
  });
  if (options.has('json')) print(JSON.stringify(done));
  else print(say('cli.set-up-done', done));
  return 0;
}
