import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { approveCorrection, openCampaign, startFold } from '#monitoring';
import { editCorrection, importRoadmap, showCorrection, startCorrection } from '#roadmap';
import { testApp } from '#tests/database.ts';
import { monitoredTown } from '#tests/monitored-town.ts';
import { previewReport } from './freeze-report.ts';
import {
  downloadDraftDocx,
  downloadImportDocx,
  downloadImportPdf,
  downloadVersionDocx,
  downloadVersionPdf,
} from './download-order.ts';

const { app } = await testApp();
startFold(app);
const town = await monitoredTown(app, 'town');
const coordinator = town.coordinator();
const saidIn = ({ bytes }: { bytes: Uint8Array }) =>
  strFromU8(unzipSync(bytes)['word/document.xml']!)
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replaceAll('\u00a0', ' ');

test('a draft becomes an order: the paper before it is signed, and the same with number and day after', async () => {
  const { id } = await startCorrection(coordinator, {});
  const { content } = await showCorrection(coordinator, { id });
  const { activityId } = content.activities.find(({ code }) => code === 'III.7')!;
  await editCorrection(coordinator, {
    id,
    revision: 1,
    reason: 'Конкурса не будет',
    change: { what: 'withdraw', activity: activityId },
  });
  const points = [
    '1) пункт III.7 исключить (основание: конкурса не будет);',
    '2) раздел III «III» исключить.',
  ].join('\n');
  const draft = await downloadDraftDocx(coordinator, { id });
  assert.equal(draft.name, 'Проект приказа о корректировке.docx');
  const said = saidIn(draft);
  for (const part of ['ПРОЕКТ', '№ __', 'утверждённую приказом от 22.04.2021 № 282', points])
    assert.ok(said.includes(part), part);
  const roadmap = saidIn(await downloadDraftDocx(coordinator, { id, paper: 'roadmap' }));
  assert.match(roadmap, /в редакции приказа от _/);
  assert.doesNotMatch(roadmap, /Участие в региональном конкурсе/);

  const order = { number: '01/17', date: '24.12.2021', orderTitle: 'О внесении изменений' };
  await approveCorrection(coordinator, { id, revision: 2, ...order });
  const signed = await downloadVersionDocx(coordinator, { number: 2 });
  assert.equal(signed.name, 'Приказ № 01-17 от 24.12.2021.docx');
  assert.ok(saidIn(signed).includes(points) && saidIn(signed).includes('№ 01/17'));
  assert.ok(!saidIn(signed).includes('ПРОЕКТ'));
  const whole = saidIn(await downloadVersionDocx(coordinator, { number: 2, paper: 'roadmap' }));
  assert.match(
    whole,
    /УТВЕРЖДЕНА\nприказом от 22\.04\.2021 № 282\n\(в редакции приказа от 24\.12\.2021 № 01\/17\)/,
  );
  const first = saidIn(await downloadVersionDocx(coordinator, { number: 1 }));
  assert.match(first, /Приложение\nк приказу от 22\.04\.2021 № 282\n/);
  assert.match(first, /Участие в региональном конкурсе/);
});

test('the справка of the quarter says what the order has changed, and why', async () => {
  await openCampaign(coordinator, { quarter: '2021-q4' });
  const { preview } = await previewReport(coordinator, { campaign: '2021-q4' });
  const table = preview!.blocks.find(
    (block) => block.kind === 'table' && block.caption.startsWith('Изменения'),
  );
  assert.ok(table?.kind === 'table');
  assert.deepEqual(
    table.rows.map((row) => row.slice(1).map((cell) => cell.replaceAll('\u00a0', ' '))),
    [['пункт III.7 исключить', 'Конкурса не будет']],
  );
});

test('a head prints the roadmap in force, but no draft; a version that is not there has no paper', async () => {
  const { bytes, name } = await downloadVersionPdf(town.head(), { number: 1 });
  assert.equal(strFromU8(bytes.subarray(0, 5)), '%PDF-');
  assert.match(name, /\.pdf$/);
  await assert.rejects(downloadDraftDocx(town.head(), { id: 1 }), { code: 'correction.not-found' });
  await assert.rejects(downloadVersionPdf(town.head(), { number: 9 }), {
    code: 'correction.version-not-found',
  });
});

test('a roadmap that has only been read from a file has its order too, as a draft', async () => {
  const file = readFileSync(new URL('../../examples/zlatoust/order-282.txt', import.meta.url));
  const { id } = await importRoadmap(coordinator, { fileName: 'Приказ 282.txt', file });
  const order = await downloadImportDocx(coordinator, { id });
  assert.equal(order.name, 'Проект приказа об утверждении Дорожной карты.docx');
  const said = saidIn(order);
  for (const part of ['ПРОЕКТ', '№ __', 'Приложение', 'III. ', 'Ответственные исполнители'])
    assert.ok(said.includes(part), part);
  assert.doesNotMatch(said, /№ 282/, 'a draft has no number yet');
  const { bytes } = await downloadImportPdf(coordinator, { id, paper: 'roadmap' });
  assert.equal(strFromU8(bytes.subarray(0, 5)), '%PDF-');
  await assert.rejects(downloadImportDocx(town.head(), { id }), { code: 'roadmap.import-not-found' });
});
