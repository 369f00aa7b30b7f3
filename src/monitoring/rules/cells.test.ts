import assert from 'node:assert/strict';
import test from 'node:test';
import { f2 } from '../forms/index.ts';
import { cellsOf, rowsOf } from './cells.ts';
import { layoutOf } from './positions.ts';
import { headingsOf } from './headings.ts';
import { totalsOf } from './totals.ts';

const codes = (kind: Parameters<typeof cellsOf>[1], state: string) =>
  cellsOf(f2, kind)
    .filter((cell) => cell.state === state)
    .map(({ code }) => code);

test('a school is asked for 76 numbers, in the order in which they are stored', () => {
  assert.equal(codes('school', 'open').length, 76);
  assert.deepEqual(
    codes('school', 'open').toSorted(),
    layoutOf(f2)
      .map(({ cell }) => cell)
      .toSorted(),
  );
});

test('young specialists are asked of teachers only, and pupils are not mentors of an employer', () => {
  const open = codes('school', 'open');
  assert.deepEqual(
    open.filter((code) => code.endsWith('mentees_young')),
    ['t1.teacher-teacher.mentees_young'],
  );
  assert.ok(!open.includes('t1.employer-pupil.mentors_15_19'));
});

test('a total is computed where a row can be entered, and hatched where none can', () => {
  assert.ok(codes('school', 'computed').includes('t1.total.mentors_15_19'));
  assert.ok(codes('primary-school', 'closed').includes('t1.total.mentors_15_19'));
});

test('people counted once stand below the total and are no part of it', () => {
  assert.deepEqual(
    rowsOf(f2.tables[1]!)
      .map(({ code }) => code)
      .slice(-3),
    ['other', 'total', 'unique'],
  );
  const totals = totalsOf(f2, (cell) => (cell.endsWith('.mentors') ? 2 : null));
  assert.equal(totals['t1.total.mentors'], 12);
  assert.equal(totals['t1.total.pairs'], null);
});

test('headings of three levels share what neighbours have in common, each as high as it must be', () => {
  const text = (ru: string) => ({ ru, en: ru });
  const column = (code: string, ...group: string[]) => ({
    code,
    title: text(code),
    group: group.map(text),
    unit: text(''),
    type: 'whole' as const,
    scale: 0,
    over: 'period' as const,
  });
  const columns = [
    column('a'),
    column('b', 'Люди', 'Наставники'),
    column('c', 'Люди', 'Наставники'),
    column('d', 'Люди', 'Наставляемые'),
    column('e', 'Часы'),
  ];
  const levels = headingsOf({ columns }).map((level) =>
    level.map(({ from, title, columns, rows }) => [from, title.ru, columns, rows]),
  );
  assert.deepEqual(levels, [
    [
      [0, 'a', 1, 3],
      [1, 'Люди', 3, 1],
      [4, 'Часы', 1, 1],
    ],
    [
      [1, 'Наставники', 2, 1],
      [3, 'Наставляемые', 1, 1],
      [4, 'e', 1, 2],
    ],
    [
      [1, 'b', 1, 1],
      [2, 'c', 1, 1],
      [3, 'd', 1, 1],
    ],
  ]);
});
