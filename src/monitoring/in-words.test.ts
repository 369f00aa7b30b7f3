import assert from 'node:assert/strict';
import test from 'node:test';
import {
  consolidate,
  foldSoon,
  givenWords,
  openCampaign,
  publishForm,
  reviewReturn,
  startFold,
  startForm,
} from '#monitoring';
import { testApp } from '#tests/database.ts';
import { fillIn, submit, townsOf } from '#tests/monitored-town.ts';

const { app } = await testApp();
startFold(app);
const { opened, town } = townsOf(app);

test('what does not apply stands with its reason in the review and under the figure, never as empty or zero', async () => {
  const here = await opened();
  const [cell, other] = ['t2.contests.events', 't2.forums.events'];
  await fillIn(here.head(), '2021-q4', {
    [cell]: '',
    [`na.${cell}`]: 'конкурсов не проводим',
    'none.t3': '1',
  });
  await fillIn(here.otherHead(), '2021-q4', { [cell]: '3', [other]: '0' });
  await submit(here.head(), '2021-q4');
  await submit(here.otherHead(), '2021-q4');
  foldSoon();
  const { drill } = await consolidate(here.controller(), {
    campaign: '2021-q4',
    cell,
    byOrganisation: true,
  });
  assert.deepEqual(
    drill!.notApplicable.map(({ id, code }) => [code, drill!.reasons[id]]),
    [['school-15', 'конкурсов не проводим']],
  );
  assert.deepEqual(
    drill!.given.map(({ value }) => value),
    [3],
  );
  const reviewed = await reviewReturn(here.controller(), { campaign: '2021-q4', organisation: 'school-15' });
  const found = reviewed.cells.find(({ field }) => field === cell);
  assert.deepEqual([found?.now, found?.reason], ['not-applicable', 'конкурсов не проводим']);
  assert.deepEqual(
    reviewed.answeredInWords.map(({ table, reason }) => [table, reason]),
    [['t3', undefined]],
  );
});

test('a table by the roadmap gives its words by the activities, as lists give theirs', async () => {
  const here = await town();
  const text = (ru: string) => ({ ru, en: ru });
  const column = { unit: text(''), scale: 0, over: 'period' };
  const form = {
    code: 'F7',
    version: 1,
    title: text('Ход мероприятий'),
    tables: [
      {
        code: 'f7a',
        kind: 'roadmap',
        title: text('Ход'),
        rows: [],
        closed: [],
        columns: [
          { ...column, code: 'said', title: text('Что сделано'), type: 'text', optional: true },
          { ...column, code: 'people', title: text('Участников'), type: 'whole', optional: true },
        ],
      },
    ],
    checks: [],
    computed: [],
  };
  const { id } = await startForm(here.coordinator(), {
    from: 'file',
    text: JSON.stringify({ vekha: 'form 1', form }),
  });
  const { name } = await publishForm(here.coordinator(), { id, rev: 1 });
  await openCampaign(here.coordinator(), { quarter: '2021-q4', forms: ['F2 2', name] });
  const duty = here.duty('school-15', 'III.7');
  await fillIn(here.head(), '2021-q4', {
    [`f7a.${duty}.said`]: 'подали заявку',
    [`f7a.${duty}.people`]: '4',
  });
  await submit(here.head(), '2021-q4');
  const { tables } = await givenWords(here.controller(), { campaign: '2021-q4', table: 'f7a' });
  assert.deepEqual(
    tables.map(({ kind, rows }) => [
      kind,
      rows
        .filter(({ values }) => values['said'] !== '0')
        .map(({ organisation, row, values }) => [organisation.code, row?.ru, values]),
    ]),
    [
      [
        'roadmap',
        [['school-15', 'III.7 Участие в региональном конкурсе', { said: 'подали заявку', people: '4' }]],
      ],
    ],
  );
});
