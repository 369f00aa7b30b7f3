import assert from 'node:assert/strict';
import test from 'node:test';
import {
  type Column,
  decode,
  encode,
  type Fields,
  fieldsFrom,
  type FormDefinition,
  layoutOf,
} from '../rules/index.ts';
import { type Brief, judgeReturn } from './index.ts';

const text = (ru: string) => ({ ru, en: ru });
const column = (code: string, type: Column['type'], more: Partial<Column> = {}): Column => ({
  code,
  title: text(code),
  unit: text(''),
  type,
  scale: type === 'decimal' || type === 'share' ? 1 : 0,
  over: 'period',
  ...more,
});

/** One of every kind of table and cell. */
const form: FormDefinition = {
  code: 'F9',
  version: 1,
  title: text('Проба'),
  tables: [
    {
      code: 'a',
      kind: 'fixed',
      title: text('Числа'),
      rows: [
        { code: 'x', title: text('x') },
        { code: 'y', title: text('y') },
      ],
      columns: [
        column('part', 'whole'),
        column('whole', 'whole'),
        column('rate', 'share', { formula: 'share(part, whole)', consolidates: { how: 'recompute' } }),
        column('held', 'yes-no'),
        column('how', 'choice', {
          options: [
            { code: 'near', title: text('очно') },
            { code: 'far', title: text('заочно') },
          ],
          shownIf: 'held',
        }),
        column('why', 'text', { requiredIf: '!held', longest: 20 }),
        column('score', 'decimal', { consolidates: { how: 'weighted', by: 'whole' }, max: 10 }),
      ],
      closed: [],
      total: { code: 'total', title: text('Итого') },
    },
    {
      code: 'b',
      kind: 'list',
      title: text('Практики'),
      rows: [],
      columns: [
        column('name', 'text'),
        column('link', 'link', { optional: true }),
        column('hours', 'decimal'),
      ],
      closed: [],
    },
    {
      code: 'c',
      kind: 'roadmap',
      title: text('Мероприятия'),
      rows: [],
      columns: [column('people', 'whole'), column('on', 'date', { optional: true })],
      closed: [],
    },
  ],
  checks: [
    {
      code: 'f9.part',
      severity: 'error',
      each: 'row',
      table: 'a',
      at: 'part',
      holds: 'part <= whole',
      text: text('{part} больше {whole}'),
      short: text('больше'),
    },
    {
      code: 'f9.hours',
      severity: 'warning',
      each: 'form',
      at: 'a.x.part',
      holds: 'sum(b.total.hours, 0) < 100 && a.count.part > 0 && (!given(b.count.name) || b.count.name <= 2)',
      text: text('Часов {b_total_hours}'),
      short: text('часов много'),
    },
  ],
  computed: [],
};

const brief: Brief = {
  forms: [form],
  form,
  kind: 'school',
  organisation: { profile: { pupils_total: 100 } },
  campaign: { period: { start: '2021-10-01', end: '2021-12-31' } },
  duties: [
    {
      id: 7,
      code: 'I.1',
      shortTitle: 'Семинар',
      startsOn: '2021-10-01',
      endsOn: '2021-12-31',
      document: '',
      isEvent: true,
      derived: false,
      last: undefined,
    },
  ],
  previous: undefined,
  yearAgo: undefined,
  sameYear: false,
};
const whole: Fields = {
  'a.x.part': '1',
  'a.x.whole': '4',
  'a.x.held': 'да',
  'a.x.how': 'очно',
  'a.x.score': '5',
  'a.y.part': '1',
  'a.y.whole': '2',
  'a.y.held': 'нет',
  'a.y.why': 'Не было зала',
  'a.y.score': '2,5',
  'b.r1.name': 'Клуб',
  'b.r1.hours': '1,5',
  'b.r4.name': 'Школа',
  'b.r4.hours': '2',
  'b.r4.link': 'https://a.example/b',
  'b.r2.name': '',
  'c.7.people': '30',
  'c.7.on': '14.10.2021',
  'f1.7.state': 'running',
};
const judged = (fields: Fields) => judgeReturn(brief, fields, '2021-12-20');
const issues = (fields: Fields) =>
  judged(fields).verdict!.issues.map(({ at, severity, code }) => `${at} ${severity} ${code}`);

test('a return with every kind of cell is whole', () => {
  const { verdict, submittable, counts } = judged(whole);
  assert.deepEqual(verdict!.issues, []);
  assert.equal(submittable, true);
  assert.equal(verdict!.totals['a.x.rate'], 250);
  assert.equal(verdict!.totals['a.total.rate'], 333, 'a share of the sums, not a mean of shares');
  assert.deepEqual([...verdict!.hidden], ['a.y.how']);
  assert.equal(counts.forms.F9!.filled, counts.forms.F9!.of);
});

test('it is stored by position, and says the same again', () => {
  const { content } = judged(whole);
  const layout = layoutOf(form);
  const numbers = decode(layout, encode(layout, content.numbers));
  assert.deepEqual(Object.fromEntries(Object.entries(numbers).filter(([cell]) => cell.includes(':'))), {
    'a.x.held:yes': 1,
    'a.x.how:near': 1,
    'a.x.how:far': 0,
    'a.x.score:weighted': 200,
    'a.x.score:weight': 4,
    'a.y.held:yes': 0,
    // Not asked: only where something was held.
    'a.y.how:near': 'not-applicable',
    'a.y.how:far': 'not-applicable',
    'a.y.score:weighted': 50,
    'a.y.score:weight': 2,
    'b.all:rows': 2,
    'b.all:sum.hours': 35,
    'c.all:rows': 1,
    'c.all:sum.people': 30,
  });
  const again = fieldsFrom({ ...content, numbers }, layout);
  const kept = judged(again);
  assert.deepEqual(kept.content, content);
});

test('what a cell lacks depends on what others say', () => {
  assert.deepEqual(issues({ ...whole, 'a.x.held': '', 'a.x.how': '' }), [
    'a.x.held unfilled monitoring.cell-empty',
  ]);
  assert.deepEqual(issues({ ...whole, 'a.y.why': '' }), ['a.y.why unfilled monitoring.cell-empty']);
  assert.deepEqual(issues({ ...whole, 'a.x.how': 'по почте' }), ['a.x.how error monitoring.choice-unknown']);
  assert.deepEqual(issues({ ...whole, 'a.y.why': 'Слишком долгий рассказ о том' }), [
    'a.y.why error monitoring.text-long',
  ]);
  assert.deepEqual(issues({ ...whole, 'c.7.on': '32.10.2021' }), ['c.7.on error monitoring.date-unreadable']);
  assert.deepEqual(issues({ ...whole, 'a.x.part': '9' }), ['a.x.part error f9.part']);
  assert.deepEqual(issues({ ...whole, 'b.r1.hours': '99' }), ['a.x.part warning f9.hours']);
  assert.deepEqual(issues({ ...whole, 'b.r2.name': 'Третья', 'b.r2.hours': '0' }), [
    'a.x.part warning f9.hours',
  ]);
});

test('a list wants a row, or to be told that there is none; a blank row is none', () => {
  const none = Object.fromEntries(Object.entries(whole).filter(([name]) => !name.startsWith('b.')));
  assert.deepEqual(issues(none), ['b unfilled monitoring.list-empty']);
  assert.deepEqual(issues({ ...none, 'b.r3.name': ' ' }), ['b unfilled monitoring.list-empty']);
  assert.deepEqual(issues({ ...none, 'none.b': '1' }), []);
  assert.deepEqual(issues({ ...none, 'na.b': 'Не ведём' }), []);
  assert.deepEqual(issues({ ...none, 'na.b': ' ' }), ['b unfilled monitoring.list-empty']);
  assert.equal(judged({ ...none, 'na.b': 'Не ведём' }).content.numbers['b.all:rows'], 'not-applicable');
  assert.equal(judged({ ...none, 'none.b': '1' }).content.numbers['b.all:rows'], 0);
});

test('of a table there may be nothing to report: its numbers are zeros, its words are not asked', () => {
  const rest = Object.fromEntries(Object.entries(whole).filter(([name]) => !name.startsWith('a.')));
  const { verdict, content } = judged({ ...rest, 'none.a': '1' });
  assert.deepEqual(verdict!.issues, []);
  assert.equal(content.numbers['a.x.part'], 0);
});

test('another answer than the one that is known asks why, and an explanation given before is not asked anew', () => {
  const known: FormDefinition = {
    ...form,
    tables: [
      {
        ...form.tables[0]!,
        columns: [column('all', 'whole', { prefill: 'org.pupils_total' })],
        rows: [{ code: '', title: text('') }],
      },
    ],
    checks: [],
  };
  const one: Brief = { ...brief, form: known, forms: [known], duties: [] };
  const judge = (fields: Fields, more: Partial<Brief> = {}) =>
    judgeReturn({ ...one, ...more }, fields, '2021-12-20').verdict!.issues.map(({ code, explained }) => [
      code,
      explained,
    ]);
  assert.deepEqual(judge({ 'a.all': '100' }), []);
  assert.deepEqual(judge({ 't0.confirmed': '1' }), []);
  assert.deepEqual(judge({ 'a.all': '90' }), [['monitoring.prefill-changed', false]]);
  const explanations = { 'monitoring.prefill-changed@a.all': 'Десять выбыли' };
  assert.deepEqual(judge({ 'a.all': '90' }, { previous: { numbers: {}, explanations } }), [
    ['monitoring.prefill-changed', true],
  ]);
});
