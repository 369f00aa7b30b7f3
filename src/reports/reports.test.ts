import assert from 'node:assert/strict';
import test from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { acceptReturn, askCell, putRemark, sendBack, showReturn, startFold } from '#monitoring';
import { contextFor } from '#organisations';
import { testApp } from '#tests/database.ts';
import { fillIn, monitoredTown, open, submit } from '#tests/monitored-town.ts';
import { makeTown, somebody } from '#tests/town.ts';
import {
  administratorHome,
  coordinatorHome,
  downloadReport,
  editReport,
  freezeReport,
  listReports,
  previewReport,
  publishFigures,
  schoolHome,
  showAbout,
  showOverview,
  showPublicFigures,
  showPublishing,
  showReport,
  withdrawFigures,
} from './index.server.ts';
import type { Block } from './rules/blocks.ts';

const { app } = await testApp();
startFold(app);
const here = await monitoredTown(app, 'reports');
const elsewhere = await monitoredTown(app, 'elsewhere');
const AUTUMN = '2021-09-20T09:00:00+05:00';
const LATE = '2021-12-28T10:00:00+05:00';
const figures = (mentors: number, mentees: number) => ({
  't1.pupil-pupil.programmes': '1',
  't1.pupil-pupil.mentors': String(mentors),
  't1.pupil-pupil.mentees': String(mentees),
  't1.pupil-pupil.mentees_10_19': String(mentees),
  't1.pupil-pupil.pairs': String(mentees),
  't1.unique.mentors': String(mentors),
  't1.unique.mentees': String(mentees),
  't1.unique.mentees_10_19': String(mentees),
});
const stranger = () => contextFor(app);
const said = (blocks: readonly Block[]) =>
  blocks
    .flatMap((block) => (block.kind === 'text' ? [block.text] : []))
    .join('\n')
    .replaceAll('\u00a0', ' ');
const accept = async (code: string, campaign: string, head = here.head()) => {
  const { rev } = await showReturn(head, { campaign });
  await acceptReturn(here.coordinator(), { campaign, organisation: code, rev });
};

await open(here, '2021-q3', AUTUMN);
await fillIn(here.head(AUTUMN), '2021-q3', figures(20, 40));
await submit(here.head(AUTUMN), '2021-q3');
await open(here, '2021-q4');
await fillIn(here.head(), '2021-q4', {
  ...figures(24, 50),
  't3.r1.title': 'Клуб наставников',
  't3.r1.form': 'pupil-pupil',
  't3.r1.link': 'https://school.example/club',
  't3.r1.public': 'yes',
  [`f1.${here.duty('school-15', 'III.7')}.state`]: 'not-done',
  [`f1.${here.duty('school-15', 'III.7')}.reasonKind`]: 'staff',
  [`f1.${here.duty('school-15', 'III.7')}.reason`]: 'Некому готовить заявку',
});
await submit(here.head(), '2021-q4');
const first = await freezeReport(here.coordinator(), { campaign: '2021-q4' });

test('a справка says who reported, what was not done and why, and what the shares are of', async () => {
  const { blocks } = await showReport(here.controller(), { id: first.id });
  assert.match(said(blocks), /Отчёты ожидались от 3 школ; отчиталась 1 школа \(33,3 %\)\./);
  assert.match(said(blocks), /Не отчитались 2 школы: school-90, primary-25\./);
  const tables = blocks.filter((block) => block.kind === 'table');
  const practices = tables.find(({ caption }) => caption.startsWith('Лучшие практики'))!;
  assert.deepEqual(
    practices.rows.map((row) => row.map((cell) => cell.replaceAll('\u00a0', ' '))),
    [['school-15', 'Клуб наставников', 'ученик – ученик', 'school.example/club']],
  );
  assert.match(said(blocks), /Можно опубликовать: да — 1\./);
  const undone = tables.find(({ caption }) => caption.startsWith('По'))!;
  assert.deepEqual(
    undone.rows.map((row) => row.map((cell) => cell.replaceAll('\u00a0', ' '))),
    [
      ['I.1. Разработка Дорожной карты', 'authority, centre', 'сведений нет: отчёт не сдан', 'не назван'],
      ['III.7. Участие в региональном конкурсе', 'school-15', 'кадры: Некому готовить заявку', 'не назван'],
      [
        'III.7. Участие в региональном конкурсе',
        'school-90, primary-25',
        'сведений нет: отчёт не сдан',
        'не назван',
      ],
    ],
  );
  const shares = tables.find(({ caption }) => caption.startsWith('Показатели'))!;
  const plain = shares.rows[0]!.map((cell) => cell.replaceAll('\u00a0', ' '));
  assert.deepEqual(plain.slice(1), ['20', '10', '50 из 500', '1 из 3', '8', '+2']);
});

test('what is frozen stays, whoever reports afterwards; a new справка says it', async () => {
  await fillIn(here.otherHead(), '2021-q4', figures(3, 60));
  await submit(here.otherHead(), '2021-q4');
  assert.equal((await showReport(here.coordinator(), { id: first.id })).reported, 1);
  const { preview } = await previewReport(here.coordinator(), { campaign: '2021-q4' });
  assert.deepEqual([preview?.reported, preview?.all, preview?.earlier], [2, 3, 1]);
  await assert.rejects(
    app.pool.query(`update report set frozen = frozen || '{"version": 2}' where id = $1`, [first.id]),
    /a report is frozen/,
  );
});

test('the controller and the working group read what only the coordinator writes', async () => {
  const text = { id: first.id, rev: 1, conclusions: 'Вывод', proposals: '' };
  for (const reader of [here.controller(), here.group()]) {
    assert.equal((await showReport(reader, { id: first.id })).mayEdit, false);
    await assert.rejects(editReport(reader, text), { code: 'access.denied' });
    await assert.rejects(freezeReport(reader, { campaign: '2021-q4' }), { code: 'returns.not-found' });
  }
});

test('neither another town nor a school is told that there is a справка', async () => {
  for (const other of [elsewhere.coordinator(), here.head(), stranger()]) {
    await assert.rejects(showReport(other, { id: first.id }), { code: 'reports.not-found' });
    await assert.rejects(downloadReport(other, { id: first.id }), { code: 'reports.not-found' });
  }
  await assert.rejects(listReports(here.head(), {}), { code: 'access.denied' });
  assert.deepEqual((await listReports(elsewhere.coordinator(), {})).reports, []);
});

test('of two who write at once the second is told, and what the first wrote stays', async () => {
  const written = await editReport(here.coordinator(), {
    id: first.id,
    rev: 1,
    conclusions: 'Карта исполняется.\r\nОтстаёт III.7.',
    proposals: '  ',
  });
  assert.deepEqual(written, { rev: 2 });
  await assert.rejects(
    editReport(here.coordinator(), { id: first.id, rev: 1, conclusions: 'Другое', proposals: '' }),
    { code: 'reports.changed-meanwhile' },
  );
  const shown = await showReport(here.coordinator(), { id: first.id });
  assert.deepEqual([shown.conclusions, shown.proposals], ['Карта исполняется.\nОтстаёт III.7.', '']);
  const { rows } = await app.pool.query(
    `select before->>'conclusions' as was, after->>'conclusions' as is from audit where action = 'report.edit'`,
  );
  assert.deepEqual(rows, [{ was: '', is: 'Карта исполняется.\nОтстаёт III.7.' }]);
});

test('conclusions have their limit', async () => {
  const long = { id: first.id, rev: 2, conclusions: 'я'.repeat(20_001), proposals: '' };
  await assert.rejects(editReport(here.coordinator(), long), { code: 'reports.too-long' });
});

test('the file has what was written by hand, and a blank line for what was not', async () => {
  const { bytes, name } = await downloadReport(here.controller(), { id: first.id });
  assert.equal(name, 'Справка IV квартал 2021 года.docx');
  const text = strFromU8(unzipSync(bytes)['word/document.xml']!).replace(/<[^>]+>/g, '');
  assert.match(text, /Карта исполняется\./);
  assert.match(text, /что сделать, исполнитель, срок; заполняется от\u00a0руки/);
  assert.doesNotMatch(text, /undefined|null|NaN|\{/);
});

test('a campaign that there is not has no справка', async () => {
  await assert.rejects(freezeReport(here.coordinator(), { campaign: '2019-q1' }), {
    code: 'returns.not-found',
  });
});

test('nothing is published before something is accepted', async () => {
  await assert.rejects(publishFigures(here.coordinator(), { campaign: '2021-q4' }), {
    code: 'site.nothing-accepted',
  });
  await assert.rejects(publishFigures(here.controller(), { campaign: '2021-q4' }), {
    code: 'returns.not-found',
  });
  await assert.rejects(withdrawFigures(here.coordinator(), { campaign: '2021-q4' }), {
    code: 'site.not-found',
  });
});

test('everybody sees accepted figures once they are published, and not what is of a few', async () => {
  await accept('school-90', '2021-q4', here.otherHead());
  const { preview } = await showPublishing(here.coordinator(), { campaign: '2021-q4' });
  assert.deepEqual([preview?.covered, preview?.of], [1, 3]);
  await publishFigures(here.coordinator(), { campaign: '2021-q4' });
  const [shown] = await showPublicFigures(stranger(), {});
  assert.deepEqual(shown?.people, { mentors: 'few', mentees: 60, pairs: 60 });
  assert.equal(shown?.forms[0]?.values.mentors, 'few');
  assert.doesNotMatch(JSON.stringify(shown), /"mentors":3/);
});

test('what is published does not move by itself', async () => {
  await accept('school-15', '2021-q4');
  assert.equal((await showPublicFigures(stranger(), {}))[0]?.people.mentees, 60);
  await publishFigures(here.coordinator(), { campaign: '2021-q4' });
  assert.equal((await showAbout(stranger(), {})).figures?.people.mentees, 110);
  await withdrawFigures(here.coordinator(), { campaign: '2021-q4' });
  assert.deepEqual(await showPublicFigures(stranger(), {}), []);
});

test('the overview says what is late, whom to call, and what has changed since the last visit', async () => {
  const before = await showOverview(here.controller('2021-12-13T09:00:00+05:00'), {});
  assert.equal(before.since, undefined, 'a first visit has nothing before it');
  const reader = here.controller(LATE);
  const overview = await showOverview(reader, {});
  assert.equal(overview.since?.on, '2021-12-13');
  assert.deepEqual([overview.since?.submitted, overview.since?.accepted, overview.since?.back], [2, 2, 0]);
  assert.deepEqual(overview.since?.reports, [{ year: 2021, quarter: 4 }]);
  assert.deepEqual(overview.roadmap?.counts, { all: 5, done: 0, running: 2, late: 3, waiting: 0 });
  assert.deepEqual(overview.campaign?.call, [
    { code: 'primary-25', name: 'primary-25', seen: false, phone: undefined },
  ]);
  assert.equal(overview.campaign?.handedIn, 2);
  assert.deepEqual(
    overview.indicators?.charts[0]?.points.map(({ share }) => share && [share.part, share.whole]),
    [
      [40, 500],
      [110, 1000],
    ],
  );
  const contest = overview.heat?.rows.find(({ code }) => code === 'III.7');
  assert.deepEqual(contest?.states, ['late', 'late', 'late']);
  await assert.rejects(showOverview(here.head(), {}), { code: 'access.denied' });
});

test('a visit within the same working day is the same visit', async () => {
  const again = await showOverview(here.controller('2021-12-28T15:00:00+05:00'), {});
  assert.equal(again.since?.on, '2021-12-13');
});

test('a return that was sent back stands first, with its remarks', async () => {
  await fillIn(here.primaryHead(), '2021-q4');
  await submit(here.primaryHead(), '2021-q4');
  const { rev } = await showReturn(here.primaryHead(), { campaign: '2021-q4' });
  const at = { campaign: '2021-q4', organisation: 'primary-25' };
  await putRemark(here.coordinator(), { ...at, rev, field: 't1.pupil-pupil.mentors', text: 'Проверьте' });
  await sendBack(here.coordinator(), { ...at, rev });
  const home = await schoolHome(here.primaryHead(), {});
  assert.deepEqual(
    home.open.map(({ slug, state, remarks }) => [slug, state, remarks]),
    [
      ['2021-q4', 'returned', 1],
      ['2021-q3', 'draft', 0],
    ],
  );
  assert.equal(home.open[0]?.instead, '2021-12-24', 'the 25th is a Saturday');
  assert.deepEqual(
    home.overdue.map(({ code }) => code),
    ['III.7'],
  );
  assert.deepEqual(
    home.ahead.map(({ code }) => code),
    ['II.6', 'III.7', 'II.5'],
  );
  assert.deepEqual(home.open[0]?.wrong.first, []);
  await fillIn(here.primaryHead(), '2021-q4', { 't1.pupil-pupil.mentors': '5,5' });
  const [again] = (await schoolHome(here.primaryHead(), {})).open;
  assert.deepEqual(
    again?.wrong.first.map(({ page, issue }) => [page, issue.at, issue.code]),
    [['f2', 't1.pupil-pupil.mentors', 'monitoring.number-fraction']],
  );
});

test('the coordinator is led in the order of the work', async () => {
  await askCell(here.primaryHead(), { campaign: '2021-q4', field: 't1.pupil-pupil.mentors', text: 'Кого?' });
  const home = await coordinatorHome(here.coordinator(), {});
  const { handedIn, outstanding, all } = home.campaign!;
  assert.deepEqual(
    [home.step, handedIn, outstanding, all],
    ['wait', 3, 1, 3],
    'handed in, one of them sent back',
  );
  const kinds = home.tasks.map(({ kind }) => kind);
  assert.deepEqual(kinds, ['returned', 'answer', 'report', 'correct', 'overdue', 'overdue']);
  const correct = home.tasks.find((task) => task.kind === 'correct')!;
  const overdue = home.tasks.flatMap((task) => (task.kind === 'overdue' ? [task.code] : []));
  assert.ok(overdue.every((code) => correct.codes.includes(code)));
  assert.equal(correct.begun, false);
  assert.equal(home.tasks.find((task) => task.kind === 'answer')?.questions, 1);
  const late = await coordinatorHome(here.coordinator(LATE), {});
  assert.equal(late.step, 'chase');
  assert.ok(late.tasks.some(({ kind }) => kind === 'publish'));
  const next = await coordinatorHome(here.coordinator('2022-01-10T09:00:00+05:00'), {});
  assert.deepEqual([next.proposed.slug, next.tasks[0]?.kind], ['2022-q1', 'open']);
  const empty = await coordinatorHome(elsewhere.coordinator(), {});
  assert.deepEqual([empty.step, empty.campaign, empty.proposed.slug], ['open', undefined, '2021-q4']);
});

test('a town without a roadmap begins with it, for the coordinator and for the controller', async () => {
  const bare = await bareTown();
  assert.equal((await coordinatorHome(bare.coordinator, {})).step, 'roadmap');
  assert.equal((await showOverview(bare.controller, {})).roadmap, undefined);
  await assert.rejects(freezeReport(bare.coordinator, { campaign: '2021-q4' }), {
    code: 'returns.not-found',
  });
  const home = await administratorHome(bare.administrator, {});
  assert.deepEqual(
    [home.organisations, home.schools, home.hasCoordinator, home.without, home.roadmap],
    [7, 5, true, 5, undefined],
  );
});

async function bareTown() {
  const { town } = await makeTown(app, 'bare');
  return {
    coordinator: await somebody(app, 'coordinator', town),
    controller: await somebody(app, 'controller', town),
    administrator: await somebody(app, 'administrator', town),
  };
}
