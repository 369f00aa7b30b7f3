import assert from 'node:assert/strict';
import test from 'node:test';
import {
  actorOf,
  contextFor,
  createAdministrator,
  firstPerson,
  firstRun,
  listOrganisations,
  setUp,
} from '#organisations';
import type { App } from '#platform/app.ts';
import { firstRunCode } from '#platform/sessions.ts';
import { testApp } from '#tests/database.ts';
import { account, makeTown, PASSWORD } from '#tests/town.ts';

const { app } = await testApp();
const refusedWith = (code: string) => (error: { code?: string }) => error.code === code;
const first = { login: 'admin', name: 'администратор', password: PASSWORD };
const own = {
  municipality: 'Златоустовский городской округ',
  authority: 'Управление образования',
  centre: 'Методический центр',
  coordinator: true,
};

test('an empty installation is set up by whoever can read the terminal, once', async () => {
  const stranger = contextFor(app);
  assert.deepEqual(await firstRun(stranger, {}), { setUp: false, administrator: false });
  const code = await firstRunCode(app.db);
  await assert.rejects(
    createAdministrator(stranger, { ...first, code: 'AAAAAAAAAA' }, '127.0.0.1'),
    refusedWith('access.wrong-code'),
  );
  await assert.rejects(setUp(stranger, own), refusedWith('access.sign-in'));
  const typed = code.toLowerCase().replace(/(.{5})/, '$1 ');
  const { id } = await createAdministrator(stranger, { ...first, code: typed }, '127.0.0.1');
  await assert.rejects(
    createAdministrator(stranger, { ...first, code }, '127.0.0.1'),
    refusedWith('access.wrong-code'),
  );

  const { actor } = await actorOf(app, { accountId: id, name: first.name });
  const town = await setUp(contextFor(app, actor), own);
  assert.equal(town.path, 'zlatoustovskiy');
  const again = await actorOf(app, { accountId: id, name: first.name });
  assert.deepEqual(
    again.actor.grants.map(({ role, at }) => [role, at]),
    [
      ['administrator', 'zlatoustovskiy'],
      ['coordinator', 'zlatoustovskiy'],
    ],
  );
  assert.equal(again.zone, 'Asia/Yekaterinburg');
  const tree = await listOrganisations(contextFor(app, again.actor), {});
  assert.deepEqual(
    tree.map(({ kind }) => kind),
    ['municipality', 'authority', 'methodological-centre'],
  );
  await assert.rejects(setUp(contextFor(app, again.actor), own), refusedWith('access.already-set-up'));
  assert.deepEqual(await firstRun(stranger, {}), { setUp: true, administrator: true });
});

test('nobody but who entered the code takes over the example', async () => {
  const { app } = await testApp();
  const stranger = contextFor(app);
  await assert.rejects(firstPerson(stranger, {}), refusedWith('access.sign-in'));
  const code = await firstRunCode(app.db);
  const { id } = await createAdministrator(stranger, { ...first, code }, '127.0.0.1');
  const other = await account(app, 'head', await addSchool(app));
  const as = (accountId: number) => contextFor(app, { accountId, name: '', grants: [] });
  await assert.rejects(firstPerson(as(other.accountId), {}), refusedWith('access.denied'));
  assert.equal((await firstPerson(as(id), {})).login, 'admin');
});

const addSchool = async (app: App) => (await makeTownUnset(app)).schools[0]!;
async function makeTownUnset(app: App) {
  const town = await makeTown(app);
  await app.pool.query('update installation set set_up_at = null');
  return town;
}
