import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { savedByOffice, withoutOffice } from '#tests/office.ts';
import { bookOf, partsOf, putCell, typeInto } from '#tests/workbooks.ts';
import { formOf, returnWorkbook, valuesOf } from '../../../bench/return-workbooks.ts';
import type { FormDefinition } from '../rules/index.ts';
import { consolidateFiles, type TakenFile } from '../scanning/index.ts';
import { content } from './all-types.fixture.ts';
import { findFields, planBook, signedText, writeBook } from './index.ts';

const sign = (fields: readonly string[]) =>
  createHmac('sha256', 'key').update(signedText(content.identity, fields)).digest('hex');

/** What `vekha consolidate` takes of one workbook, and how it had to read it. */
function scanned(form: FormDefinition, bytes: Uint8Array) {
  const folder = mkdtempSync(path.join(tmpdir(), 'vekha-saved-'));
  try {
    const file = path.join(folder, 'one.xlsx');
    writeFileSync(file, bytes);
    const taken: TakenFile[] = [];
    const heard = { taken: (one: TakenFile) => taken.push(one), refused: () => {} };
    const { figures, refused } = consolidateFiles(form, [file], { heard });
    return {
      figures,
      refused,
      taken: taken.map(({ way, organisation, faults }) => ({ way, organisation, faults })),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test(
  'a workbook that LibreOffice has opened, computed and saved is read back',
  { skip: withoutOffice },
  async () => {
    const fields = {
      'a.one.date': '14.10.2021',
      'a.one.choice': 'one',
      'b.r1.text': 'слово',
      'a.three.decimal': '12,5',
    };
    const bytes = await writeBook(planBook({ ...content, fields }), sign);
    const before = findFields(bytes);
    const place = before.fields.find(({ field }) => field === 'a.one.whole')!;
    const parts = partsOf(typeInto(bytes, { 'a.three.whole': 7, 'b.r2.agreed': 'да' }));
    // A formula without its value: it is the program that computes it.
    putCell(parts, place.sheet, place.address, '<f>2*21</f>');
    parts['xl/workbook.xml'] = parts['xl/workbook.xml']!.replaceAll(`'${place.sheet}'!`, "'Лист1'!").replace(
      `name="${place.sheet}"`,
      'name="Лист1"',
    );
    const form = formOf(4, 4);
    const plain = await returnWorkbook(form, 'school-1', valuesOf(form, 4));
    const [saved, savedPlain] = savedByOffice([bookOf(parts), plain]) as [Uint8Array, Uint8Array];
    assert.deepEqual(scanned(form, savedPlain), scanned(form, plain), 'without a server too');
    const after = findFields(saved);
    assert.equal(after.identity['signature'], sign(after.names));
    assert.equal(after.base, 3);
    assert.deepEqual([after.names, after.lost], [before.names, []]);
    const found = new Map(after.fields.map((one) => [one.field, one]));
    const whole = found.get('a.one.whole')!;
    assert.deepEqual([whole.sheet, whole.address, whole.sought], ['Лист1', place.address, undefined]);
    assert.ok(whole.value.kind === 'number' && whole.value.value === 42);
    const date = found.get('a.one.date')!.value;
    assert.ok(date.kind === 'number' && date.day === '2021-10-14' && date.shown === 'date');
    assert.deepEqual(found.get('a.one.choice')!.value, { kind: 'text', text: 'Первое, «так»' });
    assert.deepEqual(found.get('b.r1.text')!.value, { kind: 'text', text: 'слово' });
    assert.deepEqual(found.get('b.r2.agreed')!.value, { kind: 'text', text: 'да' });
    assert.match(
      Object.entries(partsOf(saved))
        .filter(([name]) => name.includes('comment'))
        .map(([, text]) => text)
        .join(),
      /проверьте/,
    );
  },
);
