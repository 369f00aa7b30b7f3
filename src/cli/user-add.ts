import { addPerson, operatorContext, organisationAt, ROLES } from '#organisations';
import { Failure } from '#platform/failure.ts';
import { withApp } from './open.ts';
import { optionsOf } from './options.ts';
import { print, say } from './say.ts';

/** `vekha user add`: a person with one role, and the code that lets them in. */
export async function run(args: string[]): Promise<number> {
  const options = optionsOf(args, {
    needed: ['name', 'role', 'at'],
    others: ['login'],
    flags: ['json'],
  });
  const role = ROLES.find((one) => one === options.role);
  if (!role)
    throw new Failure('invalid', 'cli.role-unknown', { role: options.role, roles: ROLES.join(', ') });
  const added = await withApp(async (app) => {
    const organisation = await organisationAt(app.db, options.at);
    if (!organisation) throw new Failure('not-found', 'cli.no-such-path', { path: options.at });
    return addPerson(await operatorContext(app), {
      login: options.login,
      name: options.name,
      role,
      organisationId: organisation.id,
    });
  });
  const { login, invitation } = added;
  if (options.has('json')) print(JSON.stringify({ login, invitation }));
  else print(say('cli.user-added', { login, invitation }));
  return 0;
}
