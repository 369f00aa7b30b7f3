import assert from 'node:assert/strict';
import test from 'node:test';
import type { ReviewedReturn } from '#monitoring';
import { groupsOf, isQuiet, titleOf } from './rows.ts';

const text = (ru: string) => ({ ru, en: ru });
const cell = (row: string, column: string, given: object = {}) => ({
  field: `t1.${row}.${column}`,
  table: 't1',
  row: { code: row, title: text(row) },
  column: { code: column, title: text('всего, чел.'), group: text('Наставники'), unit: text('чел.') },
  scale: 0,
  state: 'open',
  now: 5,
  previous: 5,
  change: 0,
  reason: undefined,
  explanations: [],
  why: undefined,
  ...given,
});
const duty = (id: number, why?: string) => ({
  field: `f1.${id}.state`,
  code: `III.${id}`,
  shortTitle: 'Конкурс',
  why,
});
const remark = (field: string, given: object = {}) => ({ id: 1, field, resolvedAt: null, ...given });
const found = (given: object) =>
  ({ cells: [], duties: [], remarks: [], attention: [], ...given }) as unknown as ReviewedReturn;
/** No-break spaces are set for Russian type; here they do not matter. */
const plain = (title = '') => title.replaceAll('\u00a0', ' ');
const TITLES = {
  locale: 'ru',
  attention: 'Внимание',
  notDone: 'Не выполнено',
  unlike: 'Не похоже',
  explained: 'Объяснено',
  executions: 'Мероприятия',
  whole: 'Весь отчёт',
} as const;
const read = (given: object) =>
  groupsOf(found(given), undefined, TITLES).map(
    ({ title, rows }) => `${title}: ${rows.map((row) => plain(row.title)).join('; ')}`,
  );

test('what is unusual and what was remarked on stands first, by its whole name, and only once', () => {
  const given = {
    cells: [
      cell('учитель', 'mentors', { why: 'rose' }),
      cell('ученик', 'mentors'),
      cell('ученик', 'mentees'),
      cell('ученик', 'pairs', { state: 'closed' }),
    ],
    duties: [duty(1), duty(2, 'not-done')],
    remarks: [remark('t1.ученик.mentees'), remark('')],
  };
  assert.deepEqual(read(given), [
    'Внимание: Весь отчёт; Ученик: наставники, всего, чел.',
    'Не выполнено: III.2 Конкурс',
    'Не похоже: Учитель: наставники, всего, чел.',
    'Ученик: Наставники, всего, чел.',
    'Мероприятия: III.1 Конкурс',
  ]);
});

test('a remark that is settled no longer asks for attention', () => {
  const given = {
    cells: [cell('ученик', 'mentees')],
    remarks: [remark('t1.ученик.mentees', { resolvedAt: new Date(0) })],
  };
  assert.deepEqual(read(given), ['Ученик: Наставники, всего, чел.']);
});

test('zeros and what has not changed are folded away, unless something was said about them', () => {
  const rowOf = (given: object, remarks: object[] = []) =>
    groupsOf(found({ cells: [cell('ученик', 'a', given)], remarks }), undefined, TITLES)[0]!.rows[0]!;
  assert.ok(isQuiet(rowOf({})));
  assert.ok(isQuiet(rowOf({ now: 0, previous: undefined })));
  assert.ok(!isQuiet(rowOf({ now: 0, previous: 3 })), 'a fall to zero is news');
  assert.ok(!isQuiet(rowOf({ now: 3, previous: undefined })));
  assert.ok(!isQuiet(rowOf({ explanations: [{ check: 'c', text: 'так и есть' }] })));
  assert.ok(!isQuiet(rowOf({ now: 'not-applicable', previous: 0, reason: 'нет' })));
  assert.ok(!isQuiet(rowOf({}, [remark('t1.ученик.a', { resolvedAt: new Date(0) })])));
});

test('a field is called by its row and column, an activity by its number', () => {
  const given = found({ cells: [cell('учитель', 'mentors')], duties: [duty(7)] });
  assert.equal(plain(titleOf(given, 't1.учитель.mentors', 'ru')), 'Учитель: наставники, всего, чел.');
  assert.equal(titleOf(given, 'f1.7.state', 'ru'), 'III.7 Конкурс');
  assert.equal(titleOf(given, 't9.x', 'ru'), undefined);
});
