import assert from 'node:assert/strict';
import test from 'node:test';
import { checkForm } from './check-form.ts';
import { f2, forms } from '../forms/index.ts';
import type { Check, Column, FormDefinition } from '../rules/index.ts';

test('the forms that are shipped are sound', () => {
  for (const form of forms) assert.deepEqual(checkForm(form), [], form.code);
});

test('a form is plain data: it survives being sent', () => {
  for (const form of forms) assert.deepEqual(JSON.parse(JSON.stringify(form)), form);
});

const withCheck = (holds: string): FormDefinition => {
  const check = f2.checks.find(({ code }) => code === 'f2.trained-within-mentors') as Check;
  const text = { ru: 'Так нельзя.', en: 'Not so.' };
  return { ...f2, checks: [{ ...check, text, holds } as Check] };
};
const faultsOf = (holds: string) =>
  checkForm(withCheck(holds)).map(
    ({ code, params }) => ({ code, ...params }) as Record<string, string | number>,
  );

test('a cell that the form does not have is found with its place', () => {
  assert.deepEqual(faultsOf('mentors_trained <= mentros'), [
    { code: 'monitoring.form-cell-unknown', cell: 'mentros', character: 20 },
  ]);
  assert.deepEqual(faultsOf('mentors <= t9.pupils'), [
    { code: 'monitoring.form-cell-unknown', cell: 't9.pupils', character: 12 },
  ]);
});

test('a condition must be one, may call only what ends, and a mistake in it is shown where it was written', () => {
  for (const [holds, code, character, what] of [
    ['mentors + mentees', 'expression-flag', 1, ''],
    ['mentors <=', 'expression', 11, /Unexpected token/],
    ['mentors > 1 && string(mentees).matches("a+")', 'expression-not-allowed', 16, /matches/],
    ['[1, 2].all(x, x > 0)', 'expression-not-allowed', 1, /all/],
    ['sum(mentors, [1].map(x, x)) > 1', 'expression-not-allowed', 14, /map/],
    ['mentors_trained * 2 <= mentors && mentees', 'expression', 1, /Logical operator/],
    ['mentors_trained * 2 <= mentors || (mentees && sameYear)', 'expression', 36, /Logical operator/],
  ] as const) {
    const [found] = faultsOf(holds);
    assert.equal(found?.code, `monitoring.form-${code}`, holds);
    assert.equal(found?.character, character, holds);
    if (what) assert.match(String(found?.fault ?? found?.what), what);
  }
  assert.match(String(faultsOf(`${'('.repeat(60)}mentors${')'.repeat(60)} > 0`)[0]?.fault), /maxDepth/);
  assert.equal(faultsOf(`mentors > ${'1 + '.repeat(400)}1`)[0]?.code, 'monitoring.form-expression-long');
});

test('a division by what may be zero is found with its place, one that is looked at before is not', () => {
  for (const holds of ['mentors / mentees > 1', 'mentees >= 0 && mentors / mentees > 1', 'mentors / 0 > 1'])
    assert.equal(faultsOf(holds)[0]?.code, 'monitoring.form-expression-division', holds);
  for (const holds of [
    'mentees > 0 && mentors / mentees > 1',
    'mentees == 0 || mentors / mentees > 1',
    '(mentees != 0 ? mentors / mentees : 0) >= 0',
    'mentors / 2 > 1',
    'share(mentors, mentees) > 1',
  ])
    assert.deepEqual(faultsOf(holds), [], holds);
});

const text = (ru: string) => ({ ru, en: ru });
const number = (code: string, more: Partial<Column> = {}): Column => ({
  code,
  title: text(code),
  unit: text(''),
  type: 'whole',
  scale: 0,
  over: 'period',
  ...more,
});
const withColumns = (columns: Column[]): FormDefinition => ({
  ...f2,
  tables: [{ code: 'x', kind: 'list', title: text('x'), rows: [], columns, closed: [] }],
  checks: [],
  computed: [],
});

test('formulas that need each other are found with their way round', () => {
  const circle = withColumns([
    number('a', { formula: 'b + 1' }),
    number('b', { formula: 'c + 1' }),
    number('c', { formula: 'a + 1' }),
  ]);
  assert.deepEqual(
    checkForm(circle).map(({ code, params }) => [code, params.way]),
    [['monitoring.form-circle', 'x.r1.a → x.r1.b → x.r1.c → x.r1.a']],
  );
});

test('what is known beforehand does not rest on what is entered, and words are not added up', () => {
  const form = withColumns([
    number('a', { prefill: 'b' }),
    number('b', { formula: 'words + 1' }),
    number('words', { type: 'text' }),
    number('c', { type: 'choice', options: [{ code: 'one', title: text('один') }] }),
    number('d', { consolidates: { how: 'weighted', by: 'words' } }),
  ]);
  assert.deepEqual(
    checkForm(form).map(({ code }) => code.replace('monitoring.form-', '')),
    ['options-none', 'weight-bad', 'expression', 'prefill-now'],
  );
});

test('a sentence may only give numbers that the condition compares', () => {
  const check = { ...f2.checks[0]!, text: { ru: '{pupils}', en: '{pupils}' } };
  assert.deepEqual(
    checkForm({ ...f2, checks: [check] }).map(({ code, params }) => [code, params.name]),
    [['monitoring.form-sentence-value', 'pupils']],
  );
});

test('codes are unique, and closed and computed cells exist', () => {
  const [t0, t1] = [f2.tables[0]!, f2.tables[1]!];
  const broken: FormDefinition = {
    ...f2,
    tables: [t0, t0, { ...t1, closed: [...t1.closed, ['pupil-pupil', 'no-such']] }],
    checks: [],
    computed: [{ code: 'I1', part: 't1.total.mentors', whole: 't1.total.nobody' }],
  };
  assert.deepEqual(
    checkForm(broken).map(({ at, code }) => `${at} ${code}`),
    [
      'tables monitoring.form-code-twice',
      't1.closed monitoring.form-cell-unknown',
      'computed.I1 monitoring.form-cell-unknown',
    ],
  );
});
