import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test from 'node:test';
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
import type { Failure } from '#platform/failure.ts';
import { testApp } from '#tests/database.ts';
import { changesTo, fillIn, open, submit, townsOf, wholeAnswers } from '#tests/monitored-town.ts';
import { makeTown, somebody } from '#tests/town.ts';
import { checksumOf } from './receipt.ts';

const { app } = await testApp();
const { town, opened } = townsOf(app);
const Q4 = { campaign: '2021-q4' };
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

test('a closed campaign takes neither saves nor submissions', async () => {
  const here = await opened();
  await fillIn(here.head(), '2021-q4');
  await fillIn(here.otherHead(), '2021-q4');
  await submit(here.otherHead(), '2021-q4'); // the campaign is known as open
  await assert.rejects(closeCampaign(here.head(), Q4), { kind: 'not-found' });
  await closeCampaign(here.coordinator(), Q4);
  await assert.rejects(submit(here.head(), '2021-q4'), { code: 'returns.campaign-closed' });
  const save = saveDraft(here.head(), { ...Q4, base: 9, changes: changesTo({ 't2.forums.events': '3' }) });
  await assert.rejects(save, { code: 'returns.campaign-closed' });
  await assert.rejects(closeCampaign(here.coordinator(), Q4), { code: 'returns.campaign-closed' });
  assert.equal((await showReturn(here.head(), Q4)).may.fill, false);
});

test('the head of another school is told nothing, not even that the return exists', async () => {
  const here = await opened();
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
  await assert.rejects(coordinators, { code: 'returns.behalf-unsaid' });
  const controllers = submitReturn(here.controller(), { ...which, rev: 1, requestId: randomUUID() });
  await assert.rejects(controllers, { kind: 'forbidden' });
});

test('a return is not submitted while something stands in the way, and all of it is named', async () => {
  const here = await opened();
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
  const here = await opened();
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
  const here = await opened();
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
  const here = await opened();
  await fillIn(here.head(), '2021-q4');
  const outcomes = await Promise.allSettled([
    submit(here.head(), '2021-q4'),
    submit(here.curator(), '2021-q4'),
  ]);
  assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
});

test('a page that was made before somebody’s save cannot submit', async () => {
  const here = await opened();
  const { rev: checked } = await fillIn(here.head(), '2021-q4');
  await saveDraft(here.curator(), { ...Q4, base: checked, changes: changesTo({ 't2.forums.events': '3' }) });
  const stale = submitReturn(here.head(), { ...Q4, rev: 0, draft: checked, requestId: randomUUID() });
  await assert.rejects(stale, { kind: 'conflict', code: 'returns.changed-meanwhile' });
  const revision = submitReturn(here.head(), { ...Q4, rev: 1, requestId: randomUUID() });
  await assert.rejects(revision, { kind: 'conflict', code: 'returns.changed-meanwhile' });
});

test('a return after the due day is accepted and marked late by so many days', async () => {
  const here = await opened();
  await fillIn(here.head(), '2021-q4');
  const receipt = await submit(here.head('2021-12-26T00:30:00+05:00'), '2021-q4');
  assert.equal(receipt.daysLate, 1);
  await fillIn(here.otherHead(), '2021-q4');
  assert.equal((await submit(here.otherHead('2021-12-25T23:59:00+05:00'), '2021-q4')).daysLate, 0);
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
  const here = await opened();
  await fillIn(here.head(), '2021-q4', { [`f1.${here.duty('school-15', 'II.5')}.comment`]: 'Три вебинара' });
  const receipt = await submit(here.head(), '2021-q4');
  const { rows } = await app.pool.query<{ cells: string; has: string; na: string; texts: Texts; at: Date }>(
    'select cells::text, has::text, na::text, texts, at from return_revision where org_id = $1',
    [here.schools.first.id],
  );
  const kept = { ...rows[0]!, rev: 1, actorId: receipt.by };
  const campaign = { slug: '2021-q4', forms: ['F2 2'] };
  assert.equal(checksumOf(campaign, here.schools.first, kept), receipt.checksum);
  const other = { ...kept, cells: kept.cells.replace('700', '701') };
  assert.notEqual(checksumOf(campaign, here.schools.first, other), receipt.checksum);
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
