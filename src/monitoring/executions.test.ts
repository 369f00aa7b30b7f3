import assert from 'node:assert/strict';
import test from 'node:test';
import { executionsOf, roadmapState, sendBack } from '#monitoring';
import { testApp } from '#tests/database.ts';
import { fillIn, monitoredTown, open, submit } from '#tests/monitored-town.ts';

const { app } = await testApp();
const here = await monitoredTown(app, 'executions');
const AUTUMN = '2021-09-20T09:00:00+05:00';
const contest = here.duty('school-15', 'III.7');
const said = async () =>
  Object.fromEntries(
    (await executionsOf(app.db, [here.schools.first.id])).map(({ code, term, execution }) => [
      `${code}/${term}`,
      execution && `${execution.state} ${execution.campaign}${execution.accepted ? ' accepted' : ''}`,
    ]),
  );

test('what has become of an obligation is what the latest counted return says', async () => {
  await open(here, '2021-q3', AUTUMN);
  await fillIn(here.head(AUTUMN), '2021-q3');
  assert.ok(
    Object.values(await said()).every((one) => one === undefined),
    'a draft says nothing',
  );
  await submit(here.head(AUTUMN), '2021-q3');
  assert.deepEqual(await said(), {
    'II.5/1': 'running 2021-q3',
    'II.6/1': undefined,
    'III.7/1': 'running 2021-q3',
    'III.7/2': undefined,
    'VI.1/1': 'done 2021-q3',
    'VI.1/2': undefined,
  });
  await open(here, '2021-q4');
  await fillIn(here.head(), '2021-q4', {
    [`f1.${contest}.state`]: 'done',
    [`f1.${contest}.doneOn`]: '14.10.2021',
    [`f1.${contest}.document`]: 'Приказ № 214-о',
  });
  await submit(here.head(), '2021-q4');
  const now = await said();
  assert.deepEqual(
    [now['II.5/1'], now['III.7/1'], now['VI.1/2']],
    ['running 2021-q4', 'done 2021-q4', 'done 2021-q4'],
  );
  const [done] = (await executionsOf(app.db, [here.schools.first.id])).filter(({ id }) => id === contest);
  assert.deepEqual([done?.execution?.doneOn, done?.execution?.document], ['2021-10-14', 'Приказ № 214-о']);
});

test('the roadmap stands as its obligations do, with whom it still waits for', async () => {
  const state = (await roadmapState(here.controller(), {}))!;
  const brief = (code: string) => {
    const found = state.activities.find((one) => one.code === code)!;
    return `${found.state} ${found.done}/${found.all}`;
  };
  assert.deepEqual(['I.1', 'II.5', 'II.6', 'III.7', 'VI.1'].map(brief), [
    'late 0/2',
    'running 0/5',
    'running 0/3',
    'late 1/3',
    'running 1/5',
  ]);
  const marks = state.activities.find(({ code }) => code === 'III.7')!.obligations.map((one) => one.state);
  assert.deepEqual(marks.filter((mark) => mark === 'done').length, 1);
  assert.deepEqual(marks.filter((mark) => mark === 'late').length, 2);
  assert.equal((await roadmapState(here.head(), {}))!.activities.length, 5);
});

test('a quarter of monitoring that was missed cannot be made up for, and one that nobody held makes nobody late', async () => {
  const { activities } = (await roadmapState(here.controller(), {}))!;
  const marks = (term: number) =>
    activities
      .find(({ code }) => code === 'VI.1')!
      .obligations.filter((one) => one.term === term)
      .map((one) => one.state)
      .sort();
  assert.deepEqual(marks(1), ['done', 'late', 'late', 'late', 'late'], 'it stays seen who missed it');
  const quiet = await monitoredTown(app, 'quiet');
  const nobody = (await roadmapState(quiet.controller(), {}))!.activities.find(
    ({ code }) => code === 'VI.1',
  )!;
  assert.deepEqual(
    nobody.obligations.filter((one) => one.term === 1).map((one) => one.state),
    Array.from({ length: 5 }, () => 'not-applicable'),
  );
});

test('a return that is sent back drops out, and the answer before it counts again', async () => {
  await sendBack(here.coordinator(), {
    campaign: '2021-q4',
    organisation: 'school-15',
    rev: 1,
    text: 'Нет подтверждения',
  });
  const now = await said();
  assert.deepEqual([now['III.7/1'], now['VI.1/2']], ['running 2021-q3', undefined]);
});
