import assert from 'node:assert/strict';
import test from 'node:test';
import {
  exportForm,
  listForms,
  openCampaign,
  publishForm,
  saveForm,
  showForm,
  showPublishedForm,
  showReturn,
  startForm,
  tryForm,
  withdrawDraft,
} from '#monitoring';
import { testApp } from '#tests/database.ts';
import { monitoredTown } from '#tests/monitored-town.ts';

const { app } = await testApp();
const town = await monitoredTown(app, 'designing');
const elsewhere = await monitoredTown(app, 'designing-elsewhere');
const coordinator = town.coordinator;

/** A form of one table, ready to be published. */
async function clubs(title: string) {
  const { id } = await startForm(coordinator(), { from: 'blank', title });
  const steps = [
    { do: 'add-table', title: 'Кружки школы', kind: 'fixed' },
    { do: 'add-rows', table: '', lines: 'Спортивные\nТехнические' },
    { do: 'add-column', table: '', title: 'Детей', type: 'whole', unit: 'чел.' },
  ] as const;
  let rev = 1;
  let table = '';
  for (const change of steps) {
    const step = change.do === 'add-table' ? change : { ...change, table };
    const saved = await saveForm(coordinator(), { id, rev, change: step });
    [rev, table] = [saved.rev, saved.form.tables[0]!.code];
  }
  return { id, rev, table };
}

test('a form is designed, published and asked, and the school sees it', async () => {
  const { id, rev, table } = await clubs('Кружки');
  assert.equal(table, 'f4a');
  const tried = await tryForm(coordinator(), {
    which: { draft: id },
    fields: { [`${table}.sportivnye.detey`]: '12', [`${table}.tekhnicheskie.detey`]: 'много' },
  });
  assert.deepEqual(
    tried.verdict!.issues.map(({ at, severity }) => [at, severity]),
    [[`${table}.tekhnicheskie.detey`, 'error']],
  );
  const { name } = await publishForm(coordinator(), { id, rev });
  assert.equal(name, 'F4 1');
  await openCampaign(coordinator(), { quarter: '2021-q4', forms: ['F2 2', name] });
  const shown = await showReturn(town.head(), { campaign: '2021-q4' });
  assert.ok(shown.form!.tables.some(({ code }) => code === table));
  const [listed] = (await listForms(coordinator(), {})).forms.filter(({ code }) => code === 'F4');
  assert.deepEqual([listed!.version, listed!.isShipped, listed!.campaigns], [1, false, ['2021-q4']]);
  await assert.rejects(showForm(coordinator(), { id }), { code: 'form.not-found' });
});

test('checks that compare with the period before are tried with its numbers, which the form says it asks for', async () => {
  const cell = 't1.other.mentees';
  const tried = (previous: Record<string, string>) =>
    tryForm(coordinator(), { which: { code: 'F2' }, fields: { [cell]: '3' }, previous });
  const halved = async (previous: Record<string, string>) =>
    (await tried(previous))
      .verdict!.issues.filter(({ code }) => code === 'f2.row-not-halved')
      .map(({ at }) => at);
  const { earlier } = await tried({});
  assert.deepEqual([earlier.includes(cell), earlier.includes('t1.total.mentees')], [true, false]);
  assert.deepEqual(await halved({}), []);
  assert.deepEqual(await halved({ [cell]: '40' }), [cell]);
});

test('the next version names what goes on under another code, and only when somebody has looked', async () => {
  const { id } = await startForm(coordinator(), { from: 'copy', code: 'F4' });
  await assert.rejects(startForm(coordinator(), { from: 'copy', code: 'F4' }), { code: 'form.draft-exists' });
  const shown = await showForm(coordinator(), { id });
  assert.deepEqual(shown.before!.following.parts, []);
  const column = shown.form.tables[0]!.columns[0]!;
  const change = {
    do: 'column',
    table: 'f4a',
    column: column.code,
    code: 'children',
    title: 'Детей в кружках',
    groups: [] as string[],
    unit: 'чел.',
    hint: '',
    type: 'whole',
    scale: 0,
    over: 'period',
    since: 'year',
    options: '',
    optional: false,
    requiredIf: '',
    shownIf: '',
    formula: '',
    prefill: '',
    consolidates: '',
    weight: '',
    who: '',
    purpose: '',
    act: '',
    closedFor: [] as 'school'[],
  } as const;
  const { rev } = await saveForm(coordinator(), { id, rev: shown.rev, change });
  const code = { ...change, column: 'children', title: 'Детей' } as const;
  await assert.rejects(
    saveForm(coordinator(), {
      id,
      rev,
      change: { do: 'form', code: 'F8', title: 'Кружки', hint: '', who: '', purpose: '', act: '' },
    }),
    { code: 'form.code-published' },
  );
  await assert.rejects(publishForm(coordinator(), { id, rev }), { code: 'form.following-unconfirmed' });
  const saved = await saveForm(coordinator(), { id, rev, change: code });
  const follows = { 'column:f4a.detey': 'children' };
  const { version } = await publishForm(coordinator(), { id, rev: saved.rev, follows, confirmed: true });
  assert.equal(version, 2);
  const { form, versions } = await showPublishedForm(coordinator(), { code: 'F4' });
  assert.deepEqual(versions, [1, 2]);
  assert.deepEqual(form.follows, {
    version: 1,
    cells: {
      'f4a.sportivnye.detey': 'f4a.sportivnye.children',
      'f4a.tekhnicheskie.detey': 'f4a.tekhnicheskie.children',
    },
  });
});

test('two people do not overwrite each other, and a form with faults is not published', async () => {
  const { id } = await startForm(coordinator(), { from: 'blank', title: 'Пустая' });
  const change = { do: 'add-table', title: 'Т', kind: 'list' } as const;
  await saveForm(coordinator(), { id, rev: 1, change });
  await assert.rejects(saveForm(coordinator(), { id, rev: 1, change }), { code: 'form.changed-meanwhile' });
  await assert.rejects(publishForm(coordinator(), { id, rev: 2 }), { code: 'form.has-faults' });
  await assert.rejects(withdrawDraft(coordinator(), { id, rev: 1 }), { code: 'form.changed-meanwhile' });
  await withdrawDraft(coordinator(), { id, rev: 2 });
});

test('a form travels to another town as a file: under its own code where that is free, else under another', async () => {
  const { text, name } = await exportForm(coordinator(), { code: 'F4', version: 2 });
  assert.equal(name, 'F4-2.json');
  const { id } = await startForm(elsewhere.coordinator(), { from: 'file', text });
  const { form } = await showForm(elsewhere.coordinator(), { id });
  assert.equal(form.code, 'F5', 'F4 is this installation’s already');
  assert.equal(form.tables[0]!.code, 'f5a');
  const shipped = await startForm(elsewhere.coordinator(), { from: 'copy', code: 'F2' });
  const copy = await showForm(elsewhere.coordinator(), { id: shipped.id });
  assert.equal(copy.form.code, 'F6');
  assert.deepEqual(copy.faults, []);
  assert.ok(copy.twice.some(({ why }) => why === 'elsewhere'));
});

test('who reads may not change, and another town’s form does not exist', async () => {
  const { id } = await startForm(coordinator(), { from: 'blank', title: 'Чужим не видно' });
  const change = { do: 'add-table', title: 'Т', kind: 'fixed' } as const;
  for (const reader of [town.controller, town.group]) {
    assert.equal((await showForm(reader(), { id })).may.change, false);
    assert.equal((await listForms(reader(), {})).may.change, false);
    for (const attempt of [
      () => saveForm(reader(), { id, rev: 1, change }),
      () => publishForm(reader(), { id, rev: 1 }),
      () => withdrawDraft(reader(), { id, rev: 1 }),
    ])
      await assert.rejects(attempt, { code: 'access.denied' });
    // There is no municipality in which they may.
    await assert.rejects(startForm(reader(), { from: 'blank', title: 'Т' }), { kind: 'not-found' });
  }
  for (const other of [elsewhere.coordinator, town.head]) {
    await assert.rejects(showForm(other(), { id }), { kind: 'not-found' });
    await assert.rejects(saveForm(other(), { id, rev: 1, change }), { kind: 'not-found' });
    await assert.rejects(exportForm(other(), { draft: id }), { kind: 'not-found' });
  }
});

test('a check that compares with a year ago is tried with the numbers of a year ago', async () => {
  const { id, rev, table } = await clubs('Кружки за год');
  await saveForm(coordinator(), {
    id,
    rev,
    change: {
      do: 'check',
      check: '',
      table,
      each: 'row',
      at: 'detey',
      severity: 'warning',
      holds: 'detey >= year_ago.detey',
      text: 'Год назад было больше.',
      short: 'год назад больше',
    },
  });
  const cell = `${table}.sportivnye.detey`;
  const tried = (yearAgo: Record<string, string>) =>
    tryForm(coordinator(), { which: { draft: id }, fields: { [cell]: '3' }, yearAgo });
  const asked = await tried({});
  assert.deepEqual([asked.earlier, asked.yearAgo.includes(cell)], [[], true]);
  const warned = async (yearAgo: Record<string, string>) =>
    (await tried(yearAgo)).verdict!.issues.filter(({ severity }) => severity === 'warning').length;
  assert.deepEqual([await warned({ [cell]: '2' }), await warned({ [cell]: '40' })], [0, 1]);
});
