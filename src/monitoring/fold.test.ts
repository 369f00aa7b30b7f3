import assert from 'node:assert/strict';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { contextFor } from '#organisations';
import { databaseIsGone } from '#platform/database.server.ts';
import { testApp } from '#tests/database.ts';
import {
  addCampaign,
  addOrganisation,
  type SampleCampaign,
  type SampleOrganisation,
  stateSample,
  submitSample,
} from '#tests/sample-returns.ts';
import { foldSoon, startFold, waitForFold } from './fold.ts';
import type { Answer, Layout } from './rules/index.ts';
import { verifyConsolidations } from './verify.ts';

const { app } = await testApp();
startFold(app);
const context = () => contextFor(app);
const LAYOUT: Layout = [
  { cell: 't0.pupils_total', scale: 0 },
  { cell: 't0.pupils_10_19', scale: 0 },
  { cell: 't0.pupils_15_19', scale: 0 },
  { cell: 't2.courses.hours', scale: 1 },
];

const region = await addOrganisation(app, { code: 'region', kind: 'region' });
const towns: SampleOrganisation[] = [];
const schools: SampleOrganisation[] = [];
for (let town = 0; town < 3; town++) {
  towns.push(await addOrganisation(app, { code: `town-${town}`, kind: 'municipality', parent: region }));
  for (let school = 0; school < 4; school++)
    schools.push(
      await addOrganisation(app, {
        code: `school-${school}`,
        kind: school === 3 ? 'primary-school' : 'school',
        parent: towns[town],
      }),
    );
}
const townOf = (at: number) => towns[Math.floor(at / 4)]!;
let made = 0;
const campaign = () =>
  addCampaign(app, {
    owner: region,
    slug: `round-${made++}`,
    startsOn: '2021-10-01',
    endsOn: '2021-12-31',
    dueOn: '2021-12-25',
    nodes: [[region, null], ...towns.map((town) => [town, region] as const)],
    schools: schools.map((school, at) => [school, townOf(at)] as const),
    layout: LAYOUT,
  });

type Row = {
  sums: number[];
  ns: number[];
  nas: number[];
  submitted: number;
  accepted: number;
  expected: number;
};
async function stored(campaignId: number, node: number): Promise<Row | undefined> {
  const { rows } = await app.pool.query<{ row: Row }>(
    "select to_jsonb(c) - array['campaign_id', 'node_id', 'folded_at'] as row from consolidation c where campaign_id = $1 and node_id = $2",
    [campaignId, node],
  );
  return rows[0]?.row;
}

/** The same by hand, return by return: nothing of the fold's own statements. */
async function byHand(campaignId: number, nodes: readonly number[]): Promise<Row> {
  const { rows } = await app.pool.query<{
    state: number;
    closed: string;
    cells: string[] | null;
    has: string | null;
    na: string | null;
  }>(
    `select h.state, h.closed::text, r.cells::text[] as cells, r.has::text, r.na::text from return h
     left join return_revision r on (r.campaign_id, r.org_id, r.rev) = (h.campaign_id, h.org_id, h.rev)
     where h.campaign_id = $1 and h.parent_id = any($2) and h.state >= 0`,
    [campaignId, nodes],
  );
  const none = () => LAYOUT.map(() => 0);
  const row: Row = {
    sums: none(),
    ns: none(),
    nas: none(),
    submitted: 0,
    accepted: 0,
    expected: rows.length,
  };
  for (const { state, closed, cells, has, na } of rows) {
    const counts = state >= 2 && cells !== null;
    if (counts) row.submitted++;
    if (counts && state === 3) row.accepted++;
    LAYOUT.forEach((_, at) => {
      if (counts) row.sums[at]! += Number(cells[at] ?? 0);
      if (counts) row.ns[at]! += Number(has?.[at] ?? 0);
      row.nas[at]! += Number((counts ? na?.[at] : closed[at]) ?? 0);
    });
  }
  return row;
}

async function assertSums(campaignId: number) {
  for (const town of towns)
    assert.deepEqual(await stored(campaignId, town.id), await byHand(campaignId, [town.id]), town.code);
  // The same region by municipality (what is stored) and by school.
  assert.deepEqual(
    await stored(campaignId, region.id),
    await byHand(
      campaignId,
      towns.map(({ id }) => id),
    ),
  );
}

const answer: fc.Arbitrary<Answer> = fc.oneof(
  fc.nat(5_000),
  fc.constant(null),
  fc.constant('not-applicable' as const),
);
type Step =
  | { do: 'submit'; school: number; answers: Answer[] }
  | { do: 'state'; school: number; state: number }
  | { do: 'move'; school: number; town: number }
  | { do: 'fold' };
const school = fc.nat(schools.length - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('submit' as const),
      school,
      answers: fc.array(answer, { minLength: 4, maxLength: 4 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('state' as const),
      school,
      state: fc.constantFrom(-1, 0, 1, 2, 3),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('move' as const), school, town: fc.nat(towns.length - 1) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('fold' as const) }) },
);

async function take(campaign: SampleCampaign, step: Step): Promise<void> {
  if (step.do === 'fold') return waitForFold(context(), campaign.id);
  const { id } = schools[step.school]!;
  if (step.do === 'submit') {
    const answers = Object.fromEntries(LAYOUT.map(({ cell }, at) => [cell, step.answers[at] ?? null]));
    await submitSample(app, campaign, id, answers);
    foldSoon();
  }
  if (step.do === 'state') await stateSample(app, campaign.id, id, step.state);
  if (step.do === 'move')
    await app.pool.query('update return set parent_id = $3 where campaign_id = $1 and org_id = $2', [
      campaign.id,
      id,
      towns[step.town]!.id,
    ]);
}

test('writers at once, and a fold that loses its connection, leave the sums right', async (t) => {
  const one = await campaign();
  const done = new AbortController();
  t.after(() => done.abort());
  const count = { killed: 0, looks: 0, cutOff: 0 };
  const killer = (async () => {
    while (!done.signal.aborted) {
      // A busy machine needs longer for one fold: sometimes it must come to its end.
      await sleep(count.killed % 3 === 0 ? 300 * (1 + count.cutOff) : 30);
      const { rowCount } = await app.pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'vekha fold' and datname = current_database()`,
      );
      count.killed += rowCount ?? 0;
    }
  })();
  const reader = (async () => {
    while (!done.signal.aborted) {
      const seen = await verifyConsolidations(app).catch((error: unknown) => {
        if (!databaseIsGone(error)) throw error; // the fold that it waited for was cut off
        count.cutOff++;
      });
      if (!seen) continue;
      count.cutOff = 0;
      count.looks++;
      assert.equal(seen.difference, null, 'a figure that no mark called old');
    }
  })();
  const scripts = fc.sample(fc.array(step, { minLength: 150, maxLength: 200 }), { numRuns: 6, seed: 282 });
  await Promise.all(
    scripts.map(async (steps) => {
      for (const step of steps) if (step.do !== 'fold') await take(one, step);
    }),
  );
  while (count.killed === 0 || count.looks === 0) await take(one, { do: 'state', school: 0, state: 2 });
  done.abort();
  await Promise.all([killer, reader]);
  for (let tries = 0; tries < 5; tries++)
    if (
      await waitForFold(context(), one.id).then(
        () => true,
        () => false,
      )
    )
      break;
  await assertSums(one.id);
  assert.equal((await verifyConsolidations(app)).difference, null);
});

test('the stored sums are what the returns give, whatever has happened to them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async (steps) => {
      const one = await campaign();
      for (const step of steps) await take(one, step);
      await waitForFold(context(), one.id);
      await assertSums(one.id);
    }),
    { numRuns: 25 },
  );
  assert.equal((await verifyConsolidations(app)).difference, null);
});

test('a change made past the program is in the sums without being asked for', async () => {
  const one = await campaign();
  await waitForFold(context(), one.id);
  await submitSample(app, one, schools[0]!.id, { 't0.pupils_total': 7 });
  await sleep(1_500);
  assert.equal((await stored(one.id, region.id))?.sums[0], 7);
});

test('a school without a return counts in no denominator of what its kind does not have', async () => {
  const one = await campaign();
  await waitForFold(context(), one.id);
  const before = await stored(one.id, towns[0]!.id);
  assert.deepEqual(before?.nas, [0, 0, 1, 0]); // the primary school has no pupils of 15 to 19
  assert.equal(before?.expected, 4);
  await submitSample(app, one, schools[3]!.id, { 't0.pupils_total': 90 });
  await submitSample(app, one, schools[0]!.id, { 't0.pupils_total': 1, 't0.pupils_15_19': 'not-applicable' });
  await waitForFold(context(), one.id);
  assert.deepEqual((await stored(one.id, towns[0]!.id))?.nas, [0, 0, 2, 0]);
});

test('a return that was sent back drops out until it is submitted again', async () => {
  const one = await campaign();
  const sum = async () => {
    await waitForFold(context(), one.id);
    const row = await stored(one.id, region.id);
    return [row?.sums[0], row?.submitted, row?.accepted];
  };
  await submitSample(app, one, schools[0]!.id, { 't0.pupils_total': 10 });
  assert.deepEqual(await sum(), [10, 1, 0]);
  await stateSample(app, one.id, schools[0]!.id, 1);
  assert.deepEqual(await sum(), [0, 0, 0]);
  await submitSample(app, one, schools[0]!.id, { 't0.pupils_total': 12 });
  assert.deepEqual(await sum(), [12, 1, 0]);
  await stateSample(app, one.id, schools[0]!.id, 3);
  assert.deepEqual(await sum(), [12, 1, 1]);
});

test('a municipality that moves takes its figures along, and a node that has gone leaves none', async () => {
  const one = await campaign();
  const other = await addOrganisation(app, { code: 'other', kind: 'region' });
  await submitSample(app, one, schools[0]!.id, { 't0.pupils_total': 5 });
  await app.pool.query('insert into campaign_node values ($1, $2, null, 0)', [one.id, other.id]);
  await waitForFold(context(), one.id);
  const move = 'update campaign_node set parent_id = $3 where campaign_id = $1 and node_id = $2';
  await app.pool.query(move, [one.id, towns[0]!.id, other.id]);
  await waitForFold(context(), one.id);
  assert.equal((await stored(one.id, other.id))?.sums[0], 5);
  assert.equal((await stored(one.id, region.id))?.sums[0], 0);
  await app.pool.query(move, [one.id, towns[0]!.id, region.id]);
  await app.pool.query('delete from campaign_node where campaign_id = $1 and node_id = $2', [
    one.id,
    other.id,
  ]);
  await waitForFold(context(), one.id);
  assert.equal(await stored(one.id, other.id), undefined);
  await assertSums(one.id);
});

test('a revision from before the form grew counts for the cells that it has', async () => {
  const one = await campaign();
  await submitSample(app, { id: one.id, layout: LAYOUT.slice(0, 2) }, schools[0]!.id, {
    't0.pupils_total': 3,
  });
  await app.pool.query(
    `update campaign set cells = cells || '{t2.forums.events}', scales = scales || '{0}' where id = $1`,
    [one.id],
  );
  await waitForFold(context(), one.id);
  const row = await stored(one.id, towns[0]!.id);
  assert.deepEqual(row?.sums, [3, 0, 0, 0, 0]);
  assert.deepEqual(row?.ns, [1, 0, 0, 0, 0]);
  assert.deepEqual(row?.nas, [0, 0, 1, 0, 0]);
});

test('a figure that was changed by hand is found, with its cell', async () => {
  const one = await campaign();
  await submitSample(app, one, schools[5]!.id, { 't0.pupils_total': 10 });
  await waitForFold(context(), one.id);
  await app.pool.query('update consolidation set sums[1] = 11 where campaign_id = $1 and node_id = $2', [
    one.id,
    region.id,
  ]);
  const { difference } = await verifyConsolidations(app);
  assert.deepEqual(
    { ...difference },
    {
      campaign: `round-${made - 1}`,
      campaignId: one.id,
      node: region.id,
      figure: 'sums',
      position: 0,
      cell: 't0.pupils_total',
      stored: 11,
      recomputed: 10,
    },
  );
  await app.pool.query('update consolidation set sums[1] = 10 where campaign_id = $1 and node_id = $2', [
    one.id,
    region.id,
  ]);
  assert.equal((await verifyConsolidations(app)).difference, null);
});

test('a revision that was changed past its trigger is found', async () => {
  const one = await campaign();
  await submitSample(app, one, schools[5]!.id, { 't0.pupils_10_19': 10 });
  await waitForFold(context(), one.id);
  const past = async (value: number) => {
    const client = await app.pool.connect();
    await client.query(`set session_replication_role = replica`);
    await client.query('update return_revision set cells[2] = $2 where campaign_id = $1', [one.id, value]);
    await client.query(`set session_replication_role = default`);
    client.release();
  };
  await past(9);
  const { difference } = await verifyConsolidations(app);
  assert.deepEqual([difference?.figure, difference?.stored, difference?.recomputed], ['sums', 10, 9]);
  await past(10);
});

test('a return under a node that is not of the tree is counted nowhere, and that is said', async () => {
  const one = await campaign();
  const outside = await addOrganisation(app, { code: 'outside', kind: 'municipality' });
  await app.pool.query('update return set parent_id = $3 where campaign_id = $1 and org_id = $2', [
    one.id,
    schools[0]!.id,
    outside.id,
  ]);
  const { difference } = await verifyConsolidations(app);
  assert.deepEqual(
    [difference?.figure, difference?.node, difference?.recomputed],
    ['return', outside.id, schools[0]!.id],
  );
});
