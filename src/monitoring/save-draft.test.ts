import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test from 'node:test';
import { saveDraft, showReturn } from '#monitoring';
import type { Failure } from '#platform/failure.ts';
import { testApp } from '#tests/database.ts';
import { changesTo, PROFILE, townsOf } from '#tests/monitored-town.ts';

const { app } = await testApp();
const { opened } = townsOf(app);
const Q4 = { campaign: '2021-q4' };

test('a school sees what it is asked: its obligations of the quarter, overdue ones, and the passport from its profile', async () => {
  const here = await opened();
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
  assert.deepEqual(shown.may, {
    fill: true,
    submit: true,
    enter: false,
    own: true,
    recall: false,
    answer: true,
  });
  assert.deepEqual((await showReturn(here.coordinator(), { ...Q4, organisation: 'school-15' })).may, {
    enter: true,
    own: false,
    fill: false,
    submit: false,
    recall: false,
    answer: false,
  });
  const centre = await showReturn(here.centreHead(), Q4);
  assert.deepEqual([centre.form, centre.rows.map(({ code }) => code)], [undefined, ['I.1', 'II.5', 'VI.1']]);
});

test('prefilled numbers count once they are confirmed, and then no longer follow the profile', async () => {
  const here = await opened();
  const saved = await saveDraft(here.head(), { ...Q4, base: 0, changes: changesTo({ 't0.confirmed': '1' }) });
  assert.equal(saved.counts.f2?.filled, 6);
  await app.pool.query(
    'update organisation set profile = profile || \'{"pupils_total": 900}\' where id = $1',
    [here.schools.first.id],
  );
  const shown = await showReturn(here.head(), Q4);
  assert.deepEqual([shown.fields['t0.pupils_total'], shown.prefilled], [String(PROFILE.pupils_total), []]);
});

test('two people who fill in different fields do not notice each other', async () => {
  const here = await opened();
  await saveDraft(here.head(), { ...Q4, base: 0, changes: changesTo({ 't1.other.mentors': '4' }) });
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
  const here = await opened();
  await saveDraft(here.head(), {
    ...Q4,
    base: 0,
    changes: changesTo({ 't1.other.mentors': '4', 't1.other.pairs': '2' }),
  });
  const second = await saveDraft(here.curator(), {
    ...Q4,
    base: 0,
    changes: changesTo({ 't1.other.mentors': '6', 't1.other.pairs': '2', 't1.other.mentees': '9' }),
  });
  assert.deepEqual(second.conflicts, [
    { field: 't1.other.mentors', theirs: '4', by: 'head school-15', yours: '6' },
  ]);
  const { fields } = await showReturn(here.head(), Q4);
  assert.deepEqual([fields['t1.other.mentors'], fields['t1.other.mentees']], ['4', '9']);
  const knowing = await saveDraft(here.curator(), {
    ...Q4,
    base: second.rev,
    changes: changesTo({ 't1.other.mentors': '6' }),
  });
  assert.deepEqual(knowing.conflicts, []);
});

test('two writers at once: every save has its own number and no field is lost', async () => {
  const here = await opened();
  const { verdict } = await showReturn(here.head(), Q4);
  const cells = Object.keys(verdict!.cells)
    .filter((cell) => verdict!.cells[cell]!.kind !== 'closed')
    .slice(0, 16);
  const saved = await Promise.all(
    cells.map((cell, at) =>
      saveDraft((at % 2 ? here.head : here.curator)(), {
        ...Q4,
        base: 0,
        changes: changesTo({ [cell]: String(at) }),
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
  const here = await opened();
  const save = (value: string) =>
    saveDraft(here.head(), { ...Q4, base: 9, changes: changesTo({ 't1.other.mentors': value }) });
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
  const here = await opened();
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
      saveDraft(here.head(), {
        ...Q4,
        base: 0,
        changes: changesTo({ [field]: '1', 't1.other.mentors': '4' }),
      }),
      ({ code, issues }: Failure) => code === 'returns.unknown-fields' && issues[0]?.at === field,
      field,
    );
  const choice = saveDraft(here.head(), {
    ...Q4,
    base: 0,
    changes: changesTo({ [`f1.${own}.state`]: 'perhaps' }),
  });
  await assert.rejects(choice, ({ issues }: Failure) => issues[0]?.code === 'returns.unknown-choice');
  const file = saveDraft(here.head(), {
    ...Q4,
    base: 0,
    changes: changesTo({ [`f1.${own}.files`]: randomUUID() }),
  });
  await assert.rejects(file, ({ issues }: Failure) => issues[0]?.code === 'returns.file-unknown');
  const long = saveDraft(here.head(), {
    ...Q4,
    base: 0,
    changes: changesTo({ 't1.other.mentors': '1'.repeat(2001) }),
  });
  await assert.rejects(long, { code: 'returns.value-too-long' });
  assert.equal((await showReturn(here.head(), Q4)).draftRev, 0);
});

test('what no database keeps is left out of what was typed, and names of nothing are found nowhere', async () => {
  const here = await opened();
  const field = `f1.${here.duty('school-15', 'II.5')}.comment`;
  await saveDraft(here.head(), {
    ...Q4,
    base: 0,
    changes: changesTo({ [field]: 'Три\u0000 веби\uD800нара 🙂' }),
  });
  assert.equal((await showReturn(here.head(), Q4)).fields[field], 'Три веби\uFFFDнара 🙂');
  for (const campaign of ['2021-q4\u0000', "'; drop table return", '', '2022-q1'])
    await assert.rejects(showReturn(here.head(), { campaign }), { code: 'returns.not-found' });
});
