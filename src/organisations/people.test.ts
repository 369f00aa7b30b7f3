import assert from 'node:assert/strict';
import test from 'node:test';
import {
  actorOf,
  addPeople,
  addPerson,
  contextFor,
  disablePerson,
  enablePersonAgain,
  giveRole,
  inviteAgain,
  listPeople,
  previewPeople,
  showPerson,
  takeInvitation,
  takeRole,
} from '#organisations';
import { accountOfToken, makeApiToken, sessionOf, signIn } from '#platform/sessions.ts';
import { testApp } from '#tests/database.ts';
import { account, makeTown, PASSWORD, somebody } from '#tests/town.ts';

const { app } = await testApp();
const { town, authority, schools } = await makeTown(app);
const other = await makeTown(app, 'other-town');
const administrator = await somebody(app, 'administrator', town);
const client = { address: '127.0.0.1', agent: 'test' };
const refusedWith = (code: string) => (error: { code?: string }) => error.code === code;

test('a new person gets a name for signing in and an invitation that works once', async () => {
  const added = await addPerson(administrator, {
    name: 'куратор',
    role: 'curator',
    organisationId: schools[0]!.id,
  });
  assert.equal(added.login, 'school-15');
  // As it is typed from paper: capitals, blanks, o for zero.
  const typed = added.invitation.toUpperCase().replaceAll('-', ' ').replaceAll('0', 'o');
  const { session } = await takeInvitation(contextFor(app), { code: typed, password: PASSWORD, ...client });
  assert.equal((await sessionOf(app.db, session))?.login, 'school-15');
  await assert.rejects(
    takeInvitation(contextFor(app), { code: added.invitation, password: PASSWORD, ...client }),
    refusedWith('access.link-used-or-expired'),
  );
  assert.ok(await signIn(app.db, 'School-15', PASSWORD, client));
});

test('a password that is too short does not spend the invitation', async () => {
  const { invitation } = await addPerson(administrator, {
    login: 'short',
    name: 'куратор',
    role: 'curator',
    organisationId: schools[1]!.id,
  });
  const take = (password: string) =>
    takeInvitation(contextFor(app), { code: invitation, password, ...client });
  await assert.rejects(take('коротко'), refusedWith('access.password-too-short'));
  assert.ok((await take(PASSWORD)).session);
});

test('a new link takes the place of the last, and ends the sessions when it is used', async () => {
  const { accountId, login } = await account(app, 'head', schools[1]!, PASSWORD);
  const before = await signIn(app.db, login, PASSWORD, client);
  const [first] = await inviteAgain(administrator, { ids: [accountId] });
  const [second] = await inviteAgain(administrator, { ids: [accountId] });
  const take = (code: string) =>
    takeInvitation(contextFor(app), { code, password: 'другой пароль', ...client });
  await assert.rejects(take(first!.invitation), refusedWith('access.link-used-or-expired'));
  assert.ok(await sessionOf(app.db, before)); // forgetting a password locks nobody out
  await take(second!.invitation);
  assert.equal(await sessionOf(app.db, before), undefined);
});

test('a disabled person is out at once: sessions, tokens and invitations end', async () => {
  const { accountId, login } = await account(app, 'curator', schools[1]!, PASSWORD);
  const session = await signIn(app.db, login, PASSWORD, client);
  const token = await makeApiToken(app.db, accountId, 'test', 1);
  await disablePerson(administrator, { id: accountId });
  assert.equal(await sessionOf(app.db, session), undefined);
  assert.equal(await accountOfToken(app.db, `Bearer ${token}`), undefined);
  await assert.rejects(
    signIn(app.db, login, PASSWORD, client),
    refusedWith('access.wrong-login-or-password'),
  );
  await assert.rejects(
    inviteAgain(administrator, { ids: [accountId] }),
    refusedWith('access.person-disabled'),
  );
  await enablePersonAgain(administrator, { id: accountId });
  assert.ok(await signIn(app.db, login, PASSWORD, client));
});

test('the last administrator stays, and nobody disables themself', async () => {
  const { accountId } = await account(app, 'administrator', other.town);
  const { actor } = await actorOf(app, { accountId, name: 'администратор' });
  const alone = contextFor(app, actor);
  await assert.rejects(disablePerson(alone, { id: accountId }), refusedWith('access.not-oneself'));
  const second = await addPerson(alone, {
    name: 'администратор',
    role: 'administrator',
    organisationId: other.authority.id,
  });
  await giveRole(alone, { id: second.id, organisationId: other.town.id, role: 'coordinator' });
  await takeRole(alone, { id: second.id, organisationId: other.town.id, role: 'administrator' });
  await giveRole(alone, { id: accountId, organisationId: other.town.id, role: 'coordinator' });
  await assert.rejects(
    takeRole(alone, { id: accountId, organisationId: other.town.id, role: 'administrator' }),
    refusedWith('access.last-administrator'),
  );
});

test('a role of the municipality that is given at its authority is held in the municipality', async () => {
  const added = await addPerson(administrator, {
    name: 'координатор',
    role: 'coordinator',
    organisationId: authority.id,
  });
  const { grants } = await showPerson(administrator, { id: added.id });
  assert.deepEqual(
    grants.map(({ role, path }) => [role, path]),
    [['coordinator', town.path]],
  );
  await assert.rejects(
    addPerson(administrator, { name: 'координатор', role: 'coordinator', organisationId: schools[0]!.id }),
    refusedWith('access.role-above'),
  );
});

test('whoever has no role left is disabled instead, so the last one cannot be taken', async () => {
  const { accountId } = await account(app, 'curator', schools[2]!);
  await assert.rejects(
    takeRole(administrator, { id: accountId, organisationId: schools[2]!.id, role: 'curator' }),
    refusedWith('access.last-role'),
  );
});

test('a table of people is added by what can be added, each with a result', async () => {
  const text = 'СОШ № 90\t\tкуратор\tкуратор\nСОШ № 404\t\tкуратор\tкуратор';
  const preview = await previewPeople(administrator, { text });
  assert.deepEqual(
    preview.rows.map(({ login, outcome }) => [login, outcome]),
    [
      ['school-90', 'add'],
      ['', 'refused'],
    ],
  );
  const { ids } = await addPeople(administrator, { text });
  const slips = await inviteAgain(administrator, { ids });
  assert.deepEqual(
    slips.map(({ login, organisation }) => [login, organisation]),
    [['school-90', 'СОШ № 90']],
  );
});

test('the administrator of another town neither sees nor changes anybody here', async () => {
  const stranger = await somebody(app, 'administrator', other.town);
  const { accountId } = await account(app, 'curator', schools[0]!);
  const seen = (await listPeople(stranger, {})).map(({ id }) => id);
  assert.ok(!seen.includes(accountId));
  for (const change of [
    () => inviteAgain(stranger, { ids: [accountId] }),
    () => disablePerson(stranger, { id: accountId }),
    () => giveRole(stranger, { id: accountId, organisationId: other.town.id, role: 'administrator' }),
  ])
    await assert.rejects(change, refusedWith('access.no-such-person'));
});

test('who works in two towns is changed by neither administrator alone', async () => {
  const { accountId } = await account(app, 'curator', schools[0]!);
  await app.pool.query('insert into role_grant values ($1, $2, $3)', [
    accountId,
    other.schools[0]!.id,
    'curator',
  ]);
  assert.ok(await showPerson(administrator, { id: accountId }));
  await assert.rejects(
    inviteAgain(administrator, { ids: [accountId] }),
    refusedWith('access.no-such-person'),
  );
});

test('nobody but an administrator invites', async () => {
  const coordinator = await somebody(app, 'coordinator', town);
  await assert.rejects(
    addPerson(coordinator, { name: 'куратор', role: 'curator', organisationId: schools[0]!.id }),
    refusedWith('organisations.not-found'),
  );
  assert.deepEqual(await listPeople(coordinator, {}), []);
});
