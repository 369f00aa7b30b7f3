import assert from 'node:assert/strict';
import test from 'node:test';
import { ensureExample } from '#example';
import { actorOf, contextFor } from '#organisations';
import { consolidate, listReturns, regionalState, verifyConsolidations } from '#monitoring';
import { discardCorrection, showCorrection, showRoadmap, startCorrection } from '#roadmap';
import { exampleApp } from '#tests/database.ts';

const { app, accounts } = await exampleApp();
const somebodyOf = async (login: string) => {
  const { rows } = await app.pool.query<{ id: number; name: string }>(
    `select id, name from account where login = $1`,
    [login],
  );
  const { actor, zone } = await actorOf(app, { accountId: rows[0]!.id, name: rows[0]!.name });
  return contextFor(app, actor, zone);
};
const coordinator = () => somebodyOf('coordinator');

test('the fourth quarter stands as the pictures show it: 27 of 40 handed in, 12 accepted, 3 sent back, 4 not begun', async () => {
  const { returns } = await listReturns(await coordinator(), { campaign: '2021-q4' });
  const schools = returns.filter(({ asksNumbers }) => asksNumbers);
  const count = (status: string) => schools.filter((one) => one.status === status).length;
  assert.equal(schools.length, 40);
  assert.deepEqual(
    ['accepted', 'submitted', 'returned', 'filling', 'not-begun'].map(count),
    [12, 12, 3, 9, 4],
    JSON.stringify([...new Set(schools.map(({ status }) => status))]),
  );
});

test('the roadmap has links that hold, and the region sees its own through it', async () => {
  const { shown } = await showRoadmap(await coordinator(), {});
  assert.equal(shown!.links.length, 6);
  const { id } = await startCorrection(await coordinator(), {});
  const draft = await showCorrection(await coordinator(), { id });
  await discardCorrection(await coordinator(), { id, revision: draft.revision });
  assert.deepEqual(draft.broken, []);
  const region = await regionalState(await somebodyOf('region'), {});
  assert.deepEqual(
    region!.activities.map(({ code, carriedOut }) => [code, carriedOut.length]),
    [
      ['I.1', 1],
      ['I.2', 1],
      ['II.1', 2],
      ['II.2', 1],
      ['III.1', 1],
      ['III.2', 1],
    ],
  );
});

test('in the third quarter one school is missing, by name, and is not counted as zero', async () => {
  const context = await coordinator();
  const { expected, counted, missing } = await consolidate(context, {
    campaign: '2021-q3',
    byOrganisation: true,
  });
  assert.deepEqual(
    [expected, counted, missing.map(({ organisation }) => organisation.code)],
    [40, 39, ['example-23']],
  );
});

test('what is stored equals a recomputation, and the clock stands at the demonstration’s morning', async () => {
  const { difference } = await verifyConsolidations(app);
  assert.equal(difference, null);
  const minutes = (app.clock.now().getTime() - Date.parse('2021-12-20T09:00:00+05:00')) / 60_000;
  assert.ok(minutes >= 0 && minutes < 5);
});

test('a second start keeps the data', async () => {
  const before = (await app.pool.query('select count(*)::int as n from return_revision')).rows;
  assert.deepEqual(await ensureExample(app), accounts);
  assert.deepEqual((await app.pool.query('select count(*)::int as n from return_revision')).rows, before);
});
