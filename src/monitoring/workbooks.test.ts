import assert from 'node:assert/strict';
import test from 'node:test';
import { zipSync } from 'fflate';
import {
  attachEvidence,
  downloadWorkbook,
  enterFor,
  formOf,
  openCampaign,
  previewWorkbook,
  returnRoom,
  saveDraft,
  sendBack,
  putRemark,
  showBatches,
  showReturn,
  takeWorkbook,
  takeWorkbooks,
} from '#monitoring';
import { showInbox } from '#organisations';
import { testApp } from '#tests/database.ts';
import { changesTo, fillIn, open, submit, townsOf } from '#tests/monitored-town.ts';
import { bookOf, partsOf, typeInto } from '#tests/workbooks.ts';
import { signerOf } from './read-workbook.ts';
import { content } from './workbook/all-types.fixture.ts';
import { findFields, type Identity, planBook, writeBook } from './workbook/index.ts';

const { app } = await testApp();
const { town, opened } = townsOf(app);
const Q4 = { campaign: '2021-q4' };

test('a school fills its workbook in without a network, and it goes into the return as if it had been typed', async () => {
  const here = await opened();
  const { name, bytes } = await downloadWorkbook(here.head(), Q4);
  assert.equal(name, '2021-q4-school-15.xlsx');
  const duty = here.duty('school-15', 'II.5');
  const file = typeInto(bytes, {
    't1.other.mentors': 4,
    't1.other.mentees': '1 234',
    't2.courses.hours': 12.5,
    [`f1.${duty}.state`]: 'Не выполнено',
    [`f1.${duty}.reasonKind`]: 'Кадры',
    't1.other.pairs': 'не прим.: пар не бывает',
    't0.confirmed': 'да',
  });
  const preview = await previewWorkbook(here.head(), { ...Q4, file });
  assert.deepEqual(Object.fromEntries(preview.changes.map(({ field, now }) => [field, now])), {
    't1.other.mentors': '4',
    't1.other.mentees': '1 234',
    't2.courses.hours': '12,5',
    'na.t1.other.pairs': 'пар не бывает',
    [`f1.${duty}.state`]: 'not-done',
    [`f1.${duty}.reasonKind`]: 'staff',
    't0.confirmed': '1',
  });
  assert.ok(preview.judged.executions.some(({ code }) => code === 'monitoring.not-done-reason-missing'));
  assert.deepEqual(preview.notes, []);
  assert.equal((await showReturn(here.head(), Q4)).draftRev, 0, 'looking saves nothing');
  const taken = await takeWorkbook(here.head(), { ...Q4, file });
  assert.deepEqual([taken.changed.length, taken.conflicts], [7, []]);
  const { fields, verdict } = await showReturn(here.head(), Q4);
  assert.deepEqual([fields['t1.other.mentors'], fields['t2.courses.hours']], ['4', '12,5']);
  assert.equal(verdict?.numbers['t1.other.pairs'], 'not-applicable');
  const { rows } = await app.pool.query(
    `select entries->'t1.other.mentors'->>'door' as door from return_draft where org_id = $1`,
    [here.schools.first.id],
  );
  assert.deepEqual(rows, [{ door: 'workbook' }]);
  assert.equal((await previewWorkbook(here.head(), { ...Q4, file })).changes.length, 0, 'and once is enough');
});

test('whoever has the return open is told what came by workbook, by telephone or with a file, once it is kept', async () => {
  const here = await opened();
  const room = await returnRoom(here.curator(), Q4);
  const heard: { rev: number; fields: Record<string, string>; kept: Promise<number> }[] = [];
  const sit = (id: string) =>
    app.live.join(room, {
      id,
      accountId: 0,
      name: '',
      role: '',
      cell: '',
      end: () => {},
      send(message) {
        if ('fields' in message)
          heard.push({ ...message, kept: showReturn(here.curator(), Q4).then(({ draftRev }) => draftRev) });
      },
    })!;
  const leave = sit('page');
  const { bytes } = await downloadWorkbook(here.head(), Q4);
  await takeWorkbook(here.head(), { ...Q4, file: typeInto(bytes, { 't1.other.mentors': 4 }) });
  const duty = here.duty('school-15', 'II.5');
  const pdf = Buffer.from('%PDF-1.4 приказ');
  const { value } = await attachEvidence(here.head(), { ...Q4, obligation: duty, name: 'П.pdf', bytes: pdf });
  const first = { ...Q4, organisation: 'school-15' };
  await enterFor(here.coordinator(), { ...first, toldBy: 'Директор', why: 'Нет связи' });
  const changes = changesTo({ 't1.other.mentees': '9' });
  await saveDraft(here.coordinator(), { ...first, base: 2, changes });
  await saveDraft(here.head(), {
    ...Q4,
    base: 3,
    changes: { 't1.other.mentors': { value: '5', was: '4' } },
    client: 'page',
  });
  await assert.rejects(saveDraft(here.head(), { ...Q4, base: 4, changes: { 't9.no': { value: '5' } } }));
  assert.deepEqual(
    heard.map(({ rev, fields }) => [rev, fields]),
    [
      [1, { 't1.other.mentors': '4' }],
      [2, { [`f1.${duty}.files`]: value }],
      [3, { 't1.other.mentees': '9' }],
    ],
    'but not what it has saved itself, nor what was refused',
  );
  for (const { rev, kept } of heard) assert.ok((await kept) >= rev);
  leave();
});

test('what was typed on the page after the download stays, and where both differ it is told', async () => {
  const here = await opened();
  await saveDraft(here.head(), { ...Q4, base: 0, changes: changesTo({ 't1.other.groups': '1' }) });
  const { bytes } = await downloadWorkbook(here.curator(), Q4);
  await saveDraft(here.head(), {
    ...Q4,
    base: 1,
    changes: changesTo({ 't1.other.mentors': '7', 't1.other.groups': '2' }),
  });
  const file = typeInto(bytes, { 't1.other.mentors': 9, 't1.other.mentees': 5 });
  const taken = await takeWorkbook(here.curator(), { ...Q4, file });
  assert.deepEqual(taken.conflicts, [
    { field: 't1.other.mentors', theirs: '7', by: 'head school-15', yours: '9' },
  ]);
  const { fields } = await showReturn(here.head(), Q4);
  assert.deepEqual(
    [fields['t1.other.mentors'], fields['t1.other.mentees'], fields['t1.other.groups']],
    ['7', '5', '2'],
  );
});

test('the workbook of another organisation, of another period, or with another’s names is refused in a sentence', async () => {
  const here = await town();
  await open(here, '2021-q3', '2021-09-01T09:00:00+05:00');
  await open(here, '2021-q4');
  const { bytes } = await downloadWorkbook(here.head(), Q4);
  const refused = (file: Uint8Array, code: string, campaign = '2021-q4', who = here.head) =>
    assert.rejects(takeWorkbook(who(), { campaign, file }), { code });
  await refused(bytes, 'workbook.other-organisation', '2021-q4', here.otherHead);
  await refused(bytes, 'workbook.other-period', '2021-q3');
  for (const [was, now] of [
    ['school-15', 'school-90'],
    ['t1.other.mentors', 't1.other.mentees'],
  ] as const) {
    const parts = partsOf(bytes);
    parts['xl/sharedStrings.xml'] = parts['xl/sharedStrings.xml']!.replace(`>${was}<`, `>${now}<`);
    await refused(bookOf(parts), 'workbook.signature');
  }
  await refused(new Uint8Array([1, 2, 3]), 'workbook.file-kind');
  await refused(new Uint8Array(), 'workbook.file-missing');
  await refused(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), 'workbook.file-old');
  await refused(bookOf({ 'xl/workbook.xml': '<!DOCTYPE a><workbook/>' }), 'workbook.file-damaged');
  await refused(bookOf({ 'xl/workbook.xml': '<workbook><sheets/></workbook>' }), 'workbook.not-ours');
  await assert.rejects(takeWorkbook(here.controller(), { ...Q4, organisation: 'school-15', file: bytes }), {
    code: 'access.denied',
  });
});

test('a return that was sent back carries its remarks in the cells of its workbook', async () => {
  const here = await opened();
  await fillIn(here.head(), '2021-q4');
  await submit(here.head(), '2021-q4');
  const at = { ...Q4, organisation: 'school-15', rev: 1 };
  await putRemark(here.coordinator(), { ...at, field: 't1.other.mentors', text: 'Проверьте число' });
  await sendBack(here.coordinator(), at);
  const { bytes } = await downloadWorkbook(here.head(), Q4);
  const comments = Object.entries(partsOf(bytes)).filter(([name]) => /comments\d*\.xml$/.test(name));
  assert.match(comments.map(([, text]) => text).join(), /Проверьте число/);
  const file = typeInto(bytes, { 't1.other.mentors': 3 });
  const { changes } = await previewWorkbook(here.head(), { ...Q4, file });
  assert.deepEqual(changes, [{ field: 't1.other.mentors', was: '0', now: '3' }]);
});

test('a zip of workbooks that schools have mailed: each finds its return, and one that cannot stops no other', async () => {
  const here = await opened();
  const typed = async (who: typeof here.head, values: Record<string, string | number>) =>
    typeInto((await downloadWorkbook(who(), Q4)).bytes, values);
  const first = await typed(here.head, { 't1.other.mentors': 4, 't1.other.mentees': 'много' });
  const second = await typed(here.otherHead, { 't1.other.mentors': 6, 't1.other.pairs': 1 });
  await saveDraft(here.otherHead(), { ...Q4, base: 0, changes: changesTo({ 't1.other.pairs': '3' }) });
  const elsewhere = await opened();
  const foreign = (await downloadWorkbook(elsewhere.head(), Q4)).bytes;
  const archive = zipSync({
    'письма/школа 15.xlsx': first,
    'письма/школа 90.xlsx': second,
    'письма/ещё раз.xlsx': first,
    'письма/не книга.xlsx': new Uint8Array([1, 2, 3]),
    '__MACOSX/._школа.xlsx': new Uint8Array([1]),
    'письмо.txt': new Uint8Array([1]),
  });
  const files = [
    { name: 'письма.zip', bytes: archive },
    { name: 'чужая.xlsx', bytes: foreign },
  ];
  const why = 'Школы прислали книги письмами';
  const { batch } = await takeWorkbooks(here.coordinator(), { ...Q4, why, files });
  const { batches } = await showBatches(here.coordinator(), { ...Q4, batch });
  const { files: rows, by } = batches[0]!;
  assert.equal(by, `coordinator ${here.town.code}`);
  assert.deepEqual(
    rows.map(({ name, organisation, taken, fault, lines }) => [
      name,
      organisation?.code,
      taken ?? fault?.code,
      lines.map(({ code }) => code),
    ]),
    [
      ['письма/школа 15.xlsx', 'school-15', 2, []],
      ['письма/школа 90.xlsx', 'school-90', 1, ['workbook.batch-conflict']],
      ['письма/ещё раз.xlsx', 'school-15', 'workbook.many-twice', []],
      ['письма/не книга.xlsx', undefined, 'workbook.file-kind', []],
      ['чужая.xlsx', undefined, 'workbook.other-municipality', []],
    ],
  );
  const shown = await showReturn(here.otherHead(), Q4);
  assert.deepEqual([shown.fields['t1.other.mentors'], shown.fields['t1.other.pairs']], ['6', '3']);
  const { rows: entries } = await app.pool.query(
    `select entries->'t1.other.mentors'->>'door' as door from return_draft where org_id = $1`,
    [here.schools.second.id],
  );
  assert.deepEqual(entries, [{ door: 'on-behalf' }]);
  const notices = await showInbox(here.otherHead(), {});
  assert.deepEqual(
    notices.slice(0, 1).map(({ code, params }) => [code, params]),
    [['workbook.entered-for', { count: 1, why }]],
  );
  for (const who of [here.head, here.controller, here.group])
    await assert.rejects(takeWorkbooks(who(), { ...Q4, why, files }), { kind: 'not-found' });
  await assert.rejects(takeWorkbooks(here.coordinator(), { ...Q4, why: ' ', files }), {
    code: 'workbook.many-why-missing',
  });
  const empty = [{ name: 'a.zip', bytes: zipSync({ 'a.txt': new Uint8Array([1]) }) }];
  await assert.rejects(takeWorkbooks(here.coordinator(), { ...Q4, why, files: empty }), {
    code: 'workbook.many-none',
  });
});

test('a campaign of several forms is one workbook: lists, formulas and shares among its sheets', async () => {
  const here = await town();
  await openCampaign(here.coordinator(), { quarter: '2021-q4', forms: ['F2 2', 'F3 1'] });
  const { bytes } = await downloadWorkbook(here.head(), Q4);
  const { form } = await showReturn(here.head(), Q4);
  const list = form!.tables.find(({ kind }) => kind === 'list')!;
  const values = Object.fromEntries(
    list.columns.flatMap((column): [string, string | number][] => {
      const cell = `${list.code}.r4.${column.code}`;
      if (column.formula || column.type === 'file') return [];
      if (column.options) return [[cell, column.options[0]!.title.ru]];
      if (column.type === 'yes-no') return [[cell, 'да']];
      return [
        [cell, column.type === 'whole' ? 3 : column.type === 'date' ? '14.10.2021' : 'https://example.org/a'],
      ];
    }),
  );
  const file = typeInto(bytes, { ...values, 't1.other.mentors': 4 });
  const taken = await takeWorkbook(here.head(), { ...Q4, file });
  assert.deepEqual([taken.notes, taken.changed.length], [[], Object.keys(values).length + 1]);
  const { verdict } = await showReturn(here.head(), Q4);
  const faults = verdict!.issues.filter(({ at, severity }) => at.startsWith('t3.r4') && severity === 'error');
  assert.deepEqual(faults, []);
  const sheets = Object.entries(partsOf(bytes)).filter(([name]) => name.includes('worksheets/'));
  assert.match(
    sheets.map(([, text]) => text).join(),
    /<f>IF\(COUNT\(\w+,\w+\)&lt;2,"",IFERROR\(\w+\/\w+\*100,""\)\)<\/f>/,
  );
  const again = await previewWorkbook(here.head(), {
    ...Q4,
    file: (await downloadWorkbook(here.head(), Q4)).bytes,
  });
  assert.deepEqual([again.changes, again.notes], [[], []]);
});

test('a workbook of the version before goes into the form that follows it', async () => {
  const here = await town();
  await openCampaign(here.coordinator(), { quarter: '2021-q4', forms: ['F2 2'] });
  const { bytes } = await downloadWorkbook(here.head(), Q4);
  const { identity } = findFields(bytes);
  const older = { ...(identity as Identity), form: 'F1 1, F2 1' };
  const book = planBook({
    ...content,
    identity: older,
    form: formOf('F2', 1),
    duties: [],
    fields: {},
    remarks: {},
    previous: undefined,
  });
  const file = typeInto(await writeBook(book, await signerOf(here.head(), older)), { 't1.other.mentors': 4 });
  const preview = await previewWorkbook(here.head(), { ...Q4, file });
  assert.deepEqual(preview.mapped, { theirs: 'F1 1, F2 1', own: 'F1 1, F2 2' });
  assert.deepEqual(preview.changes, [{ field: 't1.other.mentors', was: '', now: '4' }]);
  const foreign = { ...older, form: 'F1 1, F9 1' };
  const other = await writeBook({ ...book, identity: foreign }, await signerOf(here.head(), foreign));
  await assert.rejects(previewWorkbook(here.head(), { ...Q4, file: other }), { code: 'workbook.other-form' });
});
