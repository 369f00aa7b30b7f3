import assert from 'node:assert/strict';
import test from 'node:test';
import { addOrganisation, addOrganisations, readJournal } from '#organisations';
import { testApp } from '#tests/database.ts';
import { fillIn, monitoredTown, open, submit } from '#tests/monitored-town.ts';
import { somebody } from '#tests/town.ts';

const { app } = await testApp();
const town = await monitoredTown(app, 'town');
const administrator = await somebody(app, 'administrator', town.town);

test('the journal is read a hundred at a time, the newest first, and no entry is lost between pages', async () => {
  const text = Array.from({ length: 230 }, (_, index) => `МАОУ СОШ № ${index + 300}`).join('\n');
  await addOrganisations(administrator, { parentId: town.town.id, text });
  await addOrganisation(administrator, { parentId: town.town.id, name: 'Лицей «Квант»', kind: 'school' });
  const seen: string[] = [];
  let before: string | undefined;
  do {
    const page = await readJournal(administrator, { before });
    assert.ok(page.entries.length <= 100);
    seen.push(...page.entries.map(({ subject }) => subject));
    before = page.next ?? undefined;
  } while (before);
  assert.equal(seen[0], 'organisation kvant');
  assert.equal(seen.length, 231);
  assert.equal(new Set(seen).size, 231);
});

test('a submission is in the journal, though its one statement writes no audit', async () => {
  await open(town, '2021-q4');
  await fillIn(town.head(), '2021-q4');
  await submit(town.head(), '2021-q4');
  const { entries, choices } = await readJournal(administrator, { action: 'return.submit' });
  assert.deepEqual(
    entries.map(({ subject, organisation }) => [subject, organisation]),
    [['return 2021-q4/school-15', 'school-15']],
  );
  assert.ok(choices.actions.includes('campaign.open'));
});

test('entries are found by person, organisation and day', async () => {
  const { entries } = await readJournal(administrator, { organisationId: town.schools.first.id });
  assert.ok(entries.length > 0);
  const person = entries[0]!.accountId!;
  for (const entry of (await readJournal(administrator, { accountId: person })).entries)
    assert.equal(entry.accountId, person);
  const day = (await readJournal(administrator, { day: '2021-12-20' })).entries;
  assert.ok(day.some(({ action }) => action === 'return.submit'));
  assert.deepEqual((await readJournal(administrator, { day: '2021-12-21' })).entries, []);
});
