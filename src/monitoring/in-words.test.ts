import assert from 'node:assert/strict';
import test from 'node:test';
import { consolidate, foldSoon, reviewReturn, startFold } from '#monitoring';
import { testApp } from '#tests/database.ts';
import { fillIn, submit, townsOf } from '#tests/monitored-town.ts';

const { app } = await testApp();
startFold(app);
const { opened } = townsOf(app);

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
