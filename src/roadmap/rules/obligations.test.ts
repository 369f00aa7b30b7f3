import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { type Candidate, matchResponsible } from './match-responsibles.ts';
import { carriersOf, obligationsOf, stateOfActivity } from './obligations.ts';
import { readRoadmap } from './read-roadmap.ts';

const town: Candidate[] = [
  { id: 2, kind: 'authority', name: 'МКУ Управление образования и молодежной политики ЗГО', shortName: 'УО' },
  {
    id: 3,
    kind: 'methodological-centre',
    name: 'МАУ «Центр методического и хозяйственного обеспечения»',
    shortName: 'ЦМиХО',
  },
  ...[15, 90, 2].map((n): Candidate => ({
    id: n * 100,
    kind: 'school',
    name: `МАОУ СОШ № ${n}`,
    shortName: `СОШ № ${n}`,
  })),
  { id: 2500, kind: 'primary-school', name: 'МАОУ «Начальная школа № 25»', shortName: 'НШ № 25' },
];
const text = readFileSync(new URL('../../../examples/zlatoust/order-282.txt', import.meta.url), 'utf8');
const { roadmap } = readRoadmap(text);
const activities = (roadmap?.sections ?? []).flatMap(({ numeral, activities }) =>
  activities.map(({ number, deadline, responsibles }) => ({
    code: `${numeral}.${number}`,
    deadline,
    bound: responsibles.flatMap(({ text, role }) =>
      matchResponsible(text, town).ids.map((id) => ({
        id,
        role,
        kind: town.find((one) => one.id === id)?.kind ?? '',
      })),
    ),
  })),
);

test('schools carry what they are named for, the executing office what no school is named for', () => {
  const carriers = new Map(activities.map(({ code, bound }) => [code, carriersOf(bound)]));
  assert.deepEqual(carriers.get('I.1'), [2]);
  assert.deepEqual(carriers.get('I.2'), [3]);
  assert.deepEqual(carriers.get('II.1'), [1500, 9000, 2500]);
  assert.deepEqual(carriers.get('VI.1'), [1500, 9000, 200, 2500]);
  const byOffices = [...carriers].filter(([, ids]) => ids.every((id) => id < 10)).map(([code]) => code);
  assert.deepEqual(byOffices, ['I.1', 'I.2', 'I.3', 'III.8', 'IV.1', 'VI.2', 'VI.3']);
  assert.ok([...carriers.values()].every((ids) => ids.length > 0));
});

test('an obligation arises for each organisation and term', () => {
  const obligations = obligationsOf(activities, { start: '2021-01-01', end: '2022-12-31' });
  const of = (code: string) => obligations.filter(({ activity }) => activity === code);
  assert.equal(of('VI.1').length, 4 * 8);
  assert.equal(of('III.7').length, 4 * 2);
  assert.deepEqual(of('II.5')[0], {
    activity: 'II.5',
    organisation: 1500,
    term: 1,
    start: '2021-01-01',
    end: '2022-12-31',
  });
});

const term = (start: string, end: string, ...done: boolean[]) => done.map((done) => ({ start, end, done }));
const first = (...done: boolean[]) => term('2021-08-01', '2021-10-31', ...done);
const second = (...done: boolean[]) => term('2022-08-01', '2022-10-31', ...done);

test('an activity is late as soon as one organisation has not done an ended term', () => {
  assert.deepEqual(stateOfActivity([...first(true, false), ...second(false, false)], '2021-12-20'), {
    state: 'late',
    term: { start: '2021-08-01', end: '2021-10-31' },
    done: 1,
    all: 2,
  });
});

test('between two terms an activity waits for the year of the next', () => {
  const state = stateOfActivity([...first(true, true), ...second(false, false)], '2021-12-20');
  assert.deepEqual([state.state, state.done, state.all, state.nextYear], ['waiting', 2, 2, 2022]);
  assert.equal(stateOfActivity(first(false), '2021-07-31').state, 'waiting');
  assert.equal(stateOfActivity(first(false), '2021-07-31').nextYear, undefined);
});

test('both ends of a term are in it', () => {
  assert.equal(stateOfActivity(first(false), '2021-08-01').state, 'running');
  assert.equal(stateOfActivity(first(false), '2021-10-31').state, 'running');
  assert.equal(stateOfActivity(first(false), '2021-11-01').state, 'late');
  assert.equal(stateOfActivity(first(true), '2021-09-01').state, 'done');
  assert.equal(stateOfActivity([...first(true), ...second(true)], '2023-01-01').state, 'done');
});
