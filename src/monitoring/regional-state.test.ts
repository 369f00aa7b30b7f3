import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { regionalState, roadmapState } from '#monitoring';
import {
  approveRoadmap,
  carryOut,
  editImport,
  importRoadmap,
  showCorrection,
  showImport,
  showRoadmap,
  startCorrection,
} from '#roadmap';
import { testApp } from '#tests/database.ts';
import { monitoredTown } from '#tests/monitored-town.ts';
import { somebody } from '#tests/town.ts';
import { insertOrganisation } from '../organisations/sql/organisations.ts';

const { app } = await testApp();
const plain = { lowPerforming: false, adverseConditions: false, profile: {} };
const addRegion = async (code: string) =>
  insertOrganisation(app.db, {
    ...plain,
    parentId: null,
    parentPath: null,
    kind: 'region',
    code,
    name: code,
    shortName: code,
    mark: code,
  });

/** A region with a roadmap of two activities; by plain SQL, as the towns'. */
async function regionWithRoadmap(code: string) {
  const region = await addRegion(code);
  const { rows } = await app.pool.query<{ id: number }>(
    `with r as (insert into roadmap (owner_id) values ($1) returning id),
      v as (insert into roadmap_version (roadmap_id, number, title, starts_on, ends_on, order_number, ordered_on, order_title, authority, approved_at)
        select id, 1, 'Региональная', '2021-01-01', '2022-12-31', '01/1', '2021-02-01', 'О модели', 'Министерство', now() from r returning id),
      s as (insert into roadmap_section select id, 'I', 'Раздел', 0 from v)
      insert into activity (roadmap_id) select id from r, generate_series(1, 2) returning id`,
    [region.id],
  );
  const ids = rows.map(({ id }) => id);
  for (const [at, id] of ids.entries())
    await app.pool.query(
      `insert into activity_version (version_id, activity_id, code, section, number, position, title, short_title, document, result, deadline, responsibles)
       select v.id, $1, $2, 'I', $3, $4, 'Мероприятие', 'Мероприятие', '', '', '{"text": "2021", "kind": "unspecified"}', '[]'
       from roadmap_version v join roadmap r on r.id = v.roadmap_id where r.owner_id = $5`,
      [id, `I.${at + 1}`, String(at + 1), at, region.id],
    );
  return { region, ids };
}

test('a region sees its roadmap through its own municipalities, a municipality only itself', async () => {
  const here = await regionWithRoadmap('here');
  const there = await regionWithRoadmap('there');
  const [one, two] = [
    await monitoredTown(app, 'one', here.region),
    await monitoredTown(app, 'two', here.region),
  ];
  const far = await monitoredTown(app, 'far', there.region);
  await carryOut(one.coordinator(), { code: 'III.7', regional: here.ids[0]! });
  await carryOut(two.coordinator(), { code: 'I.1', regional: here.ids[0]! });
  await carryOut(far.coordinator(), { code: 'II.5', regional: there.ids[0]! });

  const controller = async (region: { id: number; path: string }) => ({
    ...(await somebody(app, 'controller', region)),
    now: new Date('2021-12-20T09:00:00+05:00'),
  });
  const seen = async (context: Awaited<ReturnType<typeof controller>>) =>
    (await regionalState(context, {}))!.activities.map(({ code, carriedOut }) => [
      code,
      ...carriedOut.map(
        ({ municipality, activity }) => `${municipality.shortName} ${activity.code} ${activity.state}`,
      ),
    ]);
  assert.deepEqual(await seen(await controller(here.region)), [
    ['I.1', 'one III.7 late', 'two I.1 late'],
    ['I.2'],
  ]);
  assert.deepEqual(await seen(await controller(there.region)), [['I.1', 'far II.5 running'], ['I.2']]);
  assert.deepEqual(await seen(one.controller()), [['I.1', 'one III.7 late'], ['I.2']]);
  assert.deepEqual(await seen(one.head()), [['I.1'], ['I.2']]);

  // The region's own people read its roadmap; the town's read the town's.
  const { shown } = await showRoadmap(await controller(here.region), {});
  assert.equal(shown?.roadmap.orderNumber, '01/1');
  assert.equal((await roadmapState(one.head(), {}))?.roadmap.orderNumber, '282');
});

test('a municipality cannot tie itself to another region, and only its coordinator ties', async () => {
  const here = await regionWithRoadmap('north');
  const there = await regionWithRoadmap('south');
  const town = await monitoredTown(app, 'northern', here.region);
  await assert.rejects(carryOut(town.coordinator(), { code: 'III.7', regional: there.ids[0]! }), {
    code: 'correction.parent-unknown',
  });
  await assert.rejects(carryOut(town.head(), { code: 'III.7', regional: here.ids[0]! }), {
    code: 'access.denied',
  });
  await carryOut(town.coordinator(), { code: 'III.7', regional: here.ids[1]! });
  await carryOut(town.coordinator(), { code: 'III.7', regional: null });
  assert.deepEqual(
    (await regionalState(town.coordinator(), {}))?.activities.flatMap(({ carriedOut }) => carriedOut),
    [],
  );
});

test('a region brings and approves its roadmap, which binds nobody below the municipalities', async () => {
  const region = await addRegion('east');
  const town = await monitoredTown(app, 'eastern', region);
  const coordinator = {
    ...(await somebody(app, 'coordinator', region)),
    now: new Date('2021-12-20T09:00:00+05:00'),
  };
  const { id } = await importRoadmap(coordinator, {
    fileName: 'roadmap.txt',
    file: readFileSync('docs/api/roadmap.txt'),
  });
  for (;;) {
    const { questions, revision } = await showImport(coordinator, { id });
    const open = questions.find(({ answered }) => !answered);
    if (!open) {
      const approved = await approveRoadmap(coordinator, {
        id,
        revision,
        number: '01/7',
        date: '2021-03-01',
        orderTitle: 'О модели',
      });
      assert.deepEqual([approved.obligations, approved.organisations], [0, 0]);
      break;
    }
    const choice = open.options[0]!.choice;
    await editImport(coordinator, { id, revision, change: { what: 'answer', question: open.id, choice } });
  }
  // What the town owes is what it owed, and its coordinator corrects the town's roadmap, not the region's.
  assert.equal((await roadmapState(town.head(), {}))?.roadmap.orderNumber, '282');
  const draft = await startCorrection(town.coordinator(), {});
  assert.equal((await showCorrection(town.coordinator(), draft)).version.orderNumber, '282');
  const regional = await startCorrection(coordinator, {});
  await assert.rejects(showCorrection(town.coordinator(), { id: regional.id }), {
    code: 'correction.not-found',
  });
  assert.equal((await showCorrection(coordinator, { id: regional.id })).obstacles.length, 0);
});
