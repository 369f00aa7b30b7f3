import { z } from 'zod';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { passwordLink } from '#platform/sessions.ts';
import { type Context, useCase } from '#platform/use-case.ts';
import { type Action, allow, reach, ROLES } from './access.ts';
import { LOGIN, proposeLogin } from './rules/read-people.ts';
import { type PersonRole, placeOf } from './rules/roles.ts';
import { organisationById, organisationUnder } from './sql/organisations.ts';
import { allLogins, findLogin, insertGrant, insertPerson } from './sql/people.ts';

export const Login = z.string().trim().regex(LOGIN, 'access.login-form');
export const PersonName = z.string().trim().min(1, 'access.name-missing').max(120, 'access.name-long');

/** Where a role that is given at an organisation is held. @throws Failure `organisations.not-found`, `access.role-above` */
export async function placeFor(context: Context, action: Action, organisationId: number, role: PersonRole) {
  const named = await organisationUnder(context.db, organisationId, reach(context, action));
  if (!named || named.closedAt) throw new Failure('not-found', 'organisations.not-found');
  const above = named.parentId ? await organisationById(context.db, named.parentId) : undefined;
  const place = placeOf(role, named, above ? [named, above] : [named]);
  if (!place)
    throw new Failure('conflict', 'access.role-above', { name: named.shortName }, [
      { at: 'role', code: 'access.role-above', params: { name: named.shortName } },
    ]);
  allow(context, action, place.path);
  return { named, place };
}

/**
 * Adds a person with one role and makes the invitation that sets the password. The invitation is told here and nowhere else.
 * @throws Failure `access.login-taken`, `access.role-above`, `organisations.not-found`
 */
export const addPerson = useCase(
  'person.add',
  z.object({
    /** Proposed from the organisation and the role where left out: school-15. */
    login: z.union([z.literal(''), Login]).optional(),
    /** A position, «куратор»: nobody's own name is needed. */
    name: PersonName,
    role: z.enum(ROLES),
    organisationId: z.int().positive(),
  }),
  async (context, { login: asked, name, role, organisationId }) => {
    const { named, place } = await placeFor(context, 'people.change', organisationId, role);
    if (asked && (await findLogin(context.db, asked)))
      throw new Failure('conflict', 'access.login-taken', { login: asked }, [
        { at: 'login', code: 'access.login-taken', params: { login: asked } },
      ]);
    const login = asked || proposeLogin(named.code, role, new Set((await allLogins(context.db)).keys()));
    const id = await insertPerson(context.db, { login, name });
    await insertGrant(context.db, id, place.id, role);
    const { code: invitation, until } = await passwordLink(context.db, id);
    await record(context, {
      action: 'person.add',
      organisationId: place.id,
      subject: `account ${login}`,
      after: { login, name, role },
    });
    return { id, login, name, organisation: place.shortName, invitation, until };
  },
);
