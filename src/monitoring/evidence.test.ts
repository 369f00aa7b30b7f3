import assert from 'node:assert/strict';
import test from 'node:test';
import { zipSync } from 'fflate';
import { attachEvidence, evidence, saveDraft, showReturn } from '#monitoring';
import { fileKindOf, fileName } from '#monitoring/rules';
import { testApp } from '#tests/database.ts';
import { fillIn, submit, townsOf } from '#tests/monitored-town.ts';

const { app } = await testApp();
const { opened } = townsOf(app);
async function town() {
  const here = await opened();
  return { ...here, own: here.duty('school-15', 'II.5') };
}
const Q4 = { campaign: '2021-q4' };
const text = (content: string) => new TextEncoder().encode(content);
const PDF = text('%PDF-1.7\n');
const packed = (name: string) => zipSync({ [name]: text('…') });

test('the kind of a file is told by its content', () => {
  const kinds = [
    PDF,
    new Uint8Array([0xff, 0xd8, 0xff, 0xe0]),
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    packed('word/document.xml'),
    packed('xl/workbook.xml'),
    zipSync({ mimetype: [text('application/vnd.oasis.opendocument.text'), { level: 0 }] }),
    packed('photo.jpg'),
  ].map((bytes) => fileKindOf(bytes)?.extensions[0]);
  assert.deepEqual(kinds, ['pdf', 'jpg', 'png', 'docx', 'xlsx', 'odt', 'zip']);
  for (const bytes of [
    text('<html>'),
    text('MZ'),
    text('%PD'),
    packed('word/vbaProject.bin'),
    new Uint8Array(),
  ])
    assert.equal(fileKindOf(bytes), undefined);
});

test('a name loses what leads elsewhere and ends as its kind does', () => {
  const pdf = fileKindOf(PDF)!;
  assert.equal(fileName('Приказ № 214-о.PDF', pdf), 'Приказ № 214-о.pdf');
  assert.equal(fileName('..\\..\\evil/приказ.exe', pdf), 'приказ.exe.pdf');
  assert.equal(fileName('a"b\u202Efdp\r\n.pdf', pdf), 'a b fdp.pdf');
  assert.equal(fileName('', pdf), 'file.pdf');
});

test('a file is kept beside the answer, shows it to be done, and goes with the return', async () => {
  const here = await town();
  const attached = await attachEvidence(here.head(), {
    ...Q4,
    obligation: here.own,
    name: 'Приказ.pdf',
    bytes: PDF,
  });
  assert.equal(attached.rev, 1);
  const second = await attachEvidence(here.curator(), {
    ...Q4,
    obligation: here.own,
    name: 'Фото.pdf',
    bytes: PDF,
  });
  const shown = await showReturn(here.head(), Q4);
  assert.deepEqual(
    shown.rows.find(({ obligation }) => obligation === here.own)!.files.map(({ name }) => name),
    ['Приказ.pdf', 'Фото.pdf'],
  );
  await saveDraft(here.head(), {
    ...Q4,
    base: second.rev,
    changes: { [second.field]: { value: second.id } },
  });
  await fillIn(here.head(), '2021-q4', {
    [`f1.${here.own}.state`]: 'done',
    [`f1.${here.own}.doneOn`]: '14.10.2021',
  });
  assert.equal((await submit(here.head(), '2021-q4')).files, 1);
  const late = attachEvidence(here.head(), { ...Q4, obligation: here.own, name: 'x.pdf', bytes: PDF });
  await assert.rejects(late, { code: 'returns.already-submitted' });
});

test('evidence is read by those who may read the return, and by nobody else', async () => {
  const here = await town();
  const { id } = await attachEvidence(here.head(), {
    ...Q4,
    obligation: here.own,
    name: 'Приказ.pdf',
    bytes: PDF,
  });
  for (const person of [here.curator, here.coordinator, here.controller, here.group]) {
    const { bytes, mediaType } = await evidence(person(), { id });
    assert.deepEqual([new Uint8Array(bytes), mediaType], [PDF, 'application/pdf']);
  }
  await assert.rejects(evidence(here.otherHead(), { id }), { kind: 'not-found' });
  await assert.rejects(evidence(here.head(), { id: 'no-such' }), { kind: 'not-found' });
  const foreign = { [`f1.${here.duty('school-90', 'II.5')}.files`]: { value: id } };
  await assert.rejects(saveDraft(here.otherHead(), { ...Q4, base: 0, changes: foreign }), {
    code: 'returns.unknown-fields',
  });
});

test('what is too large, empty, of a wrong kind or for another’s obligation is refused in words', async () => {
  const here = await town();
  const attach = (bytes: Uint8Array, obligation = here.own) =>
    attachEvidence(here.head(), { ...Q4, obligation, name: 'a.pdf', bytes });
  await assert.rejects(attach(new Uint8Array()), { code: 'returns.file-empty' });
  await assert.rejects(attach(text('<script>')), { code: 'returns.file-kind' });
  await assert.rejects(attach(PDF, here.duty('school-90', 'II.5')), { code: 'returns.unknown-field' });
  const large = new Uint8Array(10 * 1024 * 1024 + 1);
  large.set(PDF);
  await assert.rejects(attach(large), { kind: 'too-large', code: 'returns.file-too-large' });
  assert.equal((await attach(large.subarray(0, -1))).size, 10 * 1024 * 1024);
  for (let more = 1; more < 10; more++) await attach(PDF);
  await assert.rejects(attach(PDF), { code: 'returns.too-many-files' });
});
