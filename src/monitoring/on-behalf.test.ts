import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test from 'node:test';
import {
  acceptReturn,
  correctEnteredFor,
  enterFor,
  reviewReturn,
  saveDraft,
  sendBack,
  showReturn,
  submitReturn,
} from '#monitoring';
import { showInbox } from '#organisations';
import { testApp } from '#tests/database.ts';
import { changesTo, fillIn, submit, townsOf, wholeAnswers } from '#tests/monitored-town.ts';

const { app } = await testApp();
const { opened } = townsOf(app);
const Q4 = { campaign: '2021-q4' };
const SCHOOL = { ...Q4, organisation: 'school-15' };
const SAID = { toldBy: 'директор', why: 'в школе нет интернета' };

async function enters(here: Awaited<ReturnType<typeof opened>>, more: Record<string, string> = {}) {
  const answers = { ...(await wholeAnswers(here.head(), '2021-q4')), ...more };
  await enterFor(here.coordinator(), { ...SCHOOL, ...SAID });
  return saveDraft(here.coordinator(), { ...SCHOOL, base: 0, changes: changesTo(answers) });
}

test('the coordinator enters nothing for a school before it is said by whose words', async () => {
  const here = await opened();
  const entered = { ...SCHOOL, base: 0, changes: { 't0.pupils_total': { value: '7' } } };
  await assert.rejects(saveDraft(here.coordinator(), entered), { code: 'returns.behalf-unsaid' });
  await assert.rejects(
    submitReturn(here.coordinator(), { ...SCHOOL, rev: 0, requestId: randomUUID(), fields: {} }),
    { code: 'returns.behalf-unsaid' },
  );
  const { fill, submit: mayHandIn, enter, own } = (await showReturn(here.coordinator(), SCHOOL)).may;
  assert.deepEqual([fill, mayHandIn, enter, own], [false, false, true, false]);
  await assert.rejects(enterFor(here.coordinator(), { ...SCHOOL, ...SAID, why: ' ' }), {
    code: 'returns.enter-why-missing',
  });
});

test('nobody else may, and each coordinator says it for themselves and for one return', async () => {
  const here = await opened();
  for (const who of [here.controller, here.group, here.head, here.otherHead])
    await assert.rejects(enterFor(who(), { ...SCHOOL, ...SAID }), /access.denied|returns.not-found/);
  await enterFor(here.coordinator(), { ...SCHOOL, ...SAID });
  await assert.rejects(
    saveDraft(here.coordinator(), {
      ...Q4,
      organisation: 'school-90',
      base: 0,
      changes: { 't0.pupils_total': { value: '7' } },
    }),
    { code: 'returns.behalf-unsaid' },
  );
});

test('the school is told, sees what was entered, and what it corrects is its own again', async () => {
  const here = await opened();
  await enters(here, { 't1.pupil-pupil.mentors': '4' });
  const [notice] = await showInbox(here.head(), {});
  assert.equal(notice?.code, 'returns.notice-entered-for');
  const shown = await showReturn(here.head(), Q4);
  assert.equal(shown.behalf?.toldBy, 'директор');
  const count = shown.behalf!.fields;
  assert.ok(count > 50);
  const corrected = { 't1.pupil-pupil.mentors': { value: '5', was: '4' } };
  const saved = await saveDraft(here.head(), { ...Q4, base: shown.draftRev, changes: corrected });
  assert.deepEqual(saved.conflicts, []);
  assert.equal((await showReturn(here.head(), Q4)).behalf?.fields, count - 1);
});

test('what the coordinator entered and the school submitted says so on the receipt', async () => {
  const here = await opened();
  await enters(here);
  const receipt = await submit(here.head(), '2021-q4');
  assert.deepEqual(receipt.behalf && { ...receipt.behalf, fields: receipt.behalf.fields! > 50 }, {
    ...SAID,
    submitted: false,
    fields: true,
  });
  const reviewed = await reviewReturn(here.controller(), SCHOOL);
  assert.equal(reviewed.receipt?.behalf?.toldBy, 'директор');
  assert.deepEqual(
    reviewed.history.filter(({ detail }) => detail?.toldBy).map(({ detail }) => detail),
    [SAID],
  );
});

test('the school opens what was submitted for it until it is accepted, and not what it submitted itself', async () => {
  const here = await opened();
  const { rev } = await enters(here);
  const receipt = await submitReturn(here.coordinator(), {
    ...SCHOOL,
    rev: 0,
    draft: rev,
    requestId: randomUUID(),
  });
  assert.equal(receipt.behalf?.submitted, true);
  await assert.rejects(correctEnteredFor(here.otherHead(), { ...SCHOOL, rev: 1 }), {
    code: 'returns.not-found',
  });
  await assert.rejects(correctEnteredFor(here.coordinator(), { ...SCHOOL, rev: 1 }), {
    code: 'access.denied',
  });
  await correctEnteredFor(here.head(), { ...SCHOOL, rev: 1 });
  const again = await showReturn(here.head(), Q4);
  assert.equal(again.state, 'returned');
  assert.ok(again.may.submit);
  const own = await submit(here.head(), '2021-q4');
  assert.equal(own.rev, 2);
  assert.equal(own.behalf?.submitted, false);
  await assert.rejects(correctEnteredFor(here.head(), { ...SCHOOL, rev: 2 }), {
    code: 'returns.submitted-by-yourself',
  });
  await acceptReturn(here.coordinator(), { ...SCHOOL, rev: 2 });
  await assert.rejects(correctEnteredFor(here.head(), { ...SCHOOL, rev: 2 }), {
    code: 'returns.not-submitted',
  });
});

test('a return that was sent back asks anew by whose words', async () => {
  const here = await opened();
  await enterFor(here.coordinator(), { ...SCHOOL, ...SAID });
  await fillIn(here.head(), '2021-q4');
  await submit(here.head(), '2021-q4');
  await sendBack(here.coordinator(), { ...SCHOOL, rev: 1, text: 'Поправьте' });
  const { draftRev } = await showReturn(here.coordinator(), SCHOOL);
  await assert.rejects(
    saveDraft(here.coordinator(), {
      ...SCHOOL,
      base: draftRev,
      changes: { 't0.pupils_total': { value: '701' } },
    }),
    { code: 'returns.behalf-unsaid' },
  );
});
