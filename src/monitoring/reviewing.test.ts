import assert from 'node:assert/strict';
import test from 'node:test';
import {
  acceptReturn,
  addReadyRemark,
  answerCell,
  answerValue,
  askBack,
  askCell,
  askValues,
  assignReviewer,
  dropReadyRemark,
  listAnswers,
  listOwnReturns,
  listQuestions,
  listReadyRemarks,
  listReturns,
  listValues,
  putRemark,
  raiseUnreviewed,
  recallReturn,
  reviewReturn,
  saveDraft,
  sendBack,
  setReviewDays,
  shareReturns,
  showReturn,
} from '#monitoring';
import { operatorContext, showInbox } from '#organisations';
import type { Failure } from '#platform/failure.ts';
import { testApp } from '#tests/database.ts';
import { fillIn, open, submit, townsOf } from '#tests/monitored-town.ts';

const { app } = await testApp();
const { town, opened } = townsOf(app);
const Q4 = { campaign: '2021-q4' };
const WHICH = { ...Q4, organisation: 'school-15' };
const FIRST = { ...WHICH, rev: 1 };

async function submitted(more: Record<string, string> = {}) {
  const here = await opened();
  await fillIn(here.head(), '2021-q4', more);
  await submit(here.head(), '2021-q4');
  return here;
}
type Here = Awaited<ReturnType<typeof submitted>>;
const inbox = async (context: Parameters<typeof showInbox>[0]) =>
  (await showInbox(context, {})).map(({ code, href }) => `${code} ${href}`);
const row = async (here: Here, now?: string) =>
  (await listReturns(here.coordinator(now), Q4)).returns.find(
    ({ organisation }) => organisation.code === 'school-15',
  )!;
const MENTORS = { 't1.other.mentors': '20', 't1.unique.mentors': '20' };

test('a school takes its return back until a reviewer has opened it, and goes on from what it submitted', async () => {
  const here = await submitted(MENTORS);
  await listReturns(here.coordinator(), Q4); // the list opens nothing
  await reviewReturn(here.controller(), WHICH); // nor does whoever only reads
  assert.equal((await showReturn(here.head(), Q4)).may.recall, true);
  await assert.rejects(recallReturn(here.otherHead(), FIRST), { kind: 'not-found' });
  await assert.rejects(recallReturn(here.coordinator(), FIRST), { kind: 'forbidden' });
  await recallReturn(here.head('2021-12-21T09:00:00+05:00'), FIRST);
  const again = await showReturn(here.head(), Q4);
  assert.deepEqual(
    [again.state, again.rev, again.may.fill, again.fields['t1.other.mentors'], again.receipt],
    ['draft', 1, true, '20', undefined],
  );
  assert.equal((await row(here)).status, 'filling');
  const receipt = await submit(here.head('2021-12-27T09:00:00+05:00'), '2021-q4');
  assert.deepEqual([receipt.rev, receipt.daysLate], [2, 2], 'what was due stays due');
  assert.equal((await row(here, '2021-12-28T09:00:00+05:00')).daysLate, 2);
});

test('what a reviewer has opened stays: its school learns who and when, and asks for it', async () => {
  const here = await submitted();
  await reviewReturn(here.group('2021-12-20T12:00:00+05:00'), WHICH);
  await reviewReturn(here.coordinator('2021-12-20T13:00:00+05:00'), WHICH);
  const { opened: by, may } = await showReturn(here.head(), Q4);
  assert.deepEqual(
    [by?.by, by?.at.toISOString(), may.recall],
    [`working-group ${here.town.code}`, '2021-12-20T07:00:00.000Z', false],
    'the first who opened it',
  );
  await assert.rejects(recallReturn(here.head(), FIRST), (error: Failure) => {
    assert.equal(error.code, 'returns.opened-by-reviewer');
    assert.equal(error.params.by, `working-group ${here.town.code}`);
    return true;
  });
  await askBack(here.head(), { ...FIRST, text: 'Перепутали графы' });
  assert.ok(
    (await inbox(here.coordinator())).includes('returns.notice-ask-back /office/campaigns/2021-q4/school-15'),
  );
});

test('of taking back and opening at one moment one happens', async () => {
  const here = await submitted();
  const [back] = await Promise.allSettled([
    recallReturn(here.head(), FIRST),
    reviewReturn(here.coordinator(), WHICH),
  ]);
  const { state, opened: by } = await showReturn(here.head(), Q4);
  assert.equal(state === 'draft', back.status === 'fulfilled');
  assert.equal(by === undefined, back.status === 'fulfilled');
});

test('a return is sent back until a day that the reviewer names; the review makes nobody late', async () => {
  const here = await submitted();
  await assert.rejects(sendBack(here.coordinator(), { ...FIRST, text: 'Проверьте', dueOn: '2021-12-19' }), {
    code: 'returns.mend-by-early',
  });
  const sent = await sendBack(here.coordinator('2022-01-12T09:00:00+05:00'), {
    ...FIRST,
    text: 'Проверьте',
    dueOn: '2022-01-18',
  });
  assert.equal(sent.dueOn, '2022-01-18');
  const mending = await showReturn(here.head('2022-01-19T09:00:00+05:00'), Q4);
  assert.deepEqual([mending.dueOn, mending.daysLate], ['2022-01-18', 1]);
  const [own] = await listOwnReturns(here.head('2022-01-19T09:00:00+05:00'), {});
  assert.deepEqual([own!.dueOn, own!.daysLate], ['2022-01-18', 1]);
  const again = await submit(here.head('2022-01-20T09:00:00+05:00'), '2021-q4');
  assert.equal(again.daysLate, 2);
  assert.equal((await row(here, '2022-02-20T09:00:00+05:00')).daysLate, 2, 'waiting for review adds nothing');
});

test('returns are given to reviewers one by one and evenly, and others see who looks at one', async () => {
  const here = await submitted();
  const { reviewers } = await reviewReturn(here.coordinator(), WHICH);
  assert.deepEqual(
    reviewers.map(({ name }) => name),
    [`coordinator ${here.town.code}`, `working-group ${here.town.code}`],
  );
  const ids = reviewers.map(({ id }) => id);
  await assignReviewer(here.coordinator(), { ...WHICH, reviewer: ids[1]! });
  await assert.rejects(assignReviewer(here.coordinator(), { ...WHICH, reviewer: 999_999 }), {
    code: 'returns.reviewer-unknown',
  });
  await assert.rejects(assignReviewer(here.group(), { ...WHICH, reviewer: ids[1]! }), { kind: 'forbidden' });
  assert.deepEqual(await shareReturns(here.coordinator(), { ...Q4, reviewers: ids }), { shared: 4 });
  const { returns } = await listReturns(here.coordinator(), Q4);
  const counts = ids.map((id) => returns.filter(({ reviewer }) => reviewer?.id === id).length);
  assert.deepEqual(counts.toSorted(), [2, 3]);
  assert.equal((await row(here)).reviewer?.id, ids[1], 'what somebody has stays theirs');

  await reviewReturn(here.group('2021-12-20T09:00:00+05:00'), WHICH);
  const soon = await reviewReturn(here.coordinator('2021-12-20T09:05:00+05:00'), WHICH);
  assert.deepEqual(soon.watchedBy, [`working-group ${here.town.code}`]);
  assert.deepEqual((await row(here, '2021-12-20T09:05:00+05:00')).watchedBy, [
    `working-group ${here.town.code}`,
  ]);
  const later = await reviewReturn(here.coordinator('2021-12-20T09:30:00+05:00'), WHICH);
  assert.deepEqual(later.watchedBy, []);
});

test('what nobody reviews goes up to the deputy after so many working days, once for each submission', async () => {
  const here = await submitted();
  await setReviewDays(here.coordinator(), { ...Q4, days: 3 });
  const raise = async (now: string) =>
    (await raiseUnreviewed({ ...(await operatorContext(app, 'coordinator')), now: new Date(now) }, {})) &&
    (await inbox(here.controller())).filter((line) => line.startsWith('returns.notice-unreviewed'));
  assert.deepEqual(await raise('2021-12-23T20:00:00+05:00'), []);
  const line = 'returns.notice-unreviewed /office/campaigns/2021-q4/school-15';
  assert.deepEqual(await raise('2021-12-24T09:00:00+05:00'), [line]);
  assert.deepEqual(await raise('2021-12-25T09:00:00+05:00'), [line], 'each once');
  await sendBack(here.coordinator('2021-12-25T10:00:00+05:00'), { ...FIRST, text: 'Проверьте' });
  await submit(here.head('2021-12-25T11:00:00+05:00'), '2021-q4');
  assert.equal((await raise('2022-01-20T09:00:00+05:00')).length, 2, 'the second submission too');
  await assert.rejects(setReviewDays(here.coordinator(), { ...Q4, days: 0 }), {
    code: 'returns.review-days',
  });
  await assert.rejects(setReviewDays(here.group(), { ...Q4, days: 2 }), { kind: 'not-found' });
});

test('one value is asked about in all returns at once: nothing is sent back, and the answer may correct it alone', async () => {
  const here = await submitted(MENTORS);
  await fillIn(here.otherHead(), '2021-q4', { 't1.other.mentors': '3', 't1.unique.mentors': '3' });
  await submit(here.otherHead(), '2021-q4');
  const field = 't2.forums.events';
  const ask = { ...Q4, field, text: 'Все ли посчитали?', organisations: ['school-15', 'school-90'] };
  await assert.rejects(askValues(here.group(), ask), { kind: 'forbidden' });
  await assert.rejects(askValues(here.coordinator(), { ...ask, organisations: ['primary-25'] }), {
    code: 'returns.not-handed-in',
  });
  assert.deepEqual(await askValues(here.coordinator(), ask), { asked: 2 });
  assert.deepEqual(await askValues(here.coordinator(), ask), { asked: 0 }, 'nobody is asked twice');
  assert.deepEqual([(await row(here)).status, (await row(here)).asked], ['submitted', 1]);

  const [question] = (await showReturn(here.head(), Q4)).questions;
  assert.deepEqual([question!.field, question!.valueThen], [field, '0']);
  const answer = { ...Q4, question: question!.id, text: 'Пропустили форум' };
  await assert.rejects(answerValue(here.otherHead(), answer), { kind: 'not-found' });
  await assert.rejects(answerValue(here.coordinator(), { ...answer, ...WHICH }), { kind: 'forbidden' });
  const later = here.head('2021-12-28T09:00:00+05:00');
  assert.deepEqual(await answerValue(later, { ...answer, values: { [field]: '2' } }), { rev: 2 });
  const now = await showReturn(here.head(), Q4);
  assert.deepEqual(
    [now.state, now.rev, now.fields[field], now.receipt?.daysLate, now.questions[0]!.correctedRev],
    ['submitted', 2, '2', -5, 2],
  );
  await assert.rejects(answerValue(here.head(), answer), { code: 'returns.value-answered' });
  const { history, cells } = await reviewReturn(here.coordinator(), WHICH);
  assert.equal(history.at(-1)!.action, 'correct');
  assert.equal(cells.find((one) => one.field === field)!.now, 2);
  const { values } = await listValues(here.coordinator(), { ...Q4, field });
  assert.deepEqual(
    values.map(({ organisation, now: value, questions }) => [organisation.code, value, questions[0]!.answer]),
    [
      ['school-15', 2, 'Пропустили форум'],
      ['school-90', 0, null],
    ],
  );
  const [other] = (await showReturn(here.otherHead(), Q4)).questions;
  assert.deepEqual(await answerValue(here.otherHead(), { ...Q4, question: other!.id, text: 'Верно' }), {
    rev: undefined,
  });
});

test('a correction that breaks another number is refused with what does not agree, and made with it', async () => {
  const here = await submitted(MENTORS);
  const field = 't1.other.mentors';
  await askValues(here.coordinator(), { ...Q4, field, text: 'Верно?', organisations: ['school-15'] });
  const [question] = (await showReturn(here.head(), Q4)).questions;
  const answer = { ...Q4, question: question!.id, text: 'Пятеро' };
  await assert.rejects(
    answerValue(here.head(), { ...answer, values: { [field]: '5' } }),
    (error: Failure) => {
      assert.equal(error.code, 'returns.correction-not-ready');
      assert.ok(
        error.issues.some(({ at }) => at === 't1.unique.mentors'),
        JSON.stringify(error.issues),
      );
      return true;
    },
  );
  await assert.rejects(answerValue(here.head(), { ...answer, values: { [field]: '45%' } }), {
    code: 'returns.correction-not-ready',
  });
  await assert.rejects(answerValue(here.head(), { ...answer, values: { 't9.x': '5' } }), {
    code: 'returns.unknown-fields',
  });
  const values = { [field]: '5', 't1.unique.mentors': '5' };
  assert.deepEqual(await answerValue(here.head(), { ...answer, values }), { rev: 2 });
});

test('what had been accepted is looked at again when a value is corrected', async () => {
  const here = await submitted();
  await acceptReturn(here.coordinator(), FIRST);
  const field = 't2.forums.events';
  await askValues(here.coordinator(), { ...Q4, field, text: 'Верно?', organisations: ['school-15'] });
  const [question] = (await showReturn(here.head(), Q4)).questions;
  await answerValue(here.head(), { ...Q4, question: question!.id, text: 'Два', values: { [field]: '2' } });
  assert.equal((await row(here)).status, 'submitted');
  await acceptReturn(here.coordinator(), { ...FIRST, rev: 2 });
});

test('a school asks at a cell; the answer stands there for every school, and whoever asked is told', async () => {
  const here = await opened();
  const field = 't1.unique.mentors';
  await assert.rejects(askCell(here.head(), { ...Q4, field: 't9.x', text: 'Что?' }), {
    code: 'returns.unknown-field',
  });
  await assert.rejects(askCell(here.coordinator(), { ...WHICH, field, text: 'Что?' }), { kind: 'forbidden' });
  await assert.rejects(askCell(here.otherHead(), { ...WHICH, field, text: 'Что?' }), { kind: 'not-found' });
  await askCell(here.head(), { ...Q4, field, text: 'Считать ли совместителей?' });
  await askCell(here.otherHead(), { ...Q4, field, text: 'А учителей другой школы?' });
  const duty = here.duty('school-15', 'II.5');
  await askCell(here.head(), { ...Q4, field: `f1.${duty}.state`, text: 'Какие вебинары?' });
  const { places } = await listQuestions(here.coordinator(), Q4);
  assert.deepEqual(
    places.map(({ place, questions }) => [place, questions.length]),
    [
      [field, 2],
      ['f1 II.5', 1],
    ],
  );
  await assert.rejects(answerCell(here.group(), { ...Q4, place: field, text: 'Да' }), { kind: 'not-found' });
  await assert.rejects(listQuestions(here.head(), Q4), { kind: 'not-found' });
  const told = await answerCell(here.coordinator(), { ...Q4, place: field, text: 'Каждого один раз' });
  assert.deepEqual(told, { told: 2 });
  assert.ok((await inbox(here.otherHead())).some((line) => line.startsWith('returns.notice-cell-answered')));
  for (const head of [here.head, here.otherHead, here.primaryHead])
    assert.deepEqual(
      (await listAnswers(head(), Q4)).answers.map(({ place, text }) => [place, text]),
      [[field, 'Каждого один раз']],
    );
  assert.equal((await listAnswers(here.primaryHead(), Q4)).own.length, 0, 'who asked is their own');
});

test('a number out of line with its history comes first, and what was explained before stays quiet', async () => {
  const here = await town();
  const quarters = [
    ['2021-q1', '2021-03-20'],
    ['2021-q2', '2021-06-20'],
    ['2021-q3', '2021-09-20'],
  ] as const;
  const events = 't2.forums.events';
  for (const [at, [quarter, day]] of quarters.entries()) {
    const now = `${day}T09:00:00+05:00`;
    await open(here, quarter, now);
    await fillIn(here.head(now), quarter, { [events]: String(20 + at * 5) });
    await submit(here.head(now), quarter);
  }
  await open(here, '2021-q4');
  await fillIn(here.head(), '2021-q4', { [events]: '310' });
  await submit(here.head(), '2021-q4').catch(async (error: Failure) => {
    const changes = Object.fromEntries(
      error.issues.map(({ at, code }) => [`why.${code}@${at}`, { value: 'Так и есть' }]),
    );
    await saveDraft(here.head(), { ...Q4, base: (await showReturn(here.head(), Q4)).draftRev, changes });
    await submit(here.head(), '2021-q4');
  });
  const { attention } = await reviewReturn(here.coordinator(), WHICH);
  const { field, why, usual } = attention[0]!;
  assert.deepEqual([field, why, usual?.low, usual?.high, usual?.of], [events, 'unlike-own', 20, 30, 3]);
  const { values } = await listValues(here.coordinator(), { ...Q4, field: events });
  assert.equal(values[0]!.usual?.high, 30);
});

test('a municipality keeps remarks of its own to choose from', async () => {
  const here = await submitted();
  const { id } = await addReadyRemark(here.coordinator(), { fits: 'number', text: 'Приложите приказ' });
  await assert.rejects(addReadyRemark(here.group(), { text: 'Нет' }), { kind: 'not-found' });
  await assert.rejects(listReadyRemarks(here.head(), {}), { kind: 'not-found' });
  assert.deepEqual((await reviewReturn(here.group(), WHICH)).ready, [
    { id, fits: 'number', text: 'Приложите приказ' },
  ]);
  await putRemark(here.group(), { ...FIRST, field: 't1.other.mentors', text: 'Приложите приказ' });
  await dropReadyRemark(here.coordinator(), { id });
  assert.deepEqual(await listReadyRemarks(here.coordinator(), {}), []);
  await assert.rejects(dropReadyRemark(here.coordinator(), { id }), { kind: 'not-found' });
});
