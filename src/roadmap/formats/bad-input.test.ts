import assert from 'node:assert/strict';
import test from 'node:test';
import { type Zippable, zipSync } from 'fflate';
import { LARGEST_FILE, readFile, refusalOf } from '../read-file.ts';
import { readRoadmapIn } from '../rules/read-roadmap.ts';
import { readDocument } from './read-document.ts';

const xml = (text: string) => new TextEncoder().encode(text);
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const word = (body: string, more: Zippable = {}, before = '') =>
  zipSync({
    'word/document.xml': xml(
      `<?xml version="1.0"?>${before}<w:document ${W}><w:body>${body}</w:body></w:document>`,
    ),
    ...more,
  });
const cell = (text: string) => `<w:tc><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`;
const rows = (...cells: string[][]) =>
  `<w:tbl>${cells.map((row) => `<w:tr>${row.map(cell).join('')}</w:tr>`).join('')}</w:tbl>`;
const ole = (name: string) =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(name, 'utf16le')]);
const locked = () => {
  const file = zipSync({ 'word/document.xml': xml('<w/>') });
  file[6] = 1;
  return file;
};
const pdf = (content: string, more = '') =>
  Buffer.from(`%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R>> endobj
4 0 obj <</Length ${content.length}>> stream
${content}
endstream endobj
5 0 obj <</Filter /Standard /V 1 /R 2 /P -44 /O (${'o'.repeat(32)}) /U (${'u'.repeat(32)})>> endobj
trailer <</Root 1 0 R /ID [(a) (b)] ${more}>>
%%EOF`);
const table = (head: string) => `${head}\n|---|---|---|\n| 1 | Сбор согласий | Школа |\n`;
const entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>';

for (const [what, name, file, code] of [
  [
    'a zip bomb of 100 MB',
    'План.docx',
    word('', { 'word/numbering.xml': new Uint8Array(100 << 20) }),
    'roadmap.file-bomb',
  ],
  [
    'a workbook that unpacks to 100 MB',
    'План.xlsx',
    zipSync({ 'xl/workbook.xml': xml('<x/>'), 'xl/worksheets/sheet1.xml': new Uint8Array(100 << 20) }),
    'roadmap.file-bomb',
  ],
  [
    'a document with entities',
    'План.docx',
    word(`<w:p><w:r><w:t>&b;</w:t></w:r></w:p>`, {}, entities),
    'roadmap.file-entities',
  ],
  [
    'a workbook with entities',
    'План.xlsx',
    zipSync({ 'xl/workbook.xml': xml(`<?xml version="1.0"?>${entities}<x/>`) }),
    'roadmap.file-entities',
  ],
  [
    'a document of boxes in boxes',
    'План.docx',
    word('<w:sdt>'.repeat(5000) + '</w:sdt>'.repeat(5000)),
    'roadmap.file-too-deep',
  ],
  [
    'a page of boxes in boxes',
    'План.html',
    Buffer.from(`<table>${'<div>'.repeat(5000)}`),
    'roadmap.file-too-deep',
  ],
  ['a document cut off', 'План.docx', word('<w:p>').subarray(0, 120), 'roadmap.file-damaged'],
  [
    'a document that is no XML',
    'План.docx',
    zipSync({ 'word/document.xml': xml('<w:document>') }),
    'roadmap.file-damaged',
  ],
  [
    'a workbook without sheets',
    'План.xlsx',
    zipSync({ 'xl/workbook.xml': xml('<x/>') }),
    'roadmap.file-damaged',
  ],
  ['a file under a password', 'План.docx', ole('EncryptedPackage'), 'roadmap.file-password'],
  ['an archive under a password', 'План.docx', locked(), 'roadmap.file-password'],
  ['old Word', 'План.doc', ole('WordDocument'), 'roadmap.file-old-word'],
  ['old Word under a new name', 'План.docx', ole('WordDocument'), 'roadmap.file-old-word'],
  ['old Excel', 'План.xls', ole('Workbook'), 'roadmap.file-old-excel'],
  ['a scan', 'План.pdf', pdf('q 595 0 0 842 0 0 cm Q'), 'roadmap.pdf-without-text'],
  ['a PDF under a password', 'План.pdf', pdf('', '/Encrypt 5 0 R'), 'roadmap.file-password'],
  ['a PDF cut off', 'План.pdf', Buffer.from('%PDF-1.7 …'), 'roadmap.file-damaged'],
  ['another archive', 'План.zip', zipSync({ 'readme.md': xml('#') }), 'roadmap.file-type'],
  ['a picture', 'План.docx', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'roadmap.file-type'],
  ['something with zero bytes', 'План.txt', Buffer.from('| № |\0'), 'roadmap.file-type'],
  ['an empty file', 'План.txt', Buffer.alloc(0), 'roadmap.file-empty'],
  ['a file of blanks', 'План.txt', Buffer.from('\uFEFF \n\n '), 'roadmap.file-empty'],
  ['an empty document', 'План.docx', word('<w:p/>'), 'roadmap.file-empty'],
  ['a letter without a table', 'План.txt', Buffer.from('Уважаемые коллеги!'), 'roadmap.no-table'],
  ['an empty table', 'План.docx', word(rows(['№', 'Мероприятие', 'Срок'])), 'roadmap.no-activities'],
  [
    'a table without deadlines',
    'План.txt',
    Buffer.from(table('| № | Мероприятие | Ответственный |')),
    'roadmap.no-deadline-column',
  ],
] as const)
  test(`${what} is refused with its reason`, async () => {
    await assert.rejects(readHere(file, name), { code });
  });

/** As the worker does, without its thread. */
async function readHere(file: Uint8Array, name: string) {
  const { parts, remarks, format } = await readDocument(file, name);
  const reading = readRoadmapIn(parts);
  if (!reading.roadmap) throw refusalOf(reading);
  return { format, codes: remarks.map(({ code }) => code), remarks };
}

test('a file too large is refused before it is looked at', () =>
  assert.rejects(readFile(Buffer.alloc(LARGEST_FILE + 1)), { code: 'roadmap.file-too-large' }));

test('a file whose name lies is read as what it is, and that is told', async () => {
  const file = word(rows(['№', 'Мероприятие', 'Срок'], ['1', 'Сбор', 'май 2022 г.']));
  const { format, remarks } = await readHere(file, 'План.xlsx');
  assert.equal(format, 'docx');
  assert.deepEqual(remarks, [
    { code: 'roadmap.extension-lies', params: { extension: '.xlsx', kind: 'DOCX' } },
  ]);
});

test('macros are neither run nor read, and that is told', async () => {
  const file = word(rows(['№', 'Мероприятие', 'Срок'], ['1', 'Сбор', 'май 2022 г.']), {
    'word/vbaProject.bin': xml('Sub AutoOpen()'),
  });
  assert.deepEqual((await readHere(file, 'План.docm')).codes, ['roadmap.macros-ignored']);
});
