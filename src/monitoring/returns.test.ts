import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test from 'node:test';
import { Failure } from '#platform/failure.ts';
import { testApp } from '#tests/database.ts';
import { makeTown, somebody } from '#tests/town.ts';
import { fillIn, monitoredTown, open, PROFILE, submit, wholeAnswers } from '#tests/monitored-town.ts';
import {
  closeCampaign,
  openCampaign,
  proposeCampaign,
  saveDraft,
  sendBack,
  showReturn,
  submitReturn,
} from '#monitoring';
import type { Texts } from '#monitoring/rules';
import { checksumOf } from './receipt.ts';

const { app } = await testApp();
let made = 0;
const town = () => monitoredTown(app, `town-${made++}`);
const Q4 = { campaign: '2021-q4' };
const change = (fields: Record<string, string>) =>
  Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, { value }]));
const count = async (text: string, values: unknown[]) =>
  (await app.pool.query<{ n: number }>(text, values)).rows[0]!.n;

test('a quarter’s campaign is proposed for the 25th, and a weekend is named with the working day before it', async () => {
  const { coordinator } = await town();
  const proposed = await proposeCampaign(coordinator(), { quarter: '2021-q4' });
  assert.equal(proposed.dueOn, '2021-12-25');
  assert.deepEqual(proposed.notWorking, { weekday: 6, instead: '2021-12-24' });
  assert.deepEqual(
    proposed.addressed.map(({ code, forms }) => `${code} ${forms.join('+')}`),
    ['authority F1', 'centre F1', 'school-15 F1+F2', 'school-90 F1+F2', 'primary-25 F1+F2'],
  );
  const third = await proposeCampaign(coordinator(), { quarter: '2021-q2' });
  assert.deepEqual([third.dueOn, third.notWorking], ['2021-06-25', undefined]);
  await assert.rejects(proposeCampaign(coordinator(), { quarter: '2021' }), {
    code: 'returns.quarter-unknown',
  });
});

test('without an approved roadmap a campaign is opened only by who says so', async () => {
  const { town: bare } = await makeTown(app, 'without-roadmap');
  const coordinator = await somebody(app, 'coordinator', bare);
  const asked = { quarter: '2021-q4', withoutRoadmap: false };
  await assert.rejects(openCampaign(coordinator, asked), { code: 'returns.no-roadmap' });
  assert.equal((await openCampaign(coordinator, { ...asked, withoutRoadmap: true })).slug, '2021-q4');
  const { coordinator: other } = await town();
  assert.equal((await openCampaign(other(), asked)).slug, '2021-q4', 'with a roadmap nothing is asked');
});

test('a campaign is opened once, to everybody, and each of them is told', async () => {
  const { coordinator, town: owner, head, schools, centre } = await town();
  const opened = await openCampaign(coordinator(), { quarter: '2021-q4' });
  assert.equal(opened.addressed, 5);
  await assert.rejects(openCampaign(coordinator(), { quarter: '2021-q4' }), {
    code: 'returns.campaign-exists',
  });
  await assert.rejects(openCampaign(head(), { quarter: '2022-q1' }), { code: 'returns.not-found' });
  const { rows } = await app.pool.query(
    'select org_id, parent_id, length(closed) > 0 as bits from return where campaign_id = $1 and org_id = any($2) order by org_id',
    [opened.id, [schools.first.id, centre.id]],
  );
  assert.deepEqual(rows, [
    { org_id: centre.id, parent_id: null, bits: false },
    { org_id: schools.first.id, parent_id: owner.id, bits: true },
  ]);
  const told =
    "select count(*)::int as n from notice where organisation_id = $1 and code = 'returns.notice-opened'";
  assert.equal(await count(told, [schools.first.id]), 1);
});

test('a school sees what it is asked: its obligations of the quarter, overdue ones, and the passport from its profile', async () => {
  const here = await town();
  await open(here, '2021-q4');
  const shown = await showReturn(here.head(), Q4);
  assert.deepEqual(
    shown.rows.map(({ code, term, derived, daysOverdue }) => [code, term.start, derived, daysOverdue > 0]),
    [
      ['II.5', '2021-01-01', false, false],
      ['II.6', '2021-10-01', false, false],
      ['III.7', '2021-08-01', false, true],
      ['VI.1', '2021-10-01', true, false],
    ],
  );
  assert.equal(shown.fields['t0.pupils_total'], '700');
  assert.equal(shown.prefilled.length, 6);
  assert.deepEqual(shown.counts.f1, { filled: 0, of: 3, errors: 0, questions: 0 });
  assert.deepEqual([shown.counts.f2?.filled, shown.counts.f2?.of], [0, 76]);
  assert.deepEqual(shown.may, { fill: true, submit: true });
  assert.deepEqual((await showReturn(here.coordinator(), { ...Q4, organisation: 'school-15' })).may, {
    fill: false,
    submit: false,
  });
  const centre = await showReturn(here.centreHead(), Q4);
  assert.deepEqual([centre.form, centre.rows.map(({ code }) => code)], [undefined, ['I.1', 'II.5', 'VI.1']]);
});

test('prefilled numbers count once they are confirmed, and then no longer follow the profile', async () => {
  const here = await town();
  await open(here, '2021-q4');
  const saved = await saveDraft(here.head(), { ...Q4, base: 0, changes: change({ 't0.confirmed': '1' }) });
  assert.equal(saved.counts.f2?.filled, 6);
  await app.pool.query(
    'update organisation set profile = profile || \'{"pupils_total": 900}\' where id = $1',
    [here.schools.first.id],
  );
  const shown = await showReturn(here.head(), Q4);
  assert.deepEqual([shown.fields['t0.pupils_total'], shown.prefilled], [String(PROFILE.pupils_total), []]);
});

test('two people who fill in different fields do not notice each other', async () => {
  const here = await town();
  await open(here, '2021-q4');
  await saveDraft(here.head(), { ...Q4, base: 0, changes: change({ 't1.other.mentors': '4' }) });
  const second = await saveDraft(here.curator(), {
    ...Q4,
    base: 0,
    changes: { 't1.other.mentees': { value: '5', was: '' }, 't1.other.mentors': { value: '', was: '' } },
  });
  assert.deepEqual(second.conflicts, []);
  const { fields, draftRev } = await showReturn(here.head(), Q4);
  assert.deepEqual([fields['t1.other.mentors'], fields['t1.other.mentees'], draftRev], ['4', '5', 2]);
});

test('who saves the same field later is shown the other’s answer and keeps the rest', async () => {
  const here = await town();
  await open(here, '2021-q4');
  await saveDraft(here.head(), {
    ...Q4,
    base: 0,
    changes: change({ 't1.other.mentors': '4', 't1.other.pairs': '2' }),
  });
  const second = await saveDraft(here.curator(), {
    ...Q4,
    base: 0,
    changes: change({ 't1.other.mentors': '6', 't1.other.pairs': '2', 't1.other.mentees': '9' }),
  });
  assert.deepEqual(second.conflicts, [
    { field: 't1.other.mentors', theirs: '4', by: 'head school-15', yours: '6' },
  ]);
  const { fields } = await showReturn(here.head(), Q4);
  assert.deepEqual([fields['t1.other.mentors'], fields['t1.other.mentees']], ['4', '9']);
  const knowing = await saveDraft(here.curator(), {
    ...Q4,
    base: second.rev,
    changes: change({ 't1.other.mentors': '6' }),
  });
  assert.deepEqual(knowing.conflicts, []);
});

test('two writers at once: every save has its own number and no field is lost', async () => {
  const here = await town();
  await open(here, '2021-q4');
  const { verdict } = await showReturn(here.head(), Q4);
  const cells = Object.keys(verdict!.cells)
    .filter((cell) => verdict!.cells[cell]!.kind !== 'closed')
    .slice(0, 16);
  const saved = await Promise.all(
    cells.map((cell, at) =>
      saveDraft((at % 2 ? here.head : here.curator)(), {
        ...Q4,
        base: 0,
        changes: change({ [cell]: String(at) }),
      }),
    ),
  );
  assert.equal(new Set(saved.map(({ rev }) => rev)).size, cells.length);
  const { fields } = await showReturn(here.head(), Q4);
  assert.deepEqual(
    cells.map((cell) => fields[cell]),
    cells.map((_, at) => String(at)),
  );
});

test('a save leaves what changed from what to what, and nothing where nothing changed', async () => {
  const here = await town();
  await open(here, '2021-q4');
  const save = (value: string) =>
    saveDraft(here.head(), { ...Q4, base: 9, changes: change({ 't1.other.mentors': value }) });
  await save('4');
  await save('7');
  assert.equal((await save('7')).rev, 2);
  const { rows } = await app.pool.query(
    "select before, after from audit where action = 'return.save' and organisation_id = $1 order by id",
    [here.schools.first.id],
  );
  assert.deepEqual(rows, [
    { before: { 't1.other.mentors': '' }, after: { 't1.other.mentors': '4' } },
    { before: { 't1.other.mentors': '4' }, after: { 't1.other.mentors': '7' } },
  ]);
});

test('fields that the return does not have, and answers that no list has, are refused whole', async () => {
  const here = await town();
  await open(here, '2021-q4');
  const foreign = here.duty('school-90', 'II.5');
  const derived = here.duty('school-15', 'VI.1', 2);
  const own = here.duty('school-15', 'II.5');
  for (const field of [
    't1.total.mentors',
    't1.pupil-pupil.mentees_young',
    `f1.${foreign}.state`,
    `f1.${derived}.state`,
    'f1.x',
    'na.t9',
    'why.nothing@t1.other.mentors',
  ])
    await assert.rejects(
      saveDraft(here.head(), { ...Q4, base: 0, changes: change({ [field]: '1', 't1.other.mentors': '4' }) }),
      ({ code, issues }: Failure) => code === 'returns.unknown-fields' && issues[0]?.at === field,
      field,
    );
  const choice = saveDraft(here.head(), {
    ...Q4,
    base: 0,
    changes: change({ [`f1.${own}.state`]: 'perhaps' }),
  });
  await assert.rejects(choice, ({ issues }: Failure) => issues[0]?.code === 'returns.unknown-choice');
  const file = saveDraft(here.head(), {
    ...Q4,
    base: 0,
    changes: change({ [`f1.${own}.files`]: randomUUID() }),
  });
  await assert.rejects(file, ({ issues }: Failure) => issues[0]?.code === 'returns.file-unknown');
  const long = saveDraft(here.head(), {
    ...Q4,
    base: 0,
    changes: change({ 't1.other.mentors': '1'.repeat(2001) }),
  });
  await assert.rejects(long, { code: 'returns.value-too-long' });
  assert.equal((await showReturn(here.head(), Q4)).draftRev, 0);
});

test('the head of another school is told nothing, not even that the return exists', async () => {
  const here = await town();
  await open(here, '2021-q4');
  const which = { ...Q4, organisation: 'school-15' };
  await assert.rejects(showReturn(here.otherHead(), which), { kind: 'not-found', code: 'returns.not-found' });
  await assert.rejects(saveDraft(here.otherHead(), { ...which, base: 0, changes: {} }), {
    kind: 'not-found',
  });
  const foreign = submitReturn(here.otherHead(), { ...which, rev: 0, requestId: randomUUID() });
  await assert.rejects(foreign, { kind: 'not-found' });
  await fillIn(here.head(), '2021-q4');
  await submit(here.head(), '2021-q4'); // now the return is known to this process
  const again = submitReturn(here.otherHead(), { ...which, rev: 0, requestId: randomUUID() });
  await assert.rejects(again, { kind: 'not-found' });
  const coordinators = submitReturn(here.coordinator(), { ...which, rev: 1, requestId: randomUUID() });
  await assert.rejects(coordinators, { kind: 'forbidden' });
});

test('a return is not submitted while something stands in the way, and all of it is named', async () => {
  const here = await town();
  await open(here, '2021-q4');
  await fillIn(here.head(), '2021-q4', {
    't1.teacher-teacher.mentors': '7',
    't1.teacher-teacher.mentors_trained': '9',
    't1.unique.mentors': '7',
    't2.forums.events': '',
    [`f1.${here.duty('school-15', 'III.7')}.state`]: 'not-done',
  });
  await assert.rejects(submit(here.head(), '2021-q4'), ({ code, params, issues }: Failure) => {
    assert.deepEqual([code, params], ['returns.not-ready', { errors: 3, questions: 0, unfilled: 1 }]);
    assert.deepEqual(
      issues.map(({ at }) => at).toSorted(),
      [
        `f1.${here.duty('school-15', 'III.7')}.reason`,
        `f1.${here.duty('school-15', 'III.7')}.reasonKind`,
        't1.teacher-teacher.mentors_trained',
        't2.forums.events',
      ].toSorted(),
    );
    return true;
  });
});

test('a submitted return has its receipt, whose sum can be computed again, and cannot be changed', async () => {
  const here = await town();
  await open(here, '2021-q4');
  await fillIn(here.head(), '2021-q4', { [`f1.${here.duty('school-15', 'II.5')}.comment`]: 'Три вебинара' });
  const receipt = await submit(here.curator(), '2021-q4');
  assert.equal(receipt.number, '2021-4-school-15-1');
  assert.equal(receipt.daysLate, -5);
  const shown = await showReturn(here.head(), Q4);
  assert.equal(shown.state, 'submitted');
  assert.equal(shown.receipt?.checksum, receipt.checksum);
  assert.equal(shown.receipt?.byName, 'curator school-15');
  assert.deepEqual([shown.fields['t1.other.mentors'], shown.fields['t0.pupils_total']], ['0', '700']);
  assert.equal(shown.rows[0]?.answer.comment, 'Три вебинара');
  const change = saveDraft(here.head(), { ...Q4, base: 9, changes: { 't1.other.mentors': { value: '5' } } });
  await assert.rejects(change, { kind: 'conflict', code: 'returns.already-submitted' });
});

test('the same request again has the same receipt; another one is told what was submitted', async () => {
  const here = await town();
  await open(here, '2021-q4');
  const fields = await wholeAnswers(here.head(), '2021-q4');
  const requestId = randomUUID();
  const post = (more: Record<string, string> = {}, id = requestId) =>
    submitReturn(here.head(), { ...Q4, rev: 0, requestId: id, fields: { ...fields, ...more } });
  const [one, two] = await Promise.all([post(), post()]);
  assert.deepEqual(two, one);
  assert.deepEqual(await post(), one);
  await assert.rejects(post({ 't2.forums.events': '3' }, randomUUID()), ({ code, issues }: Failure) => {
    assert.equal(code, 'returns.already-submitted');
    assert.deepEqual(issues, [
      { at: 't2.forums.events', code: 'returns.differs', params: { theirs: '0', yours: '3' } },
    ]);
    return true;
  });
  assert.equal(
    await count('select count(*)::int as n from return_revision where org_id = $1', [here.schools.first.id]),
    1,
  );
});

test('a form posted twice at once is one submission', async () => {
  const here = await town();
  await open(here, '2021-q4');
  await fillIn(here.head(), '2021-q4');
  const outcomes = await Promise.allSettled([
    submit(here.head(), '2021-q4'),
    submit(here.curator(), '2021-q4'),
  ]);
  assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
});

test('a page that was made before somebody’s save cannot submit', async () => {
  const here = await town();
  await open(here, '2021-q4');
  const { rev: checked } = await fillIn(here.head(), '2021-q4');
  await saveDraft(here.curator(), { ...Q4, base: checked, changes: change({ 't2.forums.events': '3' }) });
  const stale = submitReturn(here.head(), { ...Q4, rev: 0, draft: checked, requestId: randomUUID() });
  await assert.rejects(stale, { kind: 'conflict', code: 'returns.changed-meanwhile' });
  const revision = submitReturn(here.head(), { ...Q4, rev: 1, requestId: randomUUID() });
  await assert.rejects(revision, { kind: 'conflict', code: 'returns.changed-meanwhile' });
});

test('a return after the due day is accepted and marked late by so many days', async () => {
  const here = await town();
  await open(here, '2021-q4');
  await fillIn(here.head(), '2021-q4');
  const receipt = await submit(here.head('2021-12-26T00:30:00+05:00'), '2021-q4');
  assert.equal(receipt.daysLate, 1);
  await fillIn(here.otherHead(), '2021-q4');
  assert.equal((await submit(here.otherHead('2021-12-25T23:59:00+05:00'), '2021-q4')).daysLate, 0);
});

test('a closed campaign takes neither saves nor submissions', async () => {
  const here = await town();
  await open(here, '2021-q4');
  await fillIn(here.head(), '2021-q4');
  await fillIn(here.otherHead(), '2021-q4');
  await submit(here.otherHead(), '2021-q4'); // the campaign is known as open
  await assert.rejects(closeCampaign(here.head(), Q4), { kind: 'not-found' });
  await closeCampaign(here.coordinator(), Q4);
  await assert.rejects(submit(here.head(), '2021-q4'), { code: 'returns.campaign-closed' });
  const save = saveDraft(here.head(), { ...Q4, base: 9, changes: change({ 't2.forums.events': '3' }) });
  await assert.rejects(save, { code: 'returns.campaign-closed' });
  await assert.rejects(closeCampaign(here.coordinator(), Q4), { code: 'returns.campaign-closed' });
  assert.equal((await showReturn(here.head(), Q4)).may.fill, false);
});

test('the next quarter knows the last: its numbers, what is done, and what did not apply', async () => {
  const here = await town();
  await open(here, '2021-q3', '2021-09-20T09:00:00+05:00');
  const [webinars, contest] = [here.duty('school-15', 'II.5'), here.duty('school-15', 'III.7')];
  const now = '2021-09-20T09:00:00+05:00';
  const more = {
    't1.other.mentors': '14',
    't1.unique.mentors': '14',
    'na.t2.forums.events': 'Форумов в городе не проводят',
    't2.forums.events': '',
    [`f1.${webinars}.state`]: 'not-applicable',
    [`f1.${webinars}.reason`]: 'Школа не подключена',
    [`f1.${contest}.state`]: 'done',
    [`f1.${contest}.doneOn`]: '14.09.2021',
    [`f1.${contest}.document`]: 'Приказ № 214-о',
  };
  await fillIn(here.head(now), '2021-q3', more);
  await open(here, '2021-q4');
  const before = await showReturn(here.head(), Q4);
  assert.equal(before.previous, undefined); // not submitted yet: it does not count
  assert.ok(before.rows.some(({ code }) => code === 'III.7'));
  await submit(here.head(now), '2021-q3');
  const shown = await showReturn(here.head(), Q4);
  assert.equal(shown.previous?.numbers['t1.other.mentors'], 14);
  assert.equal(shown.previous?.numbers['t2.forums.events'], 'not-applicable');
  assert.equal(shown.previous?.sameYear, true);
  assert.deepEqual(
    shown.rows.map(({ code, carriedOver, last }) => [code, carriedOver, last?.state]),
    [
      ['II.5', true, 'not-applicable'],
      ['II.6', false, undefined],
      ['VI.1', false, undefined],
    ],
  );
  assert.equal(shown.counts.f1.filled, 1);
  // Another reason over the carried-over one keeps the state.
  const reason = { [`f1.${webinars}.reason`]: { value: 'Нет связи' } };
  const saved = await saveDraft(here.head(), { ...Q4, base: 0, changes: reason });
  assert.equal(saved.counts.f1.filled, 1);
  // A total fallen by more than half asks for an explanation, and an explained one may be submitted.
  await fillIn(here.head(), '2021-q4', { [`f1.${webinars}.state`]: 'not-applicable' });
  await assert.rejects(submit(here.head(), '2021-q4'), ({ params }: Failure) => params.questions === 2);
  const asked = (await showReturn(here.head(), Q4)).verdict!.issues;
  const why = Object.fromEntries(asked.map(({ code, at }) => [`why.${code}@${at}`, 'Проект завершён']));
  await fillIn(here.head(), '2021-q4', { [`f1.${webinars}.state`]: 'not-applicable', ...why });
  assert.equal((await submit(here.head(), '2021-q4')).rev, 1);
});

test('the sum of a receipt can be computed again from what is kept', async () => {
  const here = await town();
  await open(here, '2021-q4');
  await fillIn(here.head(), '2021-q4', { [`f1.${here.duty('school-15', 'II.5')}.comment`]: 'Три вебинара' });
  const receipt = await submit(here.head(), '2021-q4');
  const { rows } = await app.pool.query<{ cells: string; has: string; na: string; texts: Texts; at: Date }>(
    'select cells::text, has::text, na::text, texts, at from return_revision where org_id = $1',
    [here.schools.first.id],
  );
  const kept = { ...rows[0]!, rev: 1, actorId: receipt.by };
  const campaign = { slug: '2021-q4', formCode: 'F2', formVersion: 1 };
  assert.equal(checksumOf(campaign, here.schools.first, kept), receipt.checksum);
  const other = { ...kept, cells: kept.cells.replace('700', '701') };
  assert.notEqual(checksumOf(campaign, here.schools.first, other), receipt.checksum);
});

test('what no database keeps is left out of what was typed, and names of nothing are found nowhere', async () => {
  const here = await town();
  await open(here, '2021-q4');
  const field = `f1.${here.duty('school-15', 'II.5')}.comment`;
  await saveDraft(here.head(), {
    ...Q4,
    base: 0,
    changes: change({ [field]: 'Три\u0000 веби\uD800нара 🙂' }),
  });
  assert.equal((await showReturn(here.head(), Q4)).fields[field], 'Три веби\uFFFDнара 🙂');
  for (const campaign of ['2021-q4\u0000', "'; drop table return", '', '2022-q1'])
    await assert.rejects(showReturn(here.head(), { campaign }), { code: 'returns.not-found' });
});

test('a return is judged against what the period before counts now, not when it was last looked at', async () => {
  const here = await town();
  const contest = here.duty('school-15', 'III.7');
  const now = '2021-09-20T09:00:00+05:00';
  await open(here, '2021-q3', now);
  await fillIn(here.head(now), '2021-q3', {
    [`f1.${contest}.state`]: 'done',
    [`f1.${contest}.doneOn`]: '14.09.2021',
    [`f1.${contest}.document`]: 'Приказ № 214-о',
  });
  await submit(here.head(now), '2021-q3');
  await open(here, '2021-q4');
  const fields = await wholeAnswers(here.head(), '2021-q4'); // the contest is done, so it is not asked
  await fillIn(here.otherHead(), '2021-q4');
  await submit(here.otherHead(), '2021-q4'); // and now the whole campaign is known to this process
  const which = { campaign: '2021-q3', organisation: 'school-15', rev: 1 };
  await sendBack(here.coordinator(), { ...which, text: 'Какой это приказ?' });
  const post = () => submitReturn(here.head(), { ...Q4, rev: 0, requestId: randomUUID(), fields });
  await assert.rejects(post(), ({ code, issues }: Failure) => {
    assert.deepEqual([code, issues.map(({ at }) => at)], ['returns.not-ready', [`f1.${contest}.state`]]);
    return true;
  });
  await submit(here.head(now), '2021-q3');
  assert.equal((await post()).rev, 1);
});
