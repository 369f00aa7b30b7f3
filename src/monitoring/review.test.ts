import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test from 'node:test';
import {
  acceptReturn,
  acceptReturns,
  listReturns,
  putRemark,
  remind,
  replyRemark,
  reviewReturn,
  saveDraft,
  sendBack,
  showReturn,
  submitReturn,
  withdrawRemark,
} from '#monitoring';
import { showInbox } from '#organisations';
import type { Failure } from '#platform/failure.ts';
import { testApp } from '#tests/database.ts';
import { fillIn, open, submit, townsOf } from '#tests/monitored-town.ts';

const { app } = await testApp();
const { town, opened } = townsOf(app);
const Q4 = { campaign: '2021-q4' };
const FIRST = { ...Q4, organisation: 'school-15', rev: 1 };
const AUTUMN = '2021-09-20T09:00:00+05:00';

async function submitted() {
  const here = await opened();
  await fillIn(here.head(), '2021-q4');
  await submit(here.head(), '2021-q4');
  return here;
}
const inbox = async (context: Parameters<typeof showInbox>[0]) =>
  (await showInbox(context, {})).map(({ code, href }) => `${code} ${href}`);

test('a return is sent back with remarks, mended, submitted again and accepted, and all of it is history', async () => {
  const here = await submitted();
  const cell = 't1.teacher-teacher.mentees';
  const { id } = await putRemark(here.coordinator(), { ...FIRST, field: cell, text: 'Верно ли число?' });
  await putRemark(here.group(), {
    ...FIRST,
    field: `f1.${here.duty('school-15', 'II.5')}.state`,
    text: 'Какие?',
  });
  assert.deepEqual((await showReturn(here.head(), Q4)).remarks, [], 'what is not sent is not seen');
  const sent = await sendBack(here.coordinator(), FIRST);
  assert.deepEqual(sent, { state: 'returned', remarks: 2, dueOn: '2021-12-25' });
  assert.ok(
    (await inbox(here.curator())).includes(
      `returns.notice-sent-back /office/returns/2021-q4/f2?cell=${cell}`,
    ),
  );

  const back = await showReturn(here.head(), Q4);
  assert.deepEqual(
    [back.state, back.may.fill, back.receipt, back.fields[cell]],
    ['returned', true, undefined, '0'],
  );
  assert.deepEqual(
    back.remarks.map(({ field, text, by, mended }) => [field, text, by, mended]),
    [
      [cell, 'Верно ли число?', `coordinator ${here.town.code}`, false],
      [`f1.${here.duty('school-15', 'II.5')}.state`, 'Какие?', `working-group ${here.town.code}`, false],
    ],
  );
  const coordinators = async () =>
    (await listReturns(here.coordinator(), Q4)).returns.find(
      ({ organisation }) => organisation.code === 'school-15',
    )!;
  assert.equal((await coordinators()).unanswered, 2);

  await replyRemark(here.curator(), { ...Q4, remark: id, text: 'Число верно: 3' });
  assert.ok(
    (await inbox(here.coordinator())).includes('returns.notice-reply /office/campaigns/2021-q4/school-15'),
  );
  await saveDraft(here.head(), {
    ...Q4,
    base: back.draftRev,
    changes: {
      [cell]: { value: '3' },
      't1.teacher-teacher.mentors': { value: '2' },
      't1.unique.mentors': { value: '2' },
      't1.unique.mentees': { value: '3' },
      [`f1.${here.duty('school-15', 'II.5')}.comment`]: { value: 'Три' },
    },
  });
  assert.equal((await coordinators()).unanswered, 0);
  const mended = await showReturn(here.head(), Q4);
  assert.deepEqual(
    mended.remarks.map((remark) => [remark.mended, remark.replies[0]?.text]),
    [
      [true, 'Число верно: 3'],
      [true, undefined],
    ],
  );
  const second = await submit(here.head('2021-12-27T09:00:00+05:00'), '2021-q4');
  assert.equal(second.rev, 2);
  assert.equal(second.daysLate, 2, 'it was in the school’s hands for two days after the day to mend it');
  await assert.rejects(acceptReturn(here.coordinator(), FIRST), { code: 'returns.changed-meanwhile' });
  await acceptReturn(here.coordinator('2021-12-28T09:00:00+05:00'), { ...FIRST, rev: 2 });
  await assert.rejects(sendBack(here.coordinator(), { ...FIRST, rev: 2, text: 'Ещё раз' }), {
    code: 'returns.not-submitted',
  });
  await assert.rejects(replyRemark(here.curator(), { ...Q4, remark: id, text: 'Ещё' }), {
    code: 'returns.remark-settled',
  });
  const seen = await reviewReturn(here.controller(), { ...Q4, organisation: 'school-15' });
  assert.deepEqual(
    seen.history.map(({ action, rev, roles }) => `${action} ${rev} ${roles[0]}`),
    [
      'begin 0 head',
      'submit 1 head',
      'remark 1 coordinator',
      'remark 1 working-group',
      'send-back 1 coordinator',
      'reply 1 curator',
      'submit 2 head',
      'accept 2 coordinator',
    ],
  );
  assert.deepEqual(seen.may, { remark: false, review: false, assign: false, ask: false, enter: false });
  assert.ok(seen.remarks.every(({ resolvedAt, mended: is }) => resolvedAt !== null && is));
  assert.ok((await inbox(here.head())).includes('returns.notice-accepted /office/returns/2021-q4/receipt'));
});

test('only a coordinator sends back and accepts, and a school remarks on nothing', async () => {
  const here = await submitted();
  for (const person of [here.group, here.controller, here.head, here.curator]) {
    await assert.rejects(sendBack(person(), { ...FIRST, text: 'Нет' }), { kind: 'forbidden' });
    await assert.rejects(acceptReturn(person(), FIRST), { kind: 'forbidden' });
  }
  await assert.rejects(putRemark(here.head(), { ...FIRST, field: '', text: 'Нет' }), { kind: 'forbidden' });
  await assert.rejects(putRemark(here.otherHead(), { ...FIRST, field: '', text: 'Нет' }), {
    kind: 'not-found',
  });
  await assert.rejects(reviewReturn(here.otherHead(), { ...Q4, organisation: 'school-15' }), {
    kind: 'not-found',
  });
  await assert.rejects(listReturns(here.head(), Q4), { kind: 'forbidden' });
});

test('a return goes back with at least one remark, on a field that it has', async () => {
  const here = await submitted();
  await assert.rejects(sendBack(here.coordinator(), FIRST), { code: 'returns.no-remarks' });
  for (const field of [
    't9.mentors',
    `f1.${here.duty('school-90', 'II.5')}.state`,
    't1.pupil-pupil.mentees_young',
  ])
    await assert.rejects(putRemark(here.coordinator(), { ...FIRST, field, text: 'Что?' }), {
      code: 'returns.unknown-field',
    });
  await assert.rejects(putRemark(here.coordinator(), { ...FIRST, field: '', text: '  ' }), {
    code: 'returns.remark-empty',
  });
});

test('a remark is withdrawn by who wrote it or by the coordinator until it is sent', async () => {
  const here = await submitted();
  const { id } = await putRemark(here.coordinator(), { ...FIRST, field: '', text: 'Что?' });
  const which = { ...Q4, organisation: 'school-15', remark: id };
  await assert.rejects(withdrawRemark(here.group(), which), { kind: 'not-found' });
  await withdrawRemark(here.coordinator(), which);
  const { id: sent } = await putRemark(here.group(), { ...FIRST, field: '', text: 'Что?' });
  await sendBack(here.coordinator(), FIRST);
  const late = withdrawRemark(here.coordinator(), { ...which, remark: sent });
  await assert.rejects(late, { code: 'returns.remark-sent' });
});

test('two coordinators at once: the second is told', async () => {
  const here = await submitted();
  const steps = await Promise.allSettled([
    acceptReturn(here.coordinator(), FIRST),
    sendBack(here.coordinator(), { ...FIRST, text: 'Проверьте' }),
  ]);
  const refused = steps.filter((step) => step.status === 'rejected');
  assert.equal(refused.length, 1);
  assert.equal((refused[0]!.reason as Failure).code, 'returns.not-submitted');
});

test('several are accepted at once; one that has changed meanwhile stays', async () => {
  const here = await submitted();
  await fillIn(here.otherHead(), '2021-q4');
  await submit(here.otherHead(), '2021-q4');
  const { accepted, results } = await acceptReturns(here.coordinator(), {
    ...Q4,
    returns: [
      { organisation: 'school-15', rev: 1 },
      { organisation: 'school-90', rev: 0 },
    ],
  });
  assert.equal(accepted, 1);
  assert.deepEqual(results[1], { organisation: 'school-90', refused: 'returns.changed-meanwhile' });
  const { returns } = await listReturns(here.coordinator(), Q4);
  assert.deepEqual(
    returns.map(({ organisation, status }) => `${organisation.code} ${status}`),
    [
      'authority not-begun',
      'centre not-begun',
      'school-15 accepted',
      'school-90 submitted',
      'primary-25 not-begun',
    ],
  );
});

test('the list says how far each return is, who is late, and what to look at', async () => {
  const here = await town();
  await open(here, '2021-q3', AUTUMN);
  const webinars = here.duty('school-15', 'II.5');
  const mentors = (n: number) => ({ 't1.other.mentors': String(n), 't1.unique.mentors': String(n) });
  await fillIn(here.head(AUTUMN), '2021-q3', mentors(20));
  await submit(here.head(AUTUMN), '2021-q3');
  await open(here, '2021-q4');
  const why = {
    'why.f2.row-not-halved@t1.other.mentors': 'Ушли',
    'why.f2.total-not-halved@t1.total.mentors': 'Ушли',
  };
  await fillIn(here.head(), '2021-q4', {
    ...mentors(5),
    ...why,
    [`f1.${webinars}.state`]: 'not-done',
    [`f1.${webinars}.reasonKind`]: 'staff',
    [`f1.${webinars}.reason`]: 'Некому',
  });
  await submit(here.head(), '2021-q4');
  await saveDraft(here.otherHead(), { ...Q4, base: 0, changes: { 't2.forums.events': { value: '45%' } } });
  const { returns, daysLeft } = await listReturns(here.coordinator('2021-12-27T09:00:00+05:00'), Q4);
  assert.equal(daysLeft, -2);
  const of = (code: string) => returns.find(({ organisation }) => organisation.code === code)!;
  assert.deepEqual(
    ['school-15', 'school-90', 'primary-25'].map((code) => {
      const { status, daysLate, counts, lastWork } = of(code);
      return [status, daysLate > 0, counts.filled, counts.of, counts.errors, lastWork?.by];
    }),
    [
      ['submitted', false, 79, 79, 0, 'head school-15'],
      ['filling', true, 0, 79, 1, 'head school-90'],
      ['not-begun', true, 0, of('primary-25').counts.of, 0, undefined],
    ],
  );
  // Two numbers that fell, the total that was explained, what was not done.
  assert.equal(of('school-15').unusual, 4);
  const review = await reviewReturn(here.coordinator(), { ...Q4, organisation: 'school-15' });
  assert.deepEqual(
    review.attention.map(({ field, why }) => `${why} ${field}`),
    [
      `not-done f1.${webinars}.state`,
      'fell t1.other.mentors',
      'fell t1.unique.mentors',
      'explained t1.total.mentors',
    ],
  );
  const row = review.cells.find(({ field }) => field === 't1.other.mentors')!;
  assert.deepEqual([row.now, row.previous, row.change, row.explanations[0]?.text], [5, 20, -15, 'Ушли']);
  const total = review.cells.find(({ field }) => field === 't1.total.mentors')!;
  assert.deepEqual(
    [total.state, total.now, total.previous, total.explanations.length],
    ['computed', 5, 20, 1],
  );
  assert.deepEqual(review.pager, { at: 1, of: 1, previous: undefined, next: undefined });
});

test('a draft is its organisation’s own: a reviewer sees that it is being filled in, not what it says', async () => {
  const here = await opened();
  await fillIn(here.head(), '2021-q4');
  const { cells, duties, state } = await reviewReturn(here.coordinator(), {
    ...Q4,
    organisation: 'school-15',
  });
  assert.deepEqual([cells, duties, state], [[], [], 'draft']);
});

test('a reminder reaches those who have not submitted', async () => {
  const here = await submitted();
  assert.deepEqual(await remind(here.coordinator(), Q4), { reminded: 4 });
  assert.ok((await inbox(here.otherHead())).includes('returns.notice-reminder /office/returns/2021-q4/f1'));
  assert.ok(!(await inbox(here.head())).some((line) => line.startsWith('returns.notice-reminder')));
});

test('the authority submits F1 alone, and its return is reviewed like any other', async () => {
  const here = await opened();
  await fillIn(here.authorityHead(), '2021-q4');
  const { rev } = await submit(here.authorityHead(), '2021-q4');
  assert.equal(rev, 1);
  const which = { ...Q4, organisation: 'authority', rev: 1 };
  await putRemark(here.coordinator(), {
    ...which,
    field: `f1.${here.duty('authority', 'I.1')}.state`,
    text: 'Утверждена же',
  });
  await sendBack(here.coordinator(), which);
  await fillIn(here.authorityHead(), '2021-q4');
  const again = { ...Q4, rev: 1, requestId: randomUUID() };
  await submitReturn(here.authorityHead(), again);
  await acceptReturn(here.coordinator(), { ...which, rev: 2 });
});
