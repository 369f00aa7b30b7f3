import assert from 'node:assert/strict';
import test from 'node:test';
import { readXlsx } from 'hucre/xlsx';
import { testApp } from '#tests/database.ts';
import { fillIn, monitoredTown, open, submit } from '#tests/monitored-town.ts';
import { downloadReturns } from './download-returns.ts';

const { app } = await testApp();

test('the list of returns is a table of everybody who is asked, with who has not begun', async () => {
  const here = await monitoredTown(app, 'list');
  await open(here, '2021-q4');
  await fillIn(here.head(), '2021-q4');
  await submit(here.head(), '2021-q4');
  const { name, bytes } = await downloadReturns(here.controller(), { campaign: '2021-q4' });
  assert.equal(name, 'otchety-2021-q4.xlsx');
  const rows = (await readXlsx(bytes)).sheets[0]!.rows;
  assert.match(String(rows[0]![0]), /Мониторинг\sза\sIV\sквартал\s2021\sгода/);
  const school = rows.find(([who]) => who === 'school-15')!;
  assert.deepEqual(school.slice(1, 2), ['сдан, ждёт проверки']);
  assert.equal(school[2], school[3], 'all of it is filled in');
  assert.equal(rows.find(([who]) => who === 'primary-25')![1], 'не начат');
  assert.equal(rows.length, 2 + 5, 'three schools and two bodies');
  await assert.rejects(downloadReturns(here.head(), { campaign: '2021-q4' }), { kind: 'forbidden' });
});
