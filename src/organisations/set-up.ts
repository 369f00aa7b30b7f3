import { z } from 'zod';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { checkFirstRunCode, rememberFirst, takeFirstRunCode, wasFirst } from '#platform/sessions.ts';
import { type Context, reading, useCase } from '#platform/use-case.ts';
import { anyone, oneself } from './access.ts';
import { Login, PersonName } from './add-person.ts';
import { Name, TimeZone } from './add-organisation.ts';
import { newPassword } from './new-password.ts';
import { codeOf, freeCode, markOf, shortNameOf } from './rules/names.ts';
import { installationState, lockInstallation, markSetUp } from './sql/installation.ts';
import { insertOrganisation, municipalities, setTimeZone } from './sql/organisations.ts';
import { firstAccount, hasAccounts, insertGrant, upsertFirstPerson } from './sql/people.ts';

/** How far the first run has come. */
export const firstRun = reading('set-up.show', z.object({}), async (context) => {
  anyone(context);
  const { setUp } = await installationState(context.db);
  return { setUp, administrator: await hasAccounts(context.db) };
});

const Administrator = z.object({
  code: z.string().trim().min(1, 'access.wrong-code').max(100, 'access.wrong-code'),
  login: Login,
  name: PersonName,
  password: z.string(),
});

const create = useCase(
  'set-up.create-administrator',
  Administrator.extend({ password: z.string() }),
  async (context, { code, login, name, password }) => {
    anyone(context);
    if ((await lockInstallation(context.db)).setUp) throw new Failure('conflict', 'access.already-set-up');
    await takeFirstRunCode(context.db, code);
    const id = await upsertFirstPerson(context.db, login, name, password);
    await rememberFirst(context.db, id);
    await record(context, { action: 'set-up.administrator', subject: `account ${login}`, after: { login } });
    return { id };
  },
);

/**
 * Step two of the first run: whoever can read the terminal is the administrator. The code is spent with it.
 * @throws Failure `access.wrong-code`, `access.password-too-short`, `access.already-set-up`
 */
export async function createAdministrator(
  context: Context,
  input: z.input<typeof Administrator>,
  address: string,
): Promise<{ id: number }> {
  await checkFirstRunCode(context.db, input.code, address); // counts wrong codes, so outside the transaction
  return create(context, { ...input, password: await newPassword(input.password, 'password') });
}

const SetUp = z.object({
  municipality: Name,
  authority: Name,
  /** Left out or empty where there is none. */
  centre: z.union([z.literal(''), Name]).default(''),
  timeZone: TimeZone.default('Asia/Yekaterinburg'),
  /** The administrator runs the monitoring too. */
  coordinator: z.boolean().default(false),
});

/** Step three with one's own roadmap: the municipality, its authority and centre, and the rights of whoever sets it up. */
export const setUp = useCase('set-up.begin', SetUp, async (context, input) => {
  const accountId = oneself(context);
  if ((await lockInstallation(context.db)).setUp) throw new Failure('conflict', 'access.already-set-up');
  if (!(await wasFirst(context.db, accountId))) throw new Failure('forbidden', 'access.denied');
  const code = codeOf(input.municipality, 'municipality');
  const municipality = await insertOrganisation(context.db, {
    ...plain,
    parentId: null,
    parentPath: null,
    code,
    kind: 'municipality',
    name: input.municipality,
    shortName: shortNameOf(input.municipality),
    mark: markOf(input.municipality, 'municipality'),
    timeZone: input.timeZone,
  });
  await setTimeZone(context.db, municipality.id, input.timeZone);
  const taken = new Set<string>();
  for (const [kind, name] of [
    ['authority', input.authority],
    ['methodological-centre', input.centre],
  ] as const) {
    if (!name) continue;
    const own = freeCode(codeOf(name, kind), taken);
    taken.add(own);
    await insertOrganisation(context.db, {
      ...plain,
      parentId: municipality.id,
      parentPath: municipality.path,
      code: own,
      kind,
      name,
      shortName: shortNameOf(name),
      mark: markOf(name, kind),
    });
  }
  for (const role of ['administrator', ...(input.coordinator ? ['coordinator'] : [])])
    await insertGrant(context.db, accountId, municipality.id, role);
  await markSetUp(context.db);
  await record(context, {
    action: 'set-up.begin',
    organisationId: municipality.id,
    subject: `organisation ${code}`,
    after: input,
  });
  return municipality;
});
const plain = { lowPerforming: false, adverseConditions: false, profile: {} };

/** Whoever entered the code, as the example's loading must keep them: it begins with an empty database. */
export type First = { login: string; name: string; password: string };

/** @throws Failure `access.denied` for anybody but who entered the code */
export const firstPerson = reading('set-up.first-person', z.object({}), async (context): Promise<First> => {
  const accountId = oneself(context);
  if ((await installationState(context.db)).setUp) throw new Failure('conflict', 'access.already-set-up');
  const first = await firstAccount(context.db, accountId);
  if (!first) throw new Failure('forbidden', 'access.denied');
  return first;
});

/**
 * After the example was loaded: whoever entered the code administers its municipalities, under the name and the password
 * that they chose. @param first what `firstPerson` gave before; the right to this is to have that
 */
export const administerExample = useCase(
  'set-up.administer',
  z.object({ login: Login, name: PersonName, password: z.string().startsWith('$argon2id$') }),
  async (context, { login, name, password }) => {
    anyone(context);
    const id = await upsertFirstPerson(context.db, login, name, password);
    const towns = await municipalities(context.db);
    for (const town of towns) await insertGrant(context.db, id, town.id, 'administrator');
    await record(context, {
      action: 'set-up.administer',
      subject: `account ${login}`,
      after: { organisations: towns.map(({ code }) => code) },
    });
    return { id };
  },
);
