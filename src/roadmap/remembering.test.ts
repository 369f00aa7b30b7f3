import assert from 'node:assert/strict';
import test from 'node:test';
import type { Context } from '#platform/use-case.ts';
import { testApp } from '#tests/database.ts';
import { makeTown, somebody } from '#tests/town.ts';
import { type Change, editImport } from './edit-import.ts';
import { importRoadmap } from './import-roadmap.ts';
import { showImport, showSource } from './show-import.ts';

const { app } = await testApp();
const town = await makeTown(app, 'remembering');
const coordinator = await somebody(app, 'coordinator', town.town);
const elsewhere = await somebody(app, 'coordinator', (await makeTown(app, 'other-town')).town);

const ODD = `План мероприятий на 2022 год

| № | Что делаем | Когда | Кто | Сколько стоит |
|---|---|---|---|---|
| 1 | Сбор согласий | май 2022 г. | Команда проекта | 100 |
| 2 | Обучение кураторов | июнь | СОШ № 15 | 200 |`;
const upload = async (context: Context, file = ODD) =>
  (await importRoadmap(context, { fileName: 'План.md', file })).id;
const edit = (context: Context, id: number, revision: number, change: Change) =>
  editImport(context, { id, revision, change });

test('columns that no rule knows are said once by a person, and known the next time here alone', async () => {
  const id = await upload(coordinator);
  const before = await showImport(coordinator, { id });
  assert.equal(before.isRead, false);
  assert.deepEqual(
    before.columns.map(({ heading, likely, samples }) => [heading, likely, samples[0]]),
    [
      ['№', 'number', '1'],
      ['Что делаем', 'title', 'Сбор согласий'],
      ['Когда', 'deadline', 'май 2022 г.'],
      ['Кто', undefined, 'Команда проекта'],
      ['Сколько стоит', undefined, '100'],
    ],
  );
  const columns = { 'что делаем': 'title', когда: 'deadline', кто: 'responsible' } as const;
  await assert.rejects(edit(coordinator, id, 1, { what: 'columns', columns: { когда: 'deadline' } }), {
    code: 'roadmap.no-table',
  });
  await edit(coordinator, id, 1, { what: 'columns', columns });
  const after = await showImport(coordinator, { id });
  assert.deepEqual(
    after.activities.map(({ title, deadline }) => [title, deadline.text]),
    [
      ['Сбор согласий', 'май 2022 г.'],
      ['Обучение кураторов', 'июнь'],
    ],
  );
  const again = await showImport(coordinator, { id: await upload(coordinator) });
  assert.equal(again.activities.length, 2);
  assert.equal((await showImport(elsewhere, { id: await upload(elsewhere) })).isRead, false);
});

test('whom a text means is said once, and proposed as certain the next time', async () => {
  const id = await upload(coordinator);
  const { activities, revision } = await showImport(coordinator, { id });
  const [unknown] = activities[0]!.responsibles;
  assert.deepEqual([unknown!.certain, unknown!.organisations], [false, []]);
  await edit(coordinator, id, revision, {
    what: 'group',
    group: unknown!.group,
    assignment: { to: 'centre' },
  });
  const next = await showImport(coordinator, { id: await upload(coordinator) });
  const [known] = next.activities[0]!.responsibles;
  assert.deepEqual([known!.certain, known!.remembered, known!.organisations.length], [true, true, 1]);
  // Taken back, it is forgotten.
  const change = { what: 'group', group: unknown!.group, assignment: null } as const;
  await edit(coordinator, id, revision + 1, change);
  const last = await showImport(coordinator, { id: await upload(coordinator) });
  assert.equal(last.activities[0]!.responsibles[0]!.remembered, false);
});

test('each answer to a doubt says what it would do to the obligations', async () => {
  const file = `Дорожная карта на 2021-2022 годы
| № | Мероприятие | Срок | Исполнитель |
|---|---|---|---|
| 1 | Сбор согласий | май | руководители общеобразовательных организаций |`;
  const id = await upload(coordinator, file);
  const { questions, effects } = await showImport(coordinator, { id });
  const doubt = questions.find(({ code }) => code === 'roadmap.deadline-doubtful')!;
  const schools = town.schools.length;
  const ofEach = doubt.options.map(({ choice }) => effects[doubt.id]![choice]?.obligations);
  assert.deepEqual(ofEach.slice(0, 2), [schools * 2, schools]);
});

test('the whole file is shown as it is, with the activity beside its row', async () => {
  const { lines, activities } = await showSource(coordinator, { id: await upload(coordinator) });
  const row = lines.find(({ line }) => line === activities[0]!.source.firstLine);
  assert.deepEqual(
    row?.cells?.map(({ segments }) => segments[0]!.text),
    ['1', 'Сбор согласий', 'май 2022 г.', 'Команда проекта', '100'],
  );
  const id = await upload(coordinator);
  await assert.rejects(showSource(elsewhere, { id }), { code: 'roadmap.import-not-found' });
});
