import assert from 'node:assert/strict';
import test from 'node:test';
import { testApp } from '#tests/database.ts';
import { fillIn, monitoredTown, open, submit } from '#tests/monitored-town.ts';
import { roadmapState } from './roadmap-state.ts';
import { roadmapTerms } from './roadmap-terms.ts';

const { app } = await testApp();
const town = await monitoredTown(app, 'town');
await open(town, '2021-q3', '2021-09-01T09:00:00+05:00');
for (const person of [town.head, town.otherHead]) {
  const head = person('2021-09-20T09:00:00+05:00');
  await fillIn(head, '2021-q3');
  await submit(head, '2021-q3');
}

for (const day of ['2021-09-21', '2021-12-20', '2022-11-05'])
  test(`counted by terms, the roadmap stands on ${day} where it stands by its obligations`, async () => {
    const now = `${day}T09:00:00+05:00`;
    const [whole, counted] = [
      await roadmapState(town.coordinator(now), {}),
      await roadmapTerms(town.coordinator(now), {}),
    ];
    assert.ok(counted && counted.activities.some(({ terms }) => terms.some(({ done }) => done > 0)));
    assert.deepEqual(
      counted.activities.map(({ terms: _terms, bound, ...activity }) => ({
        ...activity,
        bound: bound.sort(),
      })),
      whole!.activities.map(({ obligations, ...activity }) => ({
        ...activity,
        bound: [...new Set(obligations.map(({ organisationId }) => organisationId))].sort(),
      })),
    );
    for (const [at, { terms }] of counted.activities.entries())
      for (const { start, done, all } of terms) {
        const own = whole!.activities[at]!.obligations.filter(({ startsOn }) => startsOn === start);
        assert.equal(done, own.filter(({ state }) => state === 'done').length);
        assert.equal(all, own.filter(({ state }) => state !== 'not-applicable').length);
      }
  });
