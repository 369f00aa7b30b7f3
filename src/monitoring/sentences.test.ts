import assert from 'node:assert/strict';
import test from 'node:test';
import { excerpt } from '#messages';
import { checkForm } from './judging/index.ts';
import { f1, f2, forms } from './forms/index.ts';
import {
  type Check,
  emptyExecution,
  type ExecutionAnswer,
  executionStates,
  fieldsFor,
  fieldWords,
  judgeExecution,
  readNumber,
  readSheet,
  readValue,
  reasonKinds,
} from './rules/index.ts';

const whole = { type: 'whole', scale: 0 } as const;
const tenths = { type: 'decimal', scale: 1 } as const;
const typed = ['-', 'много', '45%', '1 2', '2 тыс.', '-3', '2,5', '9999999', '12 чел.'];
const day = '2021-12-31';
const answers: ExecutionAnswer[] = [
  emptyExecution,
  ...executionStates.map((state) => ({ ...emptyExecution, state })),
  ...['01.01.2021', '30.12.2021', '32', '01.01.2030'].map((doneOn) => ({
    ...emptyExecution,
    state: 'done' as const,
    doneOn,
    link: 'нет',
    comment: 'я'.repeat(1001),
  })),
  ...['32', '01.01.2021'].map((newTerm) => ({ ...emptyExecution, state: 'not-done' as const, newTerm })),
];
const obligation = { start: '2021-10-01', end: '2021-10-31', documentNamed: true, isEvent: true };
const context = { obligation, period: { start: day, end: day }, today: day, previous: 'done' as const };
const brokenCheck = (holds: string): Check => ({ ...f2.checks[0]!, code: holds, holds });
const [t0] = f2.tables;
const broken = {
  ...f2,
  tables: [t0!, { ...t0!, columns: [{ ...t0!.columns[0]!, code: 'prev', scale: 9 }] }],
  checks: [brokenCheck('a.b('), brokenCheck('t9.x > 1')],
};

/** Every way to be told something, as far as this room has thought of it. */
const said = [
  ...[...typed.map((raw) => readNumber(raw, whole)), readNumber('1,25', tenths)].map((read) =>
    read.kind === 'value' ? read.note : read.kind === 'fault' ? read : undefined,
  ),
  ...answers.flatMap((answer) => judgeExecution(answer, context)),
  ...readSheet(
    f2,
    {
      values: { 't0.pupils_15_19': '1', 't0.x': '1' },
      notApplicable: { 't0.pupils_total': '' },
      organisationKind: 'primary-school',
    },
    readValue,
  ).issues,
  ...checkForm(broken),
].filter((each) => each !== undefined);

test('everything that monitoring says has a sentence, and a value for each of its places', () => {
  assert.ok(new Set(said.map(({ code }) => code)).size >= 30);
  for (const locale of ['ru', 'en'] as const) {
    const sentences = excerpt(locale, ['monitoring']);
    for (const { code, params } of said) {
      const sentence = sentences[code];
      assert.ok(sentence, code);
      for (const [, name = ''] of sentence.matchAll(/\{(\w+)/g)) assert.ok(name in params, `${code} ${name}`);
    }
  }
});

test('every field that F1 asks for, every state and reason has its words', () => {
  for (const state of executionStates) {
    assert.ok(f1.states[state].ru && f1.states[state].en);
    for (const field of fieldsFor(state, true)) assert.ok(fieldWords(f1, state, field).title.ru, field);
  }
  for (const reason of reasonKinds) assert.ok(f1.reasons[reason].en);
  assert.equal(fieldWords(f1, 'not-applicable', 'reason').title.ru, 'Почему мероприятие вас не касается');
});

test('every heading and sentence of a form is in both languages', () => {
  for (const form of forms) {
    const texts = JSON.stringify(form).matchAll(/\{"ru":"([^"]*)","en":"([^"]*)"\}/g);
    for (const [, ru, en] of texts) {
      if (ru === en && /^%?$/.test(ru!)) continue; // a unit of words, or a share
      assert.ok(/[а-я]/iu.test(ru!) && !/[а-я]/iu.test(en!), `${ru} | ${en}`);
    }
  }
});
