import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { forms } from '../forms/index.ts';
import { checkForm } from '../judging/index.ts';
import { cellTypes, type FormDefinition, organisationKinds, tableKinds } from '../rules/index.ts';
import { placedFaults } from './place-faults.ts';
import { readForm, writeForm } from './schema.ts';

const words = fc.record({ ru: fc.string({ maxLength: 40 }), en: fc.string({ maxLength: 40 }) });
/** Names that JavaScript's own objects have, and what an attacker would call a cell. */
const code = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/),
  fc.constantFrom('constructor', 'tostring', 'total', 'prev', 'value', 'a', 'b', 'valueof', 'length'),
);
const expression = fc.oneof(
  fc.constantFrom(
    'a + b',
    'a / b',
    'prev.a > toString',
    'x.total.a <= constructor',
    'sum(a, b, a)',
    'given(a) ? a : b',
    '((((((((((a))))))))))',
    'a == "b"',
    '"\\u0000" == a',
    'hasOwnProperty.call',
    '[1,2].map(x, x*x)',
    'a ? b : a ? b : a ? b : a',
    '__proto__ > 1',
    'round(a, b) / share(a, b)',
    '1e999 > a',
    'year_ago.prev.a > 0',
  ),
  fc.string({ minLength: 1, maxLength: 60 }),
  fc.string({
    minLength: 1,
    maxLength: 60,
    unit: fc.constantFrom('a', '(', ')', '.', '+', '?', ':', '1', ' ', '"', '&', '!'),
  }),
);
const kinds = fc.uniqueArray(fc.constantFrom(...organisationKinds), { maxLength: 3 });
const asked = fc.record({ who: words, purpose: words, act: words });
const column = fc.record(
  {
    code,
    title: words,
    unit: words,
    type: fc.constantFrom(...cellTypes),
    scale: fc.integer({ min: 0, max: 4 }),
    over: fc.constantFrom('period', 'cumulative', 'as-of'),
    group: fc.oneof(words, fc.array(words, { maxLength: 3 })),
    hint: words,
    min: fc.integer(),
    max: fc.integer(),
    since: fc.constantFrom('year', 'school-year'),
    options: fc.array(fc.record({ code, title: words }), { maxLength: 4 }),
    longest: fc.integer({ min: 1, max: 2000 }),
    optional: fc.constant(true as const),
    requiredIf: expression,
    shownIf: expression,
    formula: expression,
    prefill: expression,
    consolidates: fc.oneof(
      fc.record({ how: fc.constantFrom('sum', 'count', 'min', 'max', 'recompute', 'none') }),
      fc.record({ how: fc.constant('weighted'), by: code }),
    ),
    asked,
    closedFor: kinds,
  },
  { requiredKeys: ['code', 'title', 'unit', 'type', 'scale', 'over'] },
);
const row = fc.record(
  {
    code: fc.oneof(fc.constant(''), code),
    title: words,
    closedFor: kinds,
    apart: fc.constant(true as const),
  },
  { requiredKeys: ['code', 'title'] },
);
const table = fc.record(
  {
    code,
    kind: fc.constantFrom(...tableKinds),
    title: words,
    hint: words,
    rowsTitle: words,
    rows: fc.array(row, { maxLength: 4 }),
    columns: fc.array(column, { maxLength: 4 }),
    closed: fc.array(fc.tuple(code, code), { maxLength: 3 }),
    total: fc.record({ code: fc.constant('total' as const), title: words }),
    most: fc.integer({ min: 1, max: 999 }),
  },
  { requiredKeys: ['code', 'kind', 'title', 'rows', 'columns', 'closed'] },
);
const cell = fc.constantFrom('a.b.c', 'x.total.a', 'constructor.a', 'a.a', 'a.r1.b');
const checkWords = {
  code: code.map((one) => `f4.${one}`),
  severity: fc.constantFrom('error', 'warning'),
  holds: expression,
  text: fc.oneof(words, fc.constant({ ru: '{a} и {constructor|один|два}', en: '{a}' })),
  short: words,
};
const check = fc.oneof(
  fc.record({ ...checkWords, each: fc.constant('row'), table: code, at: code }),
  fc.record({ ...checkWords, each: fc.constant('cell'), cells: fc.array(cell, { maxLength: 3 }) }),
  fc.record({ ...checkWords, each: fc.constant('form'), at: cell }),
);
const form = fc.record(
  {
    code: fc.constantFrom('F4', 'F12', 'Z-1'),
    version: fc.integer({ min: 1, max: 99 }),
    title: words,
    hint: words,
    asked,
    minutes: fc.integer({ min: 1, max: 500 }),
    follows: fc.record({ version: fc.integer({ min: 1, max: 9 }), cells: fc.dictionary(cell, cell) }),
    tables: fc.array(table, { maxLength: 3 }),
    checks: fc.array(check, { maxLength: 3 }),
    computed: fc.array(fc.record({ code, part: cell, whole: cell }), { maxLength: 2 }),
  },
  { requiredKeys: ['code', 'version', 'title', 'tables', 'checks', 'computed'] },
);
const anyForm = form.map((one) => JSON.parse(JSON.stringify(one)) as FormDefinition);

test('a form that was written to a file is read back as it was, whatever form it is', () => {
  fc.assert(
    fc.property(anyForm, (one) => assert.deepEqual(readForm(writeForm(one)), one)),
    { numRuns: 100 },
  );
  for (const one of forms) assert.deepEqual(readForm(writeForm(one)), one, one.code);
});

test('whatever a form is made of, its faults are told and never thrown', () => {
  fc.assert(
    fc.property(anyForm, (one) =>
      assert.ok(placedFaults(one).every(({ code }) => code.startsWith('monitoring.form-'))),
    ),
    {
      numRuns: 60,
    },
  );
});

/** A form whose every reading is counted: how much work it makes, whatever the machine. */
function counted(form: FormDefinition): { form: FormDefinition; steps: () => number } {
  let steps = 0;
  const seen = new WeakMap<object, object>();
  const watch = <Thing extends object>(thing: Thing): Thing => {
    const known = seen.get(thing);
    if (known) return known as Thing;
    const watched = new Proxy(thing, {
      get(target, name, receiver) {
        steps += 1;
        const value: unknown = Reflect.get(target, name, receiver);
        return typeof value === 'object' && value !== null ? watch(value) : value;
      },
    });
    seen.set(thing, watched);
    return watched;
  };
  return { form: watch(form), steps: () => steps };
}

test('the largest form that a file may bring is checked in a bounded number of steps', () => {
  const text = { ru: 'а', en: 'a' };
  const columns = (count: number, formula: (at: number) => string) =>
    Array.from({ length: count }, (_, at) => ({
      code: `c${at}`,
      title: text,
      unit: text,
      type: 'whole' as const,
      scale: 0,
      over: 'period' as const,
      formula: formula(at),
    }));
  const rows = Array.from({ length: 83 }, (_, at) => ({ code: `r${at}`, title: text }));
  const sum = (at: number) => Array.from({ length: 12 }, (_, by) => `c${(at + by + 1) % 60}`).join(' + ');
  for (const [what, formula] of [
    ['every column needs every other', sum],
    ['every column needs the next', (at: number) => (at === 59 ? '1' : `c${at + 1} + 1`)],
    ['no cell is known', (at: number) => `z${at}.total.y + z${at}.r1.y`],
  ] as const) {
    const many = Array.from({ length: 12 }, (_, at) => ({
      code: `t${at}`,
      kind: 'fixed' as const,
      title: text,
      rows: at === 0 ? rows.slice(0, 33) : [],
      columns: at === 0 ? columns(60, formula) : [],
      closed: [],
    }));
    const checks = Array.from({ length: 500 }, (_, at) => ({
      code: `f4.check${at}`,
      severity: 'error' as const,
      each: 'row' as const,
      table: 't0',
      at: `c${at % 60}`,
      holds: `${sum(at)} > ${at}`,
      text,
      short: text,
    }));
    const hostile: FormDefinition = {
      code: 'F9',
      version: 1,
      title: text,
      tables: many,
      checks,
      computed: [],
    };
    const read = readForm(writeForm(hostile));
    const { form, steps } = counted(read);
    checkForm(form);
    assert.ok(steps() < 3_000_000, `${what}: ${steps()} steps`);
  }
});

test('a file that is no form is refused in one sentence that says where', () => {
  const file = (content: unknown) => JSON.stringify({ vekha: 'form 1', form: content });
  const plain = JSON.parse(writeForm(forms[0]!)).form as Record<string, unknown>;
  for (const [text, code, at] of [
    ['', 'form.file-not-json'],
    ['{"a":', 'form.file-not-json'],
    ['null', 'form.file-kind'],
    ['[]', 'form.file-kind'],
    ['{"vekha":"form 9","form":{}}', 'form.file-kind'],
    [`{"vekha":"form 1","form":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'form.file-deep'],
    [`"${'x'.repeat(1_000_001)}"`, 'form.file-large'],
    [file({ ...plain, script: 'alert(1)' }), 'form.file-field', 'form'],
    [file({ ...plain, code: '../F4' }), 'form.form-code-letters', 'code'],
    [file({ ...plain, tables: [{ code: 'x' }] }), 'form.file-field', 'tables.0.kind'],
    [file({ ...plain, title: { ru: 'x'.repeat(400), en: '' } }), 'form.file-field', 'title.ru'],
    [file({ ...plain, version: 1e9 }), 'form.file-field', 'version'],
  ] as const)
    assert.throws(
      () => readForm(text),
      (error: { code: string; params: { at?: string } }) =>
        error.code === code && (at === undefined || error.params.at === at),
      `${code} for ${text.slice(0, 60)}`,
    );
});
