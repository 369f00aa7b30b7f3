import assert from 'node:assert/strict';
import test from 'node:test';
import {
  addOrganisation,
  addOrganisations,
  changeOrganisation,
  closeOrganisation,
  listOrganisations,
  organisationsUnder,
  phonesOf,
  previewOrganisations,
  readJournal,
  showOrganisation,
} from '#organisations';
import { testApp } from '#tests/database.ts';
import { makeTown, somebody } from '#tests/town.ts';

const { app } = await testApp();
const { town, schools } = await makeTown(app);
const other = await makeTown(app, 'other-town');
const administrator = await somebody(app, 'administrator', town);

const refusedWith = (code: string) => (error: { code?: string }) => error.code === code;

test('forty schools are added by one paste, and pasting them again adds none', async () => {
  const text = Array.from({ length: 40 }, (_, index) => `МАОУ СОШ № ${index + 100}`).join('\n');
  const preview = await previewOrganisations(administrator, { parentId: town.id, text });
  assert.equal(preview.rows.filter(({ outcome }) => outcome === 'add').length, 40);
  const before = (await listOrganisations(administrator, {})).length;
  const { added } = await addOrganisations(administrator, { parentId: town.id, text });
  assert.equal(added, 40);
  assert.equal((await listOrganisations(administrator, {})).length, before + 40);
  await assert.rejects(
    addOrganisations(administrator, { parentId: town.id, text }),
    refusedWith('organisations.nothing-to-add'),
  );
});

test('a table writes telephones of those that are there; the journal has both, public lists have none', async () => {
  const [school] = schools;
  const text = `Организация;Телефон\n${(await showOrganisation(administrator, { id: school!.id })).name};62-05-18`;
  const { added, changed } = await addOrganisations(administrator, { parentId: town.id, text });
  assert.deepEqual([added, changed], [0, 1]);
  assert.equal((await showOrganisation(administrator, { id: school!.id })).phone, '62-05-18');
  assert.deepEqual(await phonesOf(app.db, [school!.id, town.id]), new Map([[school!.id, '62-05-18']]));
  const [listed] = await organisationsUnder(app.db, [school!.path]);
  assert.ok(!JSON.stringify(listed).includes('62-05-18'));
});

test('codes are proposed, and one that is taken is refused at its field', async () => {
  const added = await addOrganisation(administrator, {
    parentId: town.id,
    name: 'Лицей «Квант»',
    kind: 'school',
  });
  assert.equal(added.path, `${town.path}.kvant`);
  await assert.rejects(
    addOrganisation(administrator, { parentId: town.id, name: 'Другой', kind: 'school', code: 'kvant' }),
    (error: { code?: string; issues?: { at: string }[] }) =>
      error.code === 'organisations.code-taken' && error.issues?.[0]?.at === 'code',
  );
});

test('a part that is larger than its whole is refused', async () => {
  const change = changeOrganisation(administrator, {
    id: schools[0]!.id,
    name: 'МАОУ СОШ № 15',
    kind: 'school',
    profile: { pupils_total: 100, pupils_10_19: 101 },
  });
  await assert.rejects(change, refusedWith('organisations.part-beyond-whole'));
});

test('a change is in the journal with what was and what is', async () => {
  const id = schools[0]!.id;
  await changeOrganisation(administrator, {
    id,
    name: 'МАОУ СОШ № 15',
    kind: 'school',
    profile: { pupils_total: 900 },
    lowPerforming: true,
  });
  const { entries } = await readJournal(administrator, { organisationId: id });
  const entry = entries[0]!;
  assert.equal(entry.action, 'organisation.change');
  assert.equal((entry.before as { lowPerforming: boolean }).lowPerforming, false);
  assert.deepEqual((entry.after as { profile: object }).profile, { pupils_total: 900 });
});

test('a school that is closed is not listed among the open ones and keeps its history; it can be opened again', async () => {
  const id = schools[2]!.id;
  await closeOrganisation(administrator, { id, closed: true });
  assert.ok((await showOrganisation(administrator, { id })).closedAt);
  await closeOrganisation(administrator, { id, closed: false });
  assert.equal((await showOrganisation(administrator, { id })).closedAt, null);
});

test('the municipality that one administers cannot be closed', async () => {
  await assert.rejects(
    closeOrganisation(administrator, { id: town.id, closed: true }),
    refusedWith('organisations.close-above'),
  );
});

test('the administrator of another town is told nothing, not even that the school exists', async () => {
  const stranger = await somebody(app, 'administrator', other.town);
  const id = schools[0]!.id;
  await assert.rejects(showOrganisation(stranger, { id }), refusedWith('organisations.not-found'));
  await assert.rejects(
    closeOrganisation(stranger, { id, closed: true }),
    refusedWith('organisations.not-found'),
  );
  await assert.rejects(
    addOrganisation(stranger, { parentId: town.id, name: 'Школа', kind: 'school' }),
    refusedWith('organisations.not-found'),
  );
  const { entries } = await readJournal(stranger, {});
  assert.deepEqual(entries, []);
});

test('a head reads their own school and changes nothing', async () => {
  const head = await somebody(app, 'head', schools[0]!);
  assert.deepEqual(
    (await listOrganisations(head, {})).map(({ code }) => code),
    ['school-15'],
  );
  await assert.rejects(
    changeOrganisation(head, { id: schools[0]!.id, name: 'Чужая', kind: 'school' }),
    refusedWith('organisations.not-found'),
  );
});
