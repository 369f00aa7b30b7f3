import assert from 'node:assert/strict';
import test from 'node:test';
import { enterFor, returnsTable, saveDraft } from '#monitoring';
import { testApp } from '#tests/database.ts';
import { changesTo, fillIn, submit, townsOf } from '#tests/monitored-town.ts';

const { app } = await testApp();
const { opened } = townsOf(app);
const T1 = { campaign: '2021-q4', form: 'f2', table: 't1', row: 'other' };
const SCHOOL = { campaign: '2021-q4', organisation: 'school-90' };

test('one row of a table stands for all schools: submitted figures for whoever inspects, no draft', async () => {
  const here = await opened();
  await fillIn(here.head(), '2021-q4', {
    't1.other.mentors': '0',
    'na.t1.other.groups': 'нет групп',
    't1.other.groups': '',
  });
  const cellsOf = async (who: typeof here.controller) => {
    const { rows, columns } = await returnsTable(who(), T1);
    const at = (code: string) => columns.findIndex((column) => column.code === code);
    const cells = rows.find(({ organisation }) => organisation.code === 'school-15')?.cells;
    return (
      cells && [
        cells[at('mentors')]!.value,
        cells[at('groups')]!.reason,
        cells[at('mentees_young')]!.isClosed,
      ]
    );
  };
  for (const who of [here.controller, here.group, here.coordinator])
    assert.equal(await cellsOf(who), undefined);
  await submit(here.head(), '2021-q4');
  for (const who of [here.controller, here.group, here.coordinator])
    assert.deepEqual(await cellsOf(who), ['0', 'нет групп', true]);
  await assert.rejects(returnsTable(here.head(), T1), { code: 'access.denied' });
  await assert.rejects(returnsTable(here.controller(), { ...T1, table: 't9' }), {
    code: 'returns.not-found',
  });
});

test('it is entered for those schools alone of which it is said by whose words', async () => {
  const here = await opened();
  const open = async () => {
    const { rows } = await returnsTable(here.coordinator(), T1);
    return rows.filter(({ mayEnter }) => mayEnter).map(({ organisation }) => organisation.code);
  };
  assert.deepEqual(await open(), []);
  await enterFor(here.coordinator(), { ...SCHOOL, toldBy: 'директор', why: 'по телефону' });
  assert.deepEqual(await open(), ['school-90']);
  const values = { 't1.other.mentors': '4' };
  await saveDraft(here.coordinator(), { ...SCHOOL, base: 0, changes: changesTo(values) });
  const { rows } = await returnsTable(here.coordinator(), T1);
  const entered = rows.find(({ mayEnter }) => mayEnter)!;
  assert.deepEqual([entered.draftRev, entered.cells!.find(({ field }) => field in values)!.value], [1, '4']);
  const seen = await returnsTable(here.controller(), T1);
  assert.ok(seen.rows.every(({ mayEnter, cells }) => !mayEnter && cells === undefined));
});

test('a list stands for all schools with every row, to be read; who has nothing to report says so', async () => {
  const here = await opened();
  await fillIn(here.head(), '2021-q4', {
    't3.r1.title': 'Клуб',
    't3.r1.form': 'other',
    't3.r1.link': 'https://school.example/club',
    't3.r1.public': 'yes',
    't3.r4.title': 'Школа молодого учителя',
    't3.r4.form': 'teacher-teacher',
    't3.r4.link': 'https://school.example/young',
    't3.r4.public': 'no',
  });
  await fillIn(here.otherHead(), '2021-q4', { 'none.t3': '1' });
  await submit(here.head(), '2021-q4');
  await submit(here.otherHead(), '2021-q4');
  const { rows, columns, table } = await returnsTable(here.controller(), {
    campaign: '2021-q4',
    form: 'f2',
    table: 't3',
  });
  assert.equal(table?.kind, 'list');
  const title = columns.findIndex(({ code }) => code === 'title');
  assert.deepEqual(
    rows
      .filter(({ cells }) => cells)
      .map(({ organisation, row, cells, without, mayEnter }) => [
        organisation.code,
        row,
        cells![title]?.value,
        without?.nothing,
        mayEnter,
      ]),
    [
      ['school-15', '1', 'Клуб', undefined, false],
      ['school-15', '4', 'Школа молодого учителя', undefined, false],
      ['school-90', '', undefined, true, false],
    ],
  );
});
