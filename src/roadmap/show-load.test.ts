import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { testApp } from '#tests/database.ts';
import { monitoredTown } from '#tests/monitored-town.ts';
import { importRoadmap } from './import-roadmap.ts';
import { showLoad } from './show-load.ts';
import { startCorrection } from './start-correction.ts';

const { app } = await testApp();
const town = await monitoredTown(app, 'town');
const elsewhere = await monitoredTown(app, 'elsewhere');
const coordinator = town.coordinator('2021-11-01T09:00:00+05:00');

test('by the version in force each organisation has in each week what ends in it', async () => {
  const { load, activities } = (await showLoad(coordinator, {}))!;
  const school = load.rows.find(({ organisation }) => organisation === town.schools.first.id)!;
  const fallsOn = (monday: string) => school.counts[load.weeks.indexOf(monday)];
  assert.deepEqual([fallsOn('2021-10-25'), fallsOn('2021-12-20'), fallsOn('2021-12-27')], [1, 1, 1]);
  assert.deepEqual(load.piles, []);
  assert.equal(
    [...activities.values()].find(({ code }) => code === 'III.7')?.title,
    'Участие в региональном конкурсе',
  );
});

test('a draft and an import show their load before they are approved, to nobody of another town', async () => {
  const correction = await startCorrection(coordinator, {});
  const imported = await importRoadmap(coordinator, {
    fileName: 'roadmap.txt',
    file: await readFile('docs/api/roadmap.txt'),
  });
  const draft = (await showLoad(coordinator, { correction: correction.id }))!;
  assert.deepEqual([draft.of, draft.before], ['correction', 0]);
  const inForce = (await showLoad(coordinator, {}))!;
  const schools = new Set(Object.values(town.schools).map(({ id }) => id));
  const sums = ({ load }: typeof draft) =>
    load.rows
      .filter(({ organisation }) => schools.has(organisation))
      .map(
        ({ organisation, counts }) => [organisation, counts.reduce((sum, count) => sum + count, 0)] as const,
      )
      .sort(([one], [other]) => one - other);
  assert.deepEqual(sums(draft), sums(inForce), 'nothing has been changed yet');
  assert.equal((await showLoad(coordinator, { import: imported.id }))?.of, 'import');
  const stranger = elsewhere.coordinator();
  await assert.rejects(showLoad(stranger, { correction: correction.id }), { code: 'correction.not-found' });
  await assert.rejects(showLoad(stranger, { import: imported.id }), { code: 'roadmap.import-not-found' });
});
