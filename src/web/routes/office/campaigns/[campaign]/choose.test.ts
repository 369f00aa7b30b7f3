import assert from 'node:assert/strict';
import test from 'node:test';
import type { ListedReturn } from '#monitoring';
import { inOrder, isPlain, named, readBoxes, shown } from './choose.ts';

const one = (name: string, given: Partial<ListedReturn> = {}) =>
  ({
    organisation: { code: name, name, shortName: name },
    status: 'not-begun',
    unusual: 0,
    unsent: 0,
    asked: 0,
    daysLate: 0,
    submittedAt: null,
    ...given,
  }) as ListedReturn;
const names = (returns: ListedReturn[]) => returns.map(({ organisation }) => organisation.name).join(' ');

test('those who need somebody come first, and who submitted first is reviewed first', () => {
  const returns = [
    one('принят', { status: 'accepted', submittedAt: new Date('2021-12-01') }),
    one('молчит'),
    one('поздний', { status: 'submitted', submittedAt: new Date('2021-12-19') }),
    one('ранний', { status: 'submitted', submittedAt: new Date('2021-12-10') }),
    one('пишет', { status: 'filling' }),
    one('возвращён', { status: 'returned', submittedAt: new Date('2021-12-20') }),
  ];
  assert.equal(names(inOrder(returns)), 'возвращён ранний поздний пишет молчит принят');
});

test('only what waits, has nothing odd and no remark can be accepted without being opened', () => {
  assert.ok(isPlain(one('а', { status: 'submitted' })));
  for (const given of [
    { status: 'submitted', unusual: 1 },
    { status: 'submitted', unsent: 1 },
    { status: 'returned' },
    { status: 'accepted' },
  ] as const)
    assert.ok(!isPlain(one('б', given)), JSON.stringify(given));
});

test('what was unusual and has been accepted is no longer called unusual', () => {
  const returns = [
    one('а', { status: 'submitted', unusual: 2 }),
    one('б', { status: 'accepted', unusual: 2 }),
    one('в', { status: 'returned', unusual: 1 }),
  ];
  assert.equal(names(shown(returns, 'unusual')), 'а в');
});

test('a school is found by a part of its name, however it is typed', () => {
  const returns = [one('МАОУ СОШ № 15'), one('МАОУ «Начальная школа № 25»'), one('Ёлочка')];
  assert.equal(names(named(returns, 'сош 15')), 'МАОУ СОШ № 15');
  assert.equal(names(named(returns, 'школа №25')), 'МАОУ «Начальная школа № 25»');
  assert.equal(names(named(returns, 'елоч')), 'Ёлочка');
  assert.equal(named(returns, '').length, 3);
  assert.equal(named(returns, 'лицей').length, 0);
});

test('a box says whose return was seen and in which submission; what says nothing is passed over', () => {
  assert.deepEqual(readBoxes(['school-15:2', 'ru.town.school:1', 'school-15', ':1', 'x:-1']), [
    { organisation: 'school-15', rev: 2 },
    { organisation: 'ru.town.school', rev: 1 },
  ]);
});
