import assert from 'node:assert/strict';
import test from 'node:test';
import { type Candidate, matchResponsible } from './match-responsibles.ts';

const town: Candidate[] = [
  { id: 1, kind: 'municipality', name: 'Златоустовский городской округ', shortName: 'ЗГО' },
  {
    id: 2,
    kind: 'authority',
    name: 'МКУ Управление образования и молодежной политики ЗГО',
    shortName: 'УО ЗГО',
  },
  {
    id: 3,
    kind: 'methodological-centre',
    name: 'МАУ «Центр методического и хозяйственного обеспечения»',
    shortName: 'ЦМиХО',
  },
  { id: 15, kind: 'school', name: 'МАОУ СОШ № 15', shortName: 'СОШ № 15' },
  { id: 90, kind: 'school', name: 'МАОУ СОШ № 90 (СПО ООШ № 17)', shortName: 'СОШ № 90' },
  { id: 17, kind: 'kindergarten', name: 'МАДОУ «Детский сад № 17»', shortName: 'Детский сад № 17' },
  { id: 25, kind: 'primary-school', name: 'МАОУ «Начальная школа № 25»', shortName: 'Начальная школа № 25' },
];
const ids = (text: string) => matchResponsible(text, town).ids;

test('the offices are found by their names, with ё or е, МАУ or МАОУ, and by initials', () => {
  assert.deepEqual(ids('МКУ Управление образования и молодёжной политики ЗГО'), [2]);
  assert.deepEqual(ids('Управление образования'), [2]);
  assert.deepEqual(ids('МАОУ «Центр методического и хозяйственного обеспечения»'), [3]);
  assert.deepEqual(ids('МАУ «ЦМиХО»'), [3]);
  assert.equal(matchResponsible('МАУ «ЦМиХО»', town).certain, true);
});

test('schools are found by number, a part in brackets is none of its own', () => {
  assert.deepEqual(ids('педагоги общеобразовательных организаций МАОУ СОШ № 15'), [15]);
  assert.deepEqual(ids('MAOY COII № 90 (CΠO ООШ № 17)'), [90]);
  assert.deepEqual(ids('МАОУ «Начальная школа № 25»'), [25]);
  assert.deepEqual(ids('СОШ № 15, СОШ № 90'), [15, 90]);
  assert.deepEqual(matchResponsible('СОШ № 44', town), { kind: 'none', ids: [], certain: false });
});

test('groups are schools, kindergartens or all; staff alone only suggests them', () => {
  assert.deepEqual(matchResponsible('руководители общеобразовательных организаций', town), {
    kind: 'group',
    group: 'schools',
    ids: [15, 90, 25],
    certain: true,
  });
  assert.deepEqual(ids('руководители, педагоги общеобразовательных организаций'), [15, 90, 25]);
  assert.deepEqual(ids('руководители образовательных организаций'), [15, 90, 17, 25]);
  assert.deepEqual(ids('заведующие ДОУ'), [17]);
  assert.equal(matchResponsible('кураторы', town).certain, false);
  assert.equal(matchResponsible('рабочая группа', town).kind, 'none');
});

test('of two schools with one number the one that bears the order’s own word is meant', () => {
  const two = [
    { id: 1, name: 'МАОУ СОШ № 15', shortName: 'МАОУ СОШ № 15', kind: 'school' },
    { id: 2, name: 'Школа-пример № 15', shortName: 'Школа-пример № 15', kind: 'school' },
  ];
  assert.deepEqual(matchResponsible('МАОУ СОШ № 15', two), {
    kind: 'organisations',
    ids: [1],
    certain: true,
  });
});
