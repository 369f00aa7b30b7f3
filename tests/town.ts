import { contextFor, type Kind, markSetUp, type Role } from '#organisations';
import type { App } from '#platform/app.ts';
import { hashPassword } from '#platform/passwords.ts';
import type { Context } from '#platform/use-case.ts';
import { insertOrganisation } from '../src/organisations/sql/organisations.ts';
import { insertGrant, insertPerson } from '../src/organisations/sql/people.ts';

export const PASSWORD = 'пароль для проверки';

/**
 * A municipality with its authority, its centre and schools: by name those that order № 282 names, and two more that
 * need support. Paths are `town`, `town.authority`, `town.school_15` …
 */
export async function makeTown(app: App, code = 'town', another?: string) {
  const add = (
    parent: { id: number; path: string } | null,
    kind: Kind,
    code: string,
    name: string,
    low = false,
  ) =>
    insertOrganisation(app.db, {
      parentId: parent?.id ?? null,
      parentPath: parent?.path ?? null,
      kind,
      code,
      name,
      shortName: name.replace(/^М[АБК]*ОУ /u, ''),
      mark: code.replace(/\D+/g, '') || code,
      lowPerforming: low,
      adverseConditions: false,
      profile: {},
    });
  const town = await add(null, 'municipality', code, 'Златоустовский городской округ');
  const authority = await add(
    town,
    'authority',
    'authority',
    'МКУ Управление образования и молодёжной политики Златоустовского городского округа',
  );
  const centre = await add(
    town,
    'methodological-centre',
    'centre',
    'МАУ «Центр методического и хозяйственного обеспечения»',
  );
  const schools = [];
  for (const [number, low] of [[15], [90], [1, true], [2, true]] as const)
    schools.push(await add(town, 'school', `school-${number}`, `МАОУ СОШ № ${number}`, low));
  schools.push(await add(town, 'primary-school', 'primary-25', 'МАОУ «Начальная школа № 25»'));
  if (another) schools.push(await add(town, 'school', 'another', another));
  await markSetUp(app.db);
  return { town, authority, centre, schools };
}

/** Somebody who holds a role at an organisation, as a use case sees them. */
export async function somebody(app: App, role: Role, at: { id: number; path: string }): Promise<Context> {
  const { accountId } = await account(app, role, at);
  return contextFor(app, {
    accountId,
    name: role,
    grants: [{ role, organisationId: at.id, at: at.path, name: at.path }],
  });
}

/** An account that can sign in; the login is the role and the place. */
export async function account(app: App, role: Role, at: { id: number; path: string }, password?: string) {
  const login = `${role}-${at.path}-${Math.random().toString(36).slice(2, 8)}`;
  const accountId = await insertPerson(app.db, {
    login,
    name: role,
    ...(password ? { password: await hashPassword(password) } : {}),
  });
  await insertGrant(app.db, accountId, at.id, role);
  return { accountId, login };
}
