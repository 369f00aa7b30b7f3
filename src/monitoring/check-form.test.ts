import assert from 'node:assert/strict';
import test from 'node:test';
import { checkForm } from './check-form.ts';
import { forms } from './forms/index.ts';
import { f2 } from './forms/f2.ts';
import type { Check, FormDefinition } from './rules/index.ts';

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

test('a condition must be one, may call nothing, and a mistake in it is shown where it was written', () => {
  for (const [holds, character, fault] of [
    ['mentors + mentees', 1, /true or false/],
    ['mentors <=', 11, /Unexpected token/],
    ['mentors > 1 && string(mentees).matches("a+")', 16, /not allowed here: matches/],
    ['[1, 2].all(x, x > 0)', 1, /not allowed here: all/],
    ['mentors_trained * 2 <= mentors && mentees', 1, /Logical operator/],
    ['mentors_trained * 2 <= mentors || (mentees && sameYear)', 36, /Logical operator/],
  ] as const) {
    const [found] = faultsOf(holds);
    assert.equal(found?.code, 'monitoring.form-expression', holds);
    assert.equal(found?.character, character, holds);
    assert.match(String(found?.fault), fault);
  }
  assert.match(String(faultsOf(`${'('.repeat(60)}mentors${')'.repeat(60)} > 0`)[0]?.fault), /maxDepth/);
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
