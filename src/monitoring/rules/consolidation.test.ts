import assert from 'node:assert/strict';
import test from 'node:test';
import { answersOf, figuresOf } from './consolidation.ts';
import type { FormDefinition } from './form.ts';

const text = (ru: string) => ({ ru, en: ru });
const column = { title: text('Часов'), unit: text('ч'), type: 'decimal', scale: 1, over: 'period' } as const;
const form: FormDefinition = {
  code: 'X',
  version: 1,
  title: text('X'),
  tables: [
    {
      code: 't',
      kind: 'fixed',
      title: text('T'),
      rows: [
        { code: 'a', title: text('A') },
        { code: 'b', title: text('B') },
        { code: 'c', title: text('C'), apart: true },
      ],
      columns: [{ ...column, code: 'hours' }],
      closed: [],
      total: { code: 'total', title: text('Всего') },
    },
  ],
  checks: [],
  computed: [],
};
const layout = ['t.a.hours', 't.b.hours', 't.c.hours'].map((cell) => ({ cell, scale: 1 }));

test('a total of tenths is exact, and leaves out the rows that stand apart', () => {
  const node = { sums: [1, 2, 90], ns: [1, 1, 1], nas: [0, 0, 0], submitted: 1, accepted: 0, expected: 2 };
  assert.deepEqual(figuresOf(form, layout, node)['t.total.hours'], { value: 0.3, given: 1, of: 2 });
  const one = answersOf(form, layout, { cells: '{1,2,90}', has: '111', na: '000' });
  assert.deepEqual(one, { 't.a.hours': 0.1, 't.b.hours': 0.2, 't.c.hours': 9, 't.total.hours': 0.3 });
});

test('a total covers those whom any of its rows concerns, without those who lack a row', () => {
  const node = { sums: [5, 7, 0], ns: [9, 4, 0], nas: [0, 5, 0], submitted: 9, accepted: 9, expected: 10 };
  assert.deepEqual(figuresOf(form, layout, node)['t.total.hours'], { value: 1.2, given: 9, of: 10 });
});

test('a total is not applicable only where no row is', () => {
  const total = (na: string, has: string) =>
    answersOf(form, layout, { cells: '{1,0,0}', has, na })['t.total.hours'];
  assert.equal(total('110', '000'), 'not-applicable');
  assert.equal(total('010', '100'), 0.1);
  assert.equal(total('010', '000'), null);
});
