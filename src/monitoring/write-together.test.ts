import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test from 'node:test';
import type { RunPrepared } from '#platform/database.server.ts';
import { testApp } from '#tests/database.ts';
import { monitoredTown, open } from '#tests/monitored-town.ts';
import { MOST_TOGETHER, type Submission } from './sql/submission.ts';
import { writeTogether } from './write-together.ts';

const { app } = await testApp();
const town = await monitoredTown(app, 'together');
await open(town, '2021-q4');
const { id: campaignId, width: WIDTH } = (
  await app.pool.query<{ id: number; width: number }>('select id, cardinality(cells) as width from campaign')
).rows[0]!;

const zeros = '0'.repeat(WIDTH);
const submission = (organisationId: number, more: Partial<Submission> = {}): Submission => ({
  campaignId,
  organisationId,
  rev: 0,
  draftRev: null,
  earlier: { campaignIds: [], stamp: '' },
  actorId: 1,
  at: new Date('2021-12-20T09:00:00+05:00'),
  stored: { cells: `{${[...zeros].join(',')}}`, has: zeros, na: zeros },
  texts: '{"executions":{},"reasons":{},"explanations":{}}',
  checksum: '',
  requestId: randomUUID(),
  ...more,
});
const revisionsOf = async (organisationId: number) =>
  (
    await app.pool.query<{ rev: number }>(
      'select rev from return_revision where campaign_id = $1 and org_id = $2 order by rev',
      [campaignId, organisationId],
    )
  ).rows.map(({ rev }) => rev);

/** The statements that went out, each with how many submissions it carried. */
function counting() {
  const sizes: number[] = [];
  const run: RunPrepared = (name, text, values) => {
    sizes.push((JSON.parse(String(values[0])) as unknown[]).length);
    return app.run(name, text, values);
  };
  return { sizes, run };
}

test('what is submitted at one moment goes in one statement, and each is told its own', async () => {
  const { first, second, primary } = town.schools;
  const { sizes, run } = counting();
  const written = await Promise.all([
    writeTogether(run, submission(first.id)),
    writeTogether(run, submission(second.id, { rev: 7 })), // somebody else was faster
    writeTogether(run, submission(primary.id, { at: new Date('2021-12-21T09:00:00+05:00') })),
  ]);
  assert.deepEqual(sizes, [3]);
  assert.deepEqual(
    written.map((one) => one?.firstSubmittedAt.toISOString()),
    ['2021-12-20T04:00:00.000Z', undefined, '2021-12-21T04:00:00.000Z'],
  );
  assert.deepEqual(
    [await revisionsOf(first.id), await revisionsOf(second.id), await revisionsOf(primary.id)],
    [[1], [], [1]],
  );
});

test('of two submissions of one return in one statement one is written', async () => {
  const { second } = town.schools;
  const { sizes, run } = counting();
  const written = await Promise.all([
    writeTogether(run, submission(second.id)),
    writeTogether(run, submission(second.id)),
  ]);
  assert.deepEqual(sizes, [2]);
  assert.equal(written.filter(Boolean).length, 1);
  assert.deepEqual(await revisionsOf(second.id), [1]);
});

test('one that the database refuses does not take its neighbours with it', async () => {
  const { authority, centre } = town;
  const { sizes, run } = counting();
  const broken = { cells: '{1}', has: '11', na: '0' }; // unequal lengths: a check of the table
  const [one, other] = await Promise.allSettled([
    writeTogether(run, submission(authority.id, { stored: broken })),
    writeTogether(run, submission(centre.id)),
  ]);
  assert.deepEqual(sizes, [2, 1, 1]);
  assert.equal(one.status, 'rejected');
  assert.equal(other.status === 'fulfilled' && Boolean(other.value), true);
  assert.deepEqual([await revisionsOf(authority.id), await revisionsOf(centre.id)], [[], [1]]);
});

test('more than one statement carries go in several, in the order of their coming', async () => {
  const { sizes, run } = counting();
  const many = Array.from({ length: MOST_TOGETHER + 3 }, () =>
    writeTogether(run, submission(town.schools.first.id, { rev: 99 })),
  );
  assert.ok((await Promise.all(many)).every((one) => one === undefined));
  assert.deepEqual(sizes, [MOST_TOGETHER, 3]);
});

test('a submission to a closed campaign, or judged against other periods, writes nothing', async () => {
  const { primary } = town.schools;
  const stale = submission(primary.id, { earlier: { campaignIds: [campaignId], stamp: 'otherwise' } });
  assert.equal(await writeTogether(app.run, stale), undefined);
  await app.pool.query(`update campaign set state = 'closed' where id = $1`, [campaignId]);
  assert.equal(await writeTogether(app.run, submission(primary.id)), undefined);
});
