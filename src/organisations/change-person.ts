import { z } from 'zod';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { disableAccount, makeApiToken, passwordLink } from '#platform/sessions.ts';
import { type Context, reading, useCase } from '#platform/use-case.ts';
import { reach, ROLES } from './access.ts';
import { PersonName, placeFor } from './add-person.ts';
import {
  deleteGrant,
  enablePerson,
  findLogin,
  insertGrant,
  lockPerson,
  otherAdministrators,
  peopleUnder,
  renamePerson,
  rolesOf,
} from './sql/people.ts';

const Id = z.object({ id: z.int().positive() });
const Role = Id.extend({ organisationId: z.int().positive(), role: z.enum(ROLES) });

/** Everybody with a role where the actor administers. */
export const listPeople = reading('person.list', z.object({}), (context) =>
  peopleUnder(context.db, reach(context, 'people.read')),
);

/** @throws Failure `access.no-such-person` */
export const showPerson = reading('person.show', Id, async (context, { id }) => {
  const [person] = await peopleUnder(context.db, reach(context, 'people.read'), id);
  if (!person) throw new Failure('not-found', 'access.no-such-person');
  return person;
});

/** A person all of whose roles lie where the actor administers: nobody changes what they see a part of only. */
async function lock(context: Context, id: number) {
  const person = await lockPerson(context.db, id, reach(context, 'people.change'));
  if (!person) throw new Failure('not-found', 'access.no-such-person');
  const roles = await rolesOf(context.db, id);
  return { ...person, roles, organisationId: roles[0]!.organisationId };
}
type Locked = Awaited<ReturnType<typeof lock>>;

/** @throws Failure `access.last-administrator` where nobody else could let people in */
async function leaveSomebody(context: Context, { id, roles }: Locked, taken?: { organisationId: number }) {
  for (const { role, organisationId, path } of roles) {
    if (role !== 'administrator' || (taken && taken.organisationId !== organisationId)) continue;
    if ((await otherAdministrators(context.db, id, path)) === 0)
      throw new Failure('conflict', 'access.last-administrator');
  }
}

/**
 * New links that set the password, for people who have none yet or have forgotten theirs. What was given before stops
 * working; the old password works until the link is used. Told here and nowhere else.
 */
export const inviteAgain = useCase(
  'person.invite',
  z.object({ ids: z.array(z.int().positive()).min(1, 'access.nobody-chosen').max(2_000) }),
  async (context, { ids }) => {
    const invited = [];
    for (const id of new Set(ids)) {
      const person = await lock(context, id);
      if (person.disabled) throw new Failure('conflict', 'access.person-disabled', { login: person.login });
      const { code: invitation, until } = await passwordLink(context.db, id);
      await record(context, {
        action: 'person.invite',
        organisationId: person.organisationId,
        subject: `account ${person.login}`,
      });
      const organisation = person.roles[0]!.organisation;
      invited.push({ id, login: person.login, name: person.name, organisation, invitation, until });
    }
    return invited;
  },
);

/** A bearer token that can do what a person can: for the command line, where nobody is signed in. */
export const makeTokenFor = useCase(
  'person.make-token',
  z.object({
    login: z.string(),
    name: z.string().trim().min(1, 'access.token-name-missing').max(100),
    days: z.int().min(1).max(366).default(90),
  }),
  async (context, { login, name, days }) => {
    const found = await findLogin(context.db, login);
    const person = await lock(context, found?.id ?? 0);
    if (person.disabled) throw new Failure('conflict', 'access.person-disabled', { login });
    const token = await makeApiToken(context.db, person.id, name, days);
    await record(context, {
      action: 'person.make-token',
      organisationId: person.organisationId,
      subject: `account ${person.login}`,
      after: { name, days },
    });
    return { token };
  },
);

export const renamePersonTo = useCase(
  'person.rename',
  Id.extend({ name: PersonName }),
  async (context, { id, name }) => {
    const person = await lock(context, id);
    await renamePerson(context.db, id, name);
    await record(context, {
      action: 'person.rename',
      organisationId: person.organisationId,
      subject: `account ${person.login}`,
      before: { name: person.name },
      after: { name },
    });
    return { id };
  },
);

/** Ends sessions, links and tokens at once; the name and all that was done by it stay. */
export const disablePerson = useCase('person.disable', Id, async (context, { id }) => {
  const person = await lock(context, id);
  if (id === context.actor.accountId) throw new Failure('conflict', 'access.not-oneself');
  await leaveSomebody(context, person);
  await disableAccount(context.db, id);
  await record(context, {
    action: 'person.disable',
    organisationId: person.organisationId,
    subject: `account ${person.login}`,
  });
  return { id };
});

/** Lets a disabled person in again, with the password they had. */
export const enablePersonAgain = useCase('person.enable', Id, async (context, { id }) => {
  const person = await lock(context, id);
  await enablePerson(context.db, id);
  await record(context, {
    action: 'person.enable',
    organisationId: person.organisationId,
    subject: `account ${person.login}`,
  });
  return { id };
});

export const giveRole = useCase('person.give-role', Role, async (context, { id, organisationId, role }) => {
  const person = await lock(context, id);
  const { place } = await placeFor(context, 'people.change', organisationId, role);
  await insertGrant(context.db, id, place.id, role);
  await record(context, {
    action: 'person.give-role',
    organisationId: place.id,
    subject: `account ${person.login}`,
    after: { role, organisation: place.code },
  });
  return { id };
});

/** @throws Failure `access.last-role`: who is to have no role at all is disabled instead */
export const takeRole = useCase('person.take-role', Role, async (context, { id, organisationId, role }) => {
  const person = await lock(context, id);
  const held = person.roles.find((one) => one.role === role && one.organisationId === organisationId);
  if (!held) throw new Failure('not-found', 'access.no-such-role');
  if (person.roles.length === 1) throw new Failure('conflict', 'access.last-role');
  if (role === 'administrator') await leaveSomebody(context, person, { organisationId });
  await deleteGrant(context.db, id, organisationId, role);
  await record(context, {
    action: 'person.take-role',
    organisationId,
    subject: `account ${person.login}`,
    before: { role, organisation: held.organisation },
  });
  return { id };
});
