import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { formOf, returnWorkbook, valuesOf } from '../../bench/return-workbooks.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'vekha-cli-books-'));
test.after(() => rmSync(folder, { recursive: true }));
const form = formOf(3, 4);
const at = (name: string) => path.join(folder, name);
const put = (name: string, content: string | Uint8Array) => {
  writeFileSync(at(name), content);
  return at(name);
};
const vekha = (...args: string[]) => {
  const env = { ...process.env, VEKHA_LANG: 'ru', VEKHA_CALLER: folder };
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8', env });
  return { status, stdout, stderr, lines: stderr.trim().split('\n') };
};
const school = async (name: string, seed: number) =>
  put(`${name}.xlsx`, await returnWorkbook(form, name, valuesOf(form, seed)));
/** As the office gives it. */
const formFile = put('form.json', JSON.stringify({ vekha: 'form 1', form }));
const good = [await school('school-1', 1), await school('school-2', 2)];
const broken = put(
  'broken.xlsx',
  (await returnWorkbook(form, 'school-3', valuesOf(form, 3))).subarray(0, 3000),
);

test('the code is 0 where every workbook and every cell was taken', () => {
  const { status, stdout, lines } = vekha('consolidate', formFile, ...good, '--out', 'all.xlsx', '--json');
  assert.equal(status, 0);
  assert.match(lines.join(), /^Учтено\s2\sкниги\sиз\s2,\sне\sпринято\s0/);
  assert.equal((JSON.parse(stdout) as { taken: number }).taken, 2);
  assert.ok(existsSync(at('all.xlsx')));
});

test('one broken workbook of many is named with its reason, the others are added up, and the code is 2', () => {
  const { status, stdout, lines } = vekha('consolidate', 'form.json', good[0]!, broken, good[1]!, '--json');
  assert.equal(status, 2);
  const told = JSON.parse(stdout) as { taken: number; refused: { file: string; code: string }[] };
  assert.equal(told.taken, 2);
  assert.deepEqual(
    told.refused.map(({ file, code }) => [file, code]),
    [[broken, 'workbook.file-damaged']],
  );
  assert.equal(lines.length, 2);
  assert.ok(lines[0]!.includes(broken));
  const partial = vekha('consolidate', 'form.json', ...good, broken, '--out', 'partial.xlsx', '--partial');
  assert.equal(partial.status, 0, 'who asks for what there is, is given it');
});

test('of no workbook there is no consolidation: the code is 1, and no file is written', () => {
  const { status, lines } = vekha('consolidate', 'form.json', broken, '--out', 'none.xlsx');
  assert.equal(status, 1);
  assert.match(lines.at(-1)!, /^Учтено\s0/);
  assert.equal(existsSync(at('none.xlsx')), false);
});

test('a refusal is one sentence on stderr, nothing on stdout, and the code is 1', () => {
  put('no-form.json', '{"vekha": "form 1", "form": {"code": "X"}}');
  for (const args of [
    ['consolidate', 'no-form.json', good[0]!, '--out', 'x.xlsx'],
    ['consolidate', 'form.json', '--out', 'x.xlsx'],
    ['consolidate', 'form.json', good[0]!, '--bad'],
    ['check', 'form.json', broken],
  ]) {
    const { status, stdout, lines } = vekha(...args);
    assert.deepEqual([status, stdout, lines.length], [1, '', 1], args.join(' '));
    assert.match(lines[0]!, /[А-я]|--bad/, args.join(' '));
  }
});

test('a workbook is checked as the page would: 0 where it could be submitted, 1 where not, each fault with its cell', async () => {
  const whole = [0, 1, 2].map(() => [1, 2, 3, 1.5]);
  const filled = put('whole.xlsx', await returnWorkbook(form, 'school-1', whole));
  const sound = vekha('check', 'form.json', filled, '--on', '20.12.2021');
  assert.deepEqual([sound.status, sound.stderr], [0, '']);
  assert.match(sound.stdout, /можно\sсдать/);
  const faulty = put(
    'faulty.xlsx',
    await returnWorkbook(form, 'school-1', [['двенадцать', null, 3, 1.5], ...whole.slice(1)]),
  );
  const { status, stdout } = vekha('check', 'form.json', faulty, '--json');
  assert.equal(status, 1);
  const told = JSON.parse(stdout) as {
    submittable: boolean;
    alone: boolean;
    issues: { cell: string; code: string; severity: string; address: string; message: string }[];
  };
  assert.deepEqual([told.submittable, told.alone], [false, true]);
  assert.deepEqual(
    told.issues.map(({ cell, code, severity, address }) => [cell, code, severity, address]),
    [
      ['t1.r1.c1', 'monitoring.number-text', 'error', 'B5'],
      ['t1.r1.c2', 'monitoring.cell-empty', 'unfilled', 'C5'],
    ],
  );
  assert.match(told.issues[0]!.message, /двенадцать/);
});
