import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  emptyExecution,
  type ExecutionAnswer,
  type ExecutionContext,
  executionStates,
  judgeExecution,
  reasonKinds,
} from './execution.ts';
import { blocks } from './issue.ts';

const context: ExecutionContext = {
  obligation: { start: '2021-10-01', end: '2021-12-31', documentNamed: true, isEvent: true },
  period: { start: '2021-10-01', end: '2021-12-31' },
  today: '2021-12-20',
};
const done: ExecutionAnswer = {
  ...emptyExecution,
  state: 'done',
  doneOn: '14.10.2021',
  participants: '2',
  document: 'Приказ от 11.10.2021 № 214-о',
};
const notDone: ExecutionAnswer = {
  ...emptyExecution,
  state: 'not-done',
  reasonKind: 'staff',
  reason: 'Заявку не успели подготовить',
  newTerm: '31.10.2022',
};
const found = (answer: ExecutionAnswer, changed: Partial<ExecutionContext> = {}) =>
  judgeExecution(answer, { ...context, ...changed }).map(
    ({ at, code, severity }) => `${at}: ${code.replace('monitoring.', '')}, ${severity}`,
  );

test('a whole answer has nothing to add', () => {
  assert.deepEqual(found(done), []);
  assert.deepEqual(found(notDone), []);
  assert.deepEqual(found({ ...emptyExecution, state: 'running' }), []);
  assert.deepEqual(
    found({ ...emptyExecution, state: 'not-applicable', reason: 'Школа не входит в списки' }),
    [],
  );
});

test('an activity without a state is unanswered', () => {
  assert.deepEqual(found(emptyExecution), ['state: state-missing, unfilled']);
});

test('what is done has its day, not ahead of the submission', () => {
  assert.deepEqual(found({ ...done, doneOn: '' }), ['doneOn: done-on-missing, unfilled']);
  assert.deepEqual(found({ ...done, doneOn: '31.11.2021' }), ['doneOn: date-unreadable, error']);
  assert.deepEqual(found({ ...done, doneOn: '21.12.2021' }), ['doneOn: done-on-ahead, error']);
  assert.deepEqual(found({ ...done, doneOn: '20.12.2021' }), []);
});

test('a day outside the term asks for an explanation, and the result in brief is one', () => {
  const early = { ...done, doneOn: '30.09.2021' };
  assert.deepEqual(found(early), ['doneOn: done-before-term, warning']);
  assert.equal(judgeExecution(early, context).some(blocks), true);
  assert.equal(judgeExecution({ ...early, comment: 'Провели раньше' }, context).some(blocks), false);
  const obligation = { ...context.obligation, end: '2021-10-10' };
  assert.deepEqual(found(done, { obligation }), ['doneOn: done-after-term, warning']);
});

test('"done" is shown by a document, a file or a link, where the roadmap names a document', () => {
  const bare = { ...done, document: '  ' };
  assert.deepEqual(found(bare), ['document: evidence-missing, error']);
  assert.deepEqual(found({ ...bare, files: ['1'] }), []);
  assert.deepEqual(found({ ...bare, link: 'https://example.org/order.pdf' }), []);
  assert.deepEqual(found(bare, { obligation: { ...context.obligation, documentNamed: false } }), []);
  for (const link of ['http://example.org', 'example.org', 'https://', 'javascript:alert(1)'])
    assert.deepEqual(found({ ...done, link }), ['link: link-not-https, error'], link);
});

test('what is not done has a reason, and a new date only after the period', () => {
  assert.deepEqual(found({ ...emptyExecution, state: 'not-done' }), [
    'reasonKind: reason-kind-missing, error',
    'reason: not-done-reason-missing, error',
  ]);
  assert.deepEqual(found({ ...notDone, newTerm: '31.12.2021' }), ['newTerm: new-term-early, error']);
  assert.deepEqual(found({ ...emptyExecution, state: 'not-applicable' }), ['reason: reason-missing, error']);
});

test('what was done and accepted does not become undone', () => {
  assert.deepEqual(found(notDone, { previous: 'done' }), ['state: was-done, error']);
  assert.deepEqual(found(notDone, { previous: 'running' }), []);
});

test('participants are people, and are asked of events only', () => {
  const percent = { ...done, participants: '45%' };
  assert.deepEqual(found(percent), ['participants: number-percent, error']);
  assert.deepEqual(found(percent, { obligation: { ...context.obligation, isEvent: false } }), []);
});

test('texts have their limits', () => {
  assert.deepEqual(found({ ...done, document: 'я'.repeat(301) }), ['document: text-long, error']);
  assert.deepEqual(found({ ...notDone, reason: 'я'.repeat(1000) }), []);
});

test('whatever is typed, an answer is judged, and only fields that it has are named', () => {
  const text = fc.string({ unit: 'binary', maxLength: 30 });
  const answer = fc.record({
    state: fc.constantFrom(undefined, ...executionStates),
    doneOn: text,
    participants: text,
    document: text,
    link: text,
    files: fc.array(text, { maxLength: 2 }),
    reasonKind: fc.constantFrom(undefined, ...reasonKinds),
    reason: text,
    newTerm: text,
    comment: text,
  });
  return fc.assert(
    fc.property(answer, (typed) => {
      for (const { at } of judgeExecution(typed, context)) assert.ok(at in typed, at);
    }),
  );
});
