import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import type { Context } from '#platform/use-case.ts';
import { testApp } from '#tests/database.ts';
import { makeTown, somebody } from '#tests/town.ts';
import { approveRoadmap } from './approve-roadmap.ts';
import { editImport } from './edit-import.ts';
import { importRoadmap } from './import-roadmap.ts';
import { readInWorker } from './read-in-worker.ts';
import { showActivity, showRoadmap } from './show-roadmap.ts';
import { showImport } from './show-import.ts';
import { obligationsDue } from './sql/obligations.ts';

const order282 = readFileSync(new URL('../../examples/zlatoust/order-282.txt', import.meta.url));
const { app } = await testApp();
const zlatoust = await makeTown(app, 'zlatoust');
const miass = await makeTown(app, 'miass');
const coordinator = await somebody(app, 'coordinator', zlatoust.town);
const upload = (context: Context, file: Uint8Array | string = order282, fileName = 'Приказ 282.txt') =>
  importRoadmap(context, { fileName, file });

/** Takes the likeliest answer to every question, as one who agrees with everything. */
async function agreeWithAll(context: Context, id: number) {
  for (;;) {
    const { questions, revision } = await showImport(context, { id });
    const open = questions.find(({ answered }) => !answered);
    if (!open) return revision;
    const { choice } = open.options[0]!;
    await editImport(context, { id, revision, change: { what: 'answer', question: open.id, choice } });
  }
}

test('order № 282 is read from its file: 23 activities in 6 sections, each with its lines', async () => {
  const { id } = await upload(coordinator);
  const { confirmed, activities, questions, excerpts, fileName } = await showImport(coordinator, { id });
  assert.equal(fileName, 'Приказ 282.txt');
  assert.equal(activities.length, 23);
  assert.deepEqual(
    confirmed.sections.map(({ numeral, activities }) => [numeral, activities.length]),
    [
      ['I', 3],
      ['II', 6],
      ['III', 8],
      ['IV', 1],
      ['V', 2],
      ['VI', 3],
    ],
  );
  assert.equal(confirmed.order.number, '282');
  assert.equal(confirmed.order.date, '2021-04-22');
  const future = questions.find(({ code }) => code === 'roadmap.order-cites-future')!;
  assert.deepEqual(
    excerpts[future.id]!.flatMap(({ text = [] }) =>
      text.filter(({ marked }) => marked).map(({ text }) => text),
    ),
    ['30.12.2021'],
  );
  assert.equal(future.options[0]!.day, '2020-12-30');
});

test('the activity that is taking part in the monitoring is recognised, and a person may say otherwise', async () => {
  const { id } = await upload(coordinator);
  const derived = async () =>
    (await showImport(coordinator, { id })).activities.filter((one) => one.derived).map(({ code }) => code);
  assert.deepEqual(await derived(), ['VI.1']);
  const change = { what: 'activity', activity: '6.1', derived: false } as const;
  await editImport(coordinator, { id, revision: 1, change });
  assert.deepEqual(await derived(), []);
});

test('of two people on one import the second is told, and nothing of the first is lost', async () => {
  const { id } = await upload(coordinator);
  const other = await somebody(app, 'coordinator', zlatoust.town);
  const edit = (context: Context, shortTitle: string) =>
    editImport(context, { id, revision: 1, change: { what: 'activity', activity: '1.1', shortTitle } });
  await edit(coordinator, 'Утвердить Дорожную карту');
  await assert.rejects(edit(other, 'Иначе'), { code: 'roadmap.changed-meanwhile' });
  const { activities, revision } = await showImport(other, { id });
  assert.equal(activities[0]!.shortTitle, 'Утвердить Дорожную карту');
  assert.equal(revision, 2);
});

test("another municipality's coordinator is told nothing, not even that the import exists", async () => {
  const { id } = await upload(coordinator);
  const stranger = await somebody(app, 'coordinator', miass.town);
  const change = { what: 'agree' } as const;
  await assert.rejects(showImport(stranger, { id }), { code: 'roadmap.import-not-found' });
  await assert.rejects(editImport(stranger, { id, revision: 1, change }), {
    code: 'roadmap.import-not-found',
  });
  await assert.rejects(approveRoadmap(stranger, { id, revision: 1 }), { code: 'roadmap.import-not-found' });
});

test('of two schools with one number that one is meant whose name stands in the order', async () => {
  const context = await somebody(
    app,
    'coordinator',
    (await makeTown(app, 'numbers', 'Школа-пример № 15')).town,
  );
  const { id } = await upload(context);
  const { activities, organisations } = await showImport(context, { id });
  const names = activities
    .find(({ code }) => code === 'II.1')!
    .bound.map((bound) => organisations.find(({ id }) => id === bound)?.shortName);
  assert.deepEqual(names.sort(), ['«Начальная школа № 25»', 'СОШ № 15', 'СОШ № 90']);
});

test('only a coordinator may bring a roadmap', async () => {
  for (const role of ['head', 'controller', 'working-group', 'administrator'] as const)
    await assert.rejects(upload(await somebody(app, role, zlatoust.town)), { code: 'access.denied' }, role);
});

test('new words of a deadline are read again, in the period as it then is', async () => {
  const { id } = await upload(coordinator);
  const change = { what: 'activity', activity: '1.1', deadline: 'до 15 мая 2021 г.' } as const;
  await editImport(coordinator, { id, revision: 1, change });
  const { activities } = await showImport(coordinator, { id });
  assert.deepEqual(activities[0]!.deadline, {
    text: 'до 15 мая 2021 г.',
    kind: 'intervals',
    intervals: [{ start: '2021-01-01', end: '2021-05-15' }],
  });
});

test('a period that a person writes is the period of the roadmap, an impossible one is refused', async () => {
  const { id } = await upload(coordinator);
  const period = (value: string) =>
    editImport(coordinator, {
      id,
      revision: 1,
      change: { what: 'answer', question: 'warning-1', choice: 'other', value },
    });
  await assert.rejects(period('01.09.2021/31.02.2022'), { code: 'roadmap.day-not-read' });
  await assert.rejects(period('01.09.2021/31.08.2020'), { code: 'roadmap.period-not-read' });
  await period('01.09.2021/31.08.2022');
  const { confirmed, activities } = await showImport(coordinator, { id });
  assert.deepEqual(confirmed.period, { start: '2021-09-01', end: '2022-08-31' });
  const whole = activities.find(({ code }) => code === 'II.5')!;
  assert.deepEqual(whole.terms, [confirmed.period]);
});

test('a file that cannot be read is refused with its reason, and nothing is kept', async () => {
  const { begun } = await showRoadmap(coordinator, {});
  for (const [file, code] of [
    [Buffer.from('Уважаемые коллеги!'), 'roadmap.no-table'],
    [Buffer.from('PK\x03\x04 word/document.xml'), 'roadmap.file-damaged'],
    [Buffer.alloc(11 * 1024 * 1024, 'я'), 'roadmap.file-too-large'],
  ] as const)
    await assert.rejects(upload(coordinator, file, 'План.txt'), { code });
  assert.deepEqual((await showRoadmap(coordinator, {})).begun, begun);
});

test('a file in Windows-1251 is read too', async () => {
  const russian =
    'Дорожная карта на 2022 год\n| № | Мероприятие | Срок |\n|---|---|---|\n| 1 | Сбор | май |\n';
  const bytes = Buffer.from(
    [...russian].map((letter) => {
      const code = letter.codePointAt(0)!;
      if (letter === '№') return 0xb9;
      return code >= 0x410 ? code - 0x410 + 0xc0 : code;
    }),
  );
  const { id } = await upload(coordinator, bytes);
  assert.equal((await showImport(coordinator, { id })).activities[0]!.title, 'Сбор');
});

test('a reading that takes too long is given up, and the next one is made', async () => {
  await assert.rejects(readInWorker({ bytes: order282 }, 1), { code: 'roadmap.reading-too-long' });
  const { reading } = await readInWorker({ bytes: order282 });
  assert.equal(reading.roadmap?.sections.length, 6);
});

test('with open questions, without a number or with nobody responsible a roadmap is not approved', async () => {
  const { id } = await upload(coordinator);
  await assert.rejects(approveRoadmap(coordinator, { id, revision: 1 }), { code: 'roadmap.questions-left' });
  const revision = await agreeWithAll(coordinator, id);
  const nobody = { to: 'nobody' } as const;
  await editImport(coordinator, {
    id,
    revision,
    change: { what: 'activity', activity: '6.3', assignments: { 0: nobody } },
  });
  const approval = approveRoadmap(coordinator, { id, revision: revision + 1, number: '' });
  await assert.rejects(approval, (error: { code: string; issues: { at: string }[] }) => {
    assert.equal(error.code, 'roadmap.not-ready');
    assert.deepEqual(
      error.issues.map(({ at }) => at),
      ['activity-6.3', 'number'],
    );
    return true;
  });
});

test('approved, the roadmap is version 1, and each organisation has its obligations', async () => {
  const { id } = await upload(coordinator);
  const other = await upload(coordinator);
  assert.equal((await showRoadmap(coordinator, {})).shown, undefined);
  const revision = await agreeWithAll(coordinator, id);
  const approved = await approveRoadmap(coordinator, { id, revision });
  assert.equal(approved.activities, 23);
  const { shown } = await showRoadmap(coordinator, {});
  const { roadmap, activities, obligations, organisations } = shown!;
  assert.deepEqual([roadmap.number, roadmap.orderNumber, roadmap.orderedOn], [1, '282', '2021-04-22']);
  assert.deepEqual([roadmap.startsOn, roadmap.endsOn], ['2021-01-01', '2022-12-31']);
  assert.equal(obligations.length, approved.obligations);
  const kindOf = new Map(organisations.map(({ id, kind }) => [id, kind]));
  const bySchools = activities.filter(({ activityId }) =>
    obligations.some(
      (one) => one.activityId === activityId && /school/.test(kindOf.get(one.organisationId) ?? ''),
    ),
  );
  const alone = activities.filter((one) => !bySchools.includes(one)).map(({ code }) => code);
  assert.deepEqual(alone, ['I.1', 'I.2', 'I.3', 'III.8', 'IV.1', 'VI.2', 'VI.3']);

  // VI.1 is due every quarter, and the system knows it by itself.
  const monitoring = await showActivity(coordinator, { code: 'VI.1' });
  assert.equal(monitoring.activity.derived, 'monitoring');
  assert.equal(Math.max(...monitoring.obligations.map(({ term }) => term)), 8);
  const [school] = zlatoust.schools;
  const due = await obligationsDue(app.db, [school!.id], { startsBy: '2021-12-31' });
  assert.ok(due.some(({ code, term }) => code === 'III.7' && term === 1));
  assert.ok(!due.some(({ code, term }) => code === 'III.7' && term === 2));

  // Twice, or over another import, is refused: a correction is something else.
  await assert.rejects(approveRoadmap(coordinator, { id, revision: revision + 1 }), {
    code: 'roadmap.already-approved',
  });
  const second = await agreeWithAll(coordinator, other.id);
  await assert.rejects(approveRoadmap(coordinator, { id: other.id, revision: second }), {
    code: 'roadmap.version-exists',
  });
  const change = { what: 'agree' } as const;
  await assert.rejects(editImport(coordinator, { id, revision: revision + 1, change }), {
    code: 'roadmap.already-approved',
  });
});

test('a school reads the roadmap of its own municipality, and no other', async () => {
  const head = await somebody(app, 'head', zlatoust.schools[0]!);
  assert.equal((await showActivity(head, { code: 'III.7' })).activity.code, 'III.7');
  const elsewhere = await somebody(app, 'head', miass.schools[0]!);
  assert.equal((await showRoadmap(elsewhere, {})).shown, undefined);
  await assert.rejects(showActivity(elsewhere, { code: 'III.7' }), { code: 'roadmap.activity-not-found' });
});

test('two imports approved at the same moment make one version', async () => {
  const context = await somebody(app, 'coordinator', miass.town);
  const ids = [(await upload(context)).id, (await upload(context)).id];
  const revisions = [await agreeWithAll(context, ids[0]!), await agreeWithAll(context, ids[1]!)];
  const results = await Promise.allSettled(
    ids.map((id, at) => approveRoadmap({ ...context }, { id, revision: revisions[at]! })),
  );
  assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  const refused = results.find((one) => one.status === 'rejected') as PromiseRejectedResult;
  assert.equal(refused.reason.code, 'roadmap.version-exists');
});
