import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { readXlsx } from 'hucre/xlsx';
import { startFold } from '#monitoring';
import { actorOf, contextFor } from '#organisations';
import { testApp } from '#tests/database.ts';
import {
  addAccount,
  addCampaign,
  addOrganisation,
  type SampleOrganisation,
  stateSample,
  submitSample,
} from '#tests/sample-returns.ts';
import { downloadConsolidation } from './download-consolidation.ts';

const { app } = await testApp();
startFold(app);
const town = await addOrganisation(app, { code: 'town', kind: 'municipality' });
const schools: SampleOrganisation[] = [];
for (const [code, kind, name] of [
  ['school-1', 'school', 'Школа № 1'],
  ['school-2', 'primary-school', 'Начальная школа № 2'],
  ['school-3', 'school', '=HYPERLINK("https://example.org")'],
] as const)
  schools.push(await addOrganisation(app, { code, kind, name, parent: town }));
const campaign = await addCampaign(app, {
  owner: town,
  slug: '2021-q3',
  startsOn: '2021-07-01',
  endsOn: '2021-09-30',
  dueOn: '2021-09-25',
  nodes: [[town, null]],
  schools: schools.map((school) => [school, town] as const),
});
await submitSample(app, campaign, schools[0]!.id, {
  't0.pupils_total': 1_200,
  't0.pupils_15_19': 200,
  't1.pupil-pupil.mentors_15_19': 15,
  't1.other.mentors_15_19': 0,
  't1.student-pupil.mentors_15_19': 0,
  't2.courses.hours': 125,
});
await stateSample(app, campaign.id, schools[0]!.id, 3);
await submitSample(app, campaign, schools[1]!.id, { 't0.pupils_total': 90 });

const { actor, zone } = await actorOf(app, {
  accountId: await addAccount(app, 'coordinator', town),
  name: 'coordinator',
});
const { bytes, name } = await downloadConsolidation(contextFor(app, actor, zone), { campaign: '2021-q3' });
type Sheet = { name: string; rows: unknown[][] };
const book = await readXlsx(bytes, { readStyles: true });
// No-break spaces are the catalogue's matter.
const plain = (value: unknown) => (typeof value === 'string' ? value.replaceAll('\u00a0', ' ') : value);
const sheets = book.sheets.map((one) => ({ ...one, rows: one.rows.map((row) => row.map(plain)) }));
const sheet = (name: string) => sheets.find((one) => one.name === name)!;
const lineOf = ({ rows }: Sheet, start: string) => rows.findIndex(([first]) => first === start);

test('a consolidation is a workbook of four sheets, named after its period', () => {
  assert.equal(name, 'svod-2021-q3.xlsx');
  assert.deepEqual(
    sheets.map((one) => one.name),
    ['Свод', 'По школам', 'Показатели', 'Полнота'],
  );
  assert.equal(sheet('Свод').rows[0]?.[0], 'Свод за III квартал 2021 года');
});

test('under each figure stands how many schools it covers; what there is not is said in words', () => {
  const { rows } = sheet('Свод');
  const at = lineOf(sheet('Свод'), 'Всего по строкам');
  // Programmes, mentors, trained: nobody has said; mentors aged 15–19: the primary school has none.
  assert.deepEqual(rows[at]?.slice(1, 5), ['нет данных', 'нет данных', 'нет данных', 15]);
  assert.deepEqual(rows[at + 1]?.slice(1, 5), ['0 из 3', '0 из 3', '0 из 3', '1 из 2']);
  const hours = lineOf(sheet('Свод'), 'Курсы ПК');
  assert.equal(rows[hours]?.[3], 12.5);
  assert.equal(rows[lineOf(sheet('Свод'), 'Вебинары')]?.[3], 'не заполняется');
});

test('a school without a return is a sentence, not a row of zeros', () => {
  const { rows } = sheet('По школам');
  const missing = rows.find(([first]) => first === '=HYPERLINK("https://example.org")');
  assert.match(String(missing?.[1]), /^нет данных: отчёт не сдан, срок был 25 сентября/u);
  assert.deepEqual(
    missing?.slice(2).filter((one) => one != null),
    [],
  );
  const primary = rows.find(([first]) => first === 'Начальная школа № 2');
  assert.equal(primary?.[1], 90);
  assert.equal(primary?.[3], 'не прим.');
});

test('headings stay in sight on the screen and on paper', () => {
  const schoolSheet = sheet('По школам');
  const heading = lineOf(schoolSheet, 'Школа');
  assert.deepEqual(schoolSheet.freezePane, { rows: heading + 2, columns: 1 });
  assert.equal(schoolSheet.pageSetup?.orientation, 'landscape');
  assert.equal(schoolSheet.pageSetup?.printTitlesRow, `$${heading + 1}:$${heading + 2}`);
  assert.ok(
    schoolSheet.merges?.some(
      ({ startRow, startCol, endRow }) => startRow === heading && startCol === 0 && endRow === heading + 1,
    ),
  );
});

test('shares stand beside their two sums and their plan', () => {
  const { rows } = sheet('Показатели');
  const share = rows.find(([first]) => first === 'Дети 15–19 лет, вошедшие в программы как наставники');
  assert.deepEqual(share?.slice(1, 6), [15, 200, 0.075, '1 из 2', 0.04]);
});

test('who has reported, and how late, stands on a sheet of its own', () => {
  const { rows } = sheet('Полнота');
  const lines = new Map(rows.map((row) => [row[0], row]));
  assert.equal(lines.get('Школа № 1')?.[1], 'принят');
  assert.equal(lines.get('Начальная школа № 2')?.[1], 'сдан');
  assert.equal(lines.get('=HYPERLINK("https://example.org")')?.[1], 'не сдан, срок прошёл');
});

const soffice = ['soffice', 'libreoffice'].find((one) => !spawnSync(one, ['--version']).error);
test(
  'LibreOffice reads the same',
  { skip: soffice ? false : 'LibreOffice is not installed here' },
  async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'vekha-xlsx-'));
    try {
      await writeFile(path.join(folder, name), bytes);
      const utf8 = 'csv:Text - txt - csv (StarCalc):44,34,76';
      spawnSync(soffice!, [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        '--convert-to',
        utf8,
        '--outdir',
        folder,
        path.join(folder, name),
      ]);
      const csv = String(plain(await readFile(path.join(folder, name.replace('.xlsx', '.csv')), 'utf8')));
      assert.match(csv, /^Свод за III квартал 2021 года,/u);
      assert.match(csv, /^Всего по строкам,нет данных,нет данных,нет данных,15,/mu);
      assert.match(csv, /^Курсы ПК,нет данных,нет данных,"?12[.,]5"?,/mu);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);
