import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { f2 } from '../forms/index.ts';
import { cellsOf } from './cells.ts';
import type { Answer } from './codec.ts';
import { layoutOf } from './positions.ts';
import { fieldsFrom, type StoredExecution, storedExecution, textsOf } from './content.ts';
import { emptyExecution } from './execution.ts';
import { CONFIRMED } from './field-names.ts';
import { readFieldName, readFields } from './fields.ts';
import { isMended } from './mended.ts';
import { readSheet } from './sheet.ts';
import { readValue } from './value.ts';

const layout = layoutOf(f2);
const scales = new Map(layout.map(({ cell, scale }) => [cell, scale]));
const open = cellsOf(f2, 'school').filter(({ state }) => state === 'open');
const words = fc.string({ minLength: 1, maxLength: 40 }).map((text) => `о ${text.trim()}`.trim());
const day = fc
  .date({ min: new Date('2021-01-01'), max: new Date('2022-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const execution: fc.Arbitrary<StoredExecution> = fc.oneof(
  fc.record(
    {
      state: fc.constant('done' as const),
      doneOn: day,
      participants: fc.nat(100_000),
      document: words,
      files: fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 3 }),
      comment: words,
    },
    { requiredKeys: ['state', 'doneOn'], noNullPrototype: true },
  ),
  fc.record(
    { state: fc.constant('running' as const), comment: words },
    { requiredKeys: ['state'], noNullPrototype: true },
  ),
  fc.record(
    {
      state: fc.constant('not-done' as const),
      reasonKind: fc.constantFrom('staff' as const, 'other' as const),
      reason: words,
      newTerm: day,
    },
    { requiredKeys: ['state', 'reasonKind', 'reason'], noNullPrototype: true },
  ),
  fc.record({ state: fc.constant('not-applicable' as const), reason: words }, { noNullPrototype: true }),
);
const number = fc.record({
  kind: fc.constantFrom('value', 'empty', 'not-applicable'),
  value: fc.nat(99_999),
  reason: words,
});

test('what a return says comes back from its fields, whatever it says', () =>
  fc.assert(
    fc.property(
      fc.array(number, { minLength: open.length, maxLength: open.length }),
      fc.array(execution, { maxLength: 4 }),
      (numbers, executions) => {
        const given: Record<string, Answer> = {};
        const reasons: Record<string, string> = {};
        for (const [at, { code }] of open.entries()) {
          const { kind, value, reason } = numbers[at]!;
          given[code] = kind === 'value' ? value : kind === 'empty' ? null : 'not-applicable';
          if (kind === 'not-applicable') reasons[code] = reason;
        }
        const content = {
          numbers: given,
          reasons,
          explanations: { 'f2.total-not-halved@t1.total.mentors': 'Ушли' },
          executions: Object.fromEntries(executions.map((one, at) => [String(at + 1), one])),
        };
        const fields = fieldsFrom(content, layout);
        assert.equal(fields[CONFIRMED], '1');
        const typed = readFields(fields);
        const sheet = readSheet(f2, { ...typed, organisationKind: 'school' }, readValue);
        for (const { code } of open) assert.deepEqual(sheet.numbers[code], given[code], code);
        const texts = textsOf(typed, {
          numbers: sheet.numbers,
          warnings: ['f2.total-not-halved@t1.total.mentors'],
          asked: executions.map((_, at) => ({ id: at + 1, isEvent: true })),
        });
        assert.deepEqual(texts, {
          reasons,
          explanations: content.explanations,
          executions: content.executions,
        });
        assert.equal(scales.size, layout.length);
      },
    ),
    { numRuns: 60 },
  ));

test('an answer is kept without what its state does not ask for, and an explanation without its warning', () => {
  const answer = {
    ...emptyExecution,
    state: 'running' as const,
    doneOn: '14.10.2021',
    reason: 'нет',
    comment: ' Три ',
  };
  assert.deepEqual(storedExecution(answer, true), { state: 'running', comment: 'Три' });
  assert.equal(storedExecution(emptyExecution, true), undefined);
  const texts = textsOf(readFields({ 'why.f2.a@t1.b': 'так' }), { numbers: {}, warnings: [], asked: [] });
  assert.deepEqual(texts.explanations, {});
});

test('the name of a field says what it is', () => {
  assert.deepEqual(readFieldName('f1.12.doneOn'), { kind: 'execution', obligation: 12, field: 'doneOn' });
  assert.deepEqual(readFieldName('na.t2.forums.events'), {
    kind: 'not-applicable',
    cell: 't2.forums.events',
  });
  assert.deepEqual(readFieldName('why.f2.x@t1.a.b'), { kind: 'why', warning: 'f2.x@t1.a.b' });
  assert.deepEqual(readFieldName('t0.confirmed'), { kind: 'confirmed' });
  for (const name of ['f1.0.state', 'f1.1', 'f1.1.constructor', 'f1.x.state', 'f1.1.state.more'])
    assert.equal(readFieldName(name), undefined, name);
});

test('a remark is mended when something changes where it stands, and only there', () => {
  const then = { 't1.a.b': '3', 'f1.1.state': 'done', 'f1.2.state': 'done' };
  assert.ok(isMended('t1.a.b', then, { ...then, 't1.a.b': '4' }));
  assert.ok(isMended('t1.a.b', then, { ...then, 'why.f2.x@t1.a.b': 'так' }));
  assert.ok(isMended('f1.1.state', then, { ...then, 'f1.1.document': 'Приказ' }));
  assert.ok(!isMended('f1.1.state', then, { ...then, 'f1.2.document': 'Приказ', 't1.a.b': '4' }));
  assert.ok(!isMended('', then, { ...then, 't1.a.b': '4' }));
});
