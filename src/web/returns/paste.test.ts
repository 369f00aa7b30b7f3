import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { f2 } from '#monitoring';
import { cellsOf, readNumber } from '#monitoring/rules';
import { find, gridsOf } from './grid.ts';
import { planPaste, readBlock, writeBlock } from './paste.ts';

const t1 = gridsOf(f2, 'school').t1!;
const columns = new Map(cellsOf(f2, 'school').map(({ code, column }) => [code, column]));
const plan = (cell: string, block: string[][]) =>
  planPaste(t1, find(t1, cell)!, block, (to, typed) => readNumber(typed, columns.get(to)!));

test('a block of a workbook is read as it was, with its line end', () => {
  assert.deepEqual(readBlock('1\t2\r\n3\t4\r\n'), [
    ['1', '2'],
    ['3', '4'],
  ]);
  assert.deepEqual(readBlock('12\r\n'), [['12']]);
  assert.deepEqual(readBlock('1\t\n\t4'), [
    ['1', ''],
    ['', '4'],
  ]);
  assert.deepEqual(readBlock('1\n2\t3'), [
    ['1', ''],
    ['2', '3'],
  ]);
});

test('a cell with a line break in quotes is one cell', () => {
  assert.deepEqual(readBlock('"а\nб"\t"скажем ""да"""\n3\t4'), [
    ['а\nб', 'скажем "да"'],
    ['3', '4'],
  ]);
  assert.deepEqual(readBlock('"незакрыто\t2'), [['"незакрыто', '2']]);
  assert.deepEqual(readBlock(''), [['']]);
});

test('what was copied is what is pasted', () => {
  const value = fc.stringMatching(/^[0-9 ,]{0,6}$/).map((text) => text.trim());
  const block = fc
    .integer({ min: 1, max: 4 })
    .chain((width) =>
      fc.array(fc.array(value, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 4 }),
    );
  // A last row of blanks alone is the one thing that a line end at the end cannot be told from.
  const told = block.filter((rows) => rows.at(-1)!.length > 1 || rows.at(-1)![0] !== '' || rows.length === 1);
  fc.assert(fc.property(told, (rows) => assert.deepEqual(readBlock(writeBlock(rows)), rows)));
});

test('any text is read without failing, into rows of one width', () =>
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('"', '\t', '\n', '\r', '1', 'я') }), (text) => {
      const rows = readBlock(text);
      assert.equal(new Set(rows.map((row) => row.length)).size, 1);
    }),
  ));

test('a block says what lands, what is refused and what has no place', () => {
  const { rows, changes, lost, refused } = plan('t1.teacher-teacher.mentors_trained', [
    ['5', '7', '1 234'],
    ['45%', '2', '3'],
  ]);
  assert.deepEqual(
    rows.map((row) => row.map(({ fate }) => fate)),
    [
      ['lands', 'closed', 'lands'],
      ['refused', 'lands', 'lands'],
    ],
  );
  assert.equal(refused, 1);
  assert.deepEqual(lost, { closed: 1, computed: 0, outside: 0 });
  assert.deepEqual(changes.slice(0, 2), [
    { cell: 't1.teacher-teacher.mentors_trained', typed: '5' },
    { cell: 't1.teacher-teacher.mentees', typed: '1 234' },
  ]);
});

test('a block that is too long says how much of it falls off, blanks not counted', () => {
  const { lost, changes } = plan('t1.unique.mentors', [['20'], ['1'], ['']]);
  assert.deepEqual(lost, { closed: 0, computed: 0, outside: 1 });
  assert.equal(changes.length, 1);
  assert.deepEqual(plan('t1.other.mentors', [['1'], ['24'], ['23']]).lost.computed, 1);
});
