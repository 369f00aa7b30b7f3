import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { readXlsx } from 'hucre/xlsx';
import { formOf, returnWorkbook, valuesOf } from '../../../bench/return-workbooks.ts';
import { consolidateFiles, type TakenFile } from './index.ts';
import { Scanner } from './scan-book.ts';

const form = formOf(4, 4);
const cells = form.tables[0]!.rows.flatMap((row) =>
  form.tables[0]!.columns.map(({ code }) => `t1.${row.code}.${code}`),
);
const folder = mkdtempSync(path.join(tmpdir(), 'vekha-scan-'));
test.after(() => rmSync(folder, { recursive: true }));
let made = 0;
const file = (bytes: Uint8Array): string => {
  const at = path.join(folder, `${++made}.xlsx`);
  writeFileSync(at, bytes);
  return at;
};
const school = (name: string, seed: number, more: Parameters<typeof returnWorkbook>[3] = {}) =>
  returnWorkbook(form, name, valuesOf(form, seed), more);
function consolidate(files: string[], campaign?: string) {
  const taken: TakenFile[] = [];
  const heard = { taken: (one: TakenFile) => taken.push(one), refused: () => {} };
  return { ...consolidateFiles(form, files, { campaign, heard }), files: taken };
}
/** The workbook with a part of it written otherwise. */
function changed(bytes: Uint8Array, part: string, change: (text: string) => string): Uint8Array {
  const parts = unzipSync(bytes);
  return zipSync({ ...parts, [part]: strToU8(change(new TextDecoder().decode(parts[part]))) });
}
const SHEET = 'xl/worksheets/sheet2.xml';

test('a scan finds in every cell what reading the whole workbook finds', async () => {
  const scanner = new Scanner(form); // one for all: what it has learnt of one file must not mislead it in the next
  const cell = fc.oneof(
    fc.integer({ min: 0, max: 9999 }),
    fc.constant(null),
    fc.constantFrom('1 234', 'школа & дом', '«7»', '<c r="B5">', ''),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.string({ minLength: 1, maxLength: 12 }),
      fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { minLength: 4, maxLength: 4 }),
      async (name, values) => {
        const bytes = await returnWorkbook(form, `о-${name}`, values);
        const scanned = scanner.scan(Buffer.from(bytes));
        const rows = (await readXlsx(bytes)).sheets[1]!.rows;
        assert.equal(scanned.way, 'names');
        const found = new Map(scanned.found().map(({ field, value }) => [field, value]));
        cells.forEach((cell, at) => {
          const value = found.get(cell);
          const there = rows[4 + Math.floor(at / 4)]?.[1 + (at % 4)] ?? null;
          const said =
            value?.kind === 'number' ? value.value : value?.kind === 'text' ? value.text : undefined;
          assert.deepEqual(said ?? null, there === '' ? null : there);
        });
      },
    ),
    { numRuns: 40 },
  );
});

test('sums, coverage and totals are those of the returns', async () => {
  const files = [];
  for (const seed of [1, 2, 3]) files.push(file(await school(`school-${seed}`, seed)));
  const { figures, taken } = consolidate(files);
  assert.equal(taken, 3);
  form.tables[0]!.rows.forEach((row, y) =>
    form.tables[0]!.columns.forEach((column, x) => {
      const given = [1, 2, 3].flatMap((seed) => valuesOf(form, seed)[y]![x] ?? []);
      const value = given.length === 0 ? null : Math.round(given.reduce((a, b) => a + b, 0) * 10) / 10;
      assert.deepEqual(figures[`t1.${row.code}.${column.code}`], { value, given: given.length, of: 3 });
    }),
  );
  const first = [1, 2, 3].flatMap((seed) => valuesOf(form, seed).map((row) => row[0] ?? 0));
  assert.equal(
    figures['t1.total.c1']?.value,
    first.reduce((a, b) => a + b, 0),
  );
});

test('numbers as text count; a formula without its value is computed, or told, and is no zero', async () => {
  const values = valuesOf(form, 5);
  values[0] = ['1 234' as never, 7, 8, 1.5];
  const bytes = changed(await returnWorkbook(form, 'school-1', values), SHEET, (sheet) =>
    sheet
      .replace(/(<c r="C5"[^>]*>)<v>7<\/v>/, '$1<f>VLOOKUP(A1,B1:C9,2)</f>')
      .replace(/(<c r="E5"[^>]*>)<v>1.5<\/v>/, '$1<f>SUM(D5)/4</f>')
      .replace(/(<c r="D5"[^>]*>)<v>8<\/v>/, '$1<f>4+4</f><v>8</v>'),
  );
  const { figures, files } = consolidate([file(bytes)]);
  assert.equal(figures['t1.r1.c1']?.value, 1234);
  assert.equal(figures['t1.r1.c2']?.value, null);
  assert.equal(figures['t1.r1.c3']?.value, 8);
  assert.equal(figures['t1.r1.c4']?.value, 2);
  assert.deepEqual(
    files[0]?.faults.map(({ code, cell, address }) => [code, cell, address]),
    [['workbook.formula-unknown', 't1.r1.c2', 'C5']],
  );
});

test('a workbook in unusual markup says the same, and is said to be read whole', async () => {
  const bytes = await school('school-1', 4);
  const usual = consolidate([file(bytes)]);
  const odd = consolidate([
    file(changed(bytes, SHEET, (sheet) => sheet.replace('<sheetData>', '<!-- c --><sheetData>'))),
  ]);
  assert.deepEqual([usual.files[0]?.way, odd.files[0]?.way], ['names', 'whole']);
  assert.deepEqual(odd.figures, usual.figures);
});

test('a workbook made by hand is found by its headings', async () => {
  const usual = consolidate([file(await school('school-1', 4))]);
  const byHand = consolidate([file(await school('school-1', 4, { withKey: false }))]);
  assert.equal(byHand.files[0]?.way, 'headings');
  assert.deepEqual(byHand.figures, usual.figures);
});

test('what does not belong is refused in one sentence each, and the others go on', async () => {
  const good = await school('school-1', 1);
  const bomb = Buffer.from(
    zipSync({ 'xl/workbook.xml': new Uint8Array(1000), 'xl/_rels/workbook.xml.rels': new Uint8Array(1) }),
  );
  const lie = bomb.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  bomb.writeUInt32LE(0x7fffffff, lie + 24);
  const short = Buffer.from(good);
  short.writeUInt32LE(10, short.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24);
  const flipped = Buffer.from(good);
  flipped[200]! ^= 0xff;
  const other = await returnWorkbook({ ...form, code: 'X9' }, 'school-9', valuesOf(form, 9));
  const files = [
    file(good),
    file(bomb),
    file(good.subarray(0, 2000)),
    file(Buffer.from('d0cf11e0a1b11ae1', 'hex')),
    file(Buffer.from('a page, not a workbook at all')),
    file(await school('school-2', 2, { campaign: '2026-q2' })),
    file(await school('school-1', 3)),
    file(other),
    path.join(folder, 'none.xlsx'),
    file(await school('school-3', 3)),
  ];
  const { refused, taken } = consolidate(files);
  assert.equal(taken, 2);
  assert.deepEqual(
    refused.map(({ code }) => code.replace(/^(?:scan|workbook)\./, '')),
    [
      'file-bomb',
      'file-damaged',
      'file-old',
      'file-kind',
      'other-campaign',
      'twice',
      'other-form',
      'no-file',
    ],
  );
  assert.equal(refused.find(({ code }) => code === 'scan.twice')?.params.other, files[0]);
});

test('a flipped bit in what is read is never a number', async () => {
  const good = Buffer.from(await school('school-1', 1));
  const usual = JSON.stringify(consolidate([file(good)]).figures);
  for (let at = 40; at < good.length; at += 97) {
    const flipped = Buffer.from(good);
    flipped[at]! ^= 0x10;
    const { figures, taken } = consolidate([file(flipped)]);
    if (taken === 1) assert.equal(JSON.stringify(figures), usual, `byte ${at}`);
  }
});

test('the bytes of a file on disk are not changed by reading it', async () => {
  const at = file(await school('school-1', 1));
  const before = readFileSync(at);
  consolidate([at, at]);
  assert.deepEqual(readFileSync(at), before);
});
