import assert from 'node:assert/strict';
import test from 'node:test';
import { codeOf, kindOf, markOf, shortNameOf } from './names.ts';
import { dialled, isPhone } from './phone.ts';
import { planOrganisations } from './read-organisations.ts';
import { planPeople, type Place } from './read-people.ts';
import { placeOf, roleFrom } from './roles.ts';
import { readTableText } from './table-text.ts';

const cells = (text: string) => readTableText(text).map((row) => row.cells);

test('a table is read as it was copied: tabs, semicolons or commas', () => {
  assert.deepEqual(cells('Школа № 1\tкуратор\r\n\r\nШкола № 2\tдиректор\r\n'), [
    ['Школа № 1', 'куратор'],
    ['Школа № 2', 'директор'],
  ]);
  assert.deepEqual(cells('\uFEFFШкола № 1;куратор\nШкола № 2;директор'), [
    ['Школа № 1', 'куратор'],
    ['Школа № 2', 'директор'],
  ]);
  assert.deepEqual(cells('a,b\nc,d'), [
    ['a', 'b'],
    ['c', 'd'],
  ]);
});

test('quotes hold a divider, a line break and a quote; a name that begins with a quote is no quoted cell', () => {
  assert.deepEqual(cells('"Школа ""Луч""; корпус 2";куратор\n"две\nстроки";директор'), [
    ['Школа "Луч"; корпус 2', 'куратор'],
    ['две строки', 'директор'],
  ]);
  assert.deepEqual(cells('"Лицей" № 4\tкуратор'), [['"Лицей" № 4', 'куратор']]);
});

test('a column of names with commas in them stays one column', () => {
  assert.deepEqual(cells('Школа № 1, корпус А\nШкола № 2'), [['Школа № 1, корпус А'], ['Школа № 2']]);
});

test('each row keeps the line it stood on', () => {
  assert.deepEqual(
    readTableText('\n\nодин\n\nдва').map(({ line }) => line),
    [3, 5],
  );
});

test('a name says its kind, its short form, its code and its mark', () => {
  for (const [name, kind, short, code, mark] of [
    ['МАОУ СОШ № 15', 'school', 'МАОУ СОШ № 15', 'school-15', '15'],
    [
      'Муниципальное автономное общеобразовательное учреждение «Средняя общеобразовательная школа № 8»',
      'school',
      'МАОУ СОШ № 8',
      'school-8',
      '8',
    ],
    [
      'МАОУ «Начальная школа № 25»',
      'primary-school',
      'МАОУ «Начальная школа № 25»',
      'primary-school-25',
      'НШ 25',
    ],
    ['МБДОУ детский сад № 7', 'kindergarten', 'МБДОУ ДС № 7', 'kindergarten-7', 'ДС 7'],
    ['Лицей «Квант»', 'school', 'Лицей «Квант»', 'kvant', 'Квант'],
    [
      'МБУ «Методический центр»',
      'methodological-centre',
      'МБУ «Методический центр»',
      'methodological-centre',
      'МЦ',
    ],
    ['Управление образования', 'authority', 'Управление образования', 'authority', 'УО'],
    [
      'Златоустовский городской округ',
      'municipality',
      'Златоустовский городской округ',
      'zlatoustovskiy',
      'ЗГО',
    ],
  ] as const) {
    assert.equal(kindOf(name), kind, name);
    assert.equal(shortNameOf(name), short, name);
    assert.equal(codeOf(shortNameOf(name), kindOf(name)), code, name);
    assert.equal(markOf(shortNameOf(name), kindOf(name)), mark, name);
  }
});

test('one column of names is a whole table; what is there already is told apart', () => {
  const { rows } = planOrganisations('МАОУ СОШ № 15\nMAOY COШ № 1\nМАОУ СОШ №15\nГимназия № 1', [
    { code: 'school-1', name: 'МАОУ СОШ № 1', shortName: 'СОШ № 1' },
  ]);
  assert.deepEqual(
    rows.map(({ code, outcome }) => [code, outcome]),
    [
      ['school-15', 'add'],
      ['school-1', 'exists'], // Latin letters that look like Cyrillic ones
      ['school-15', 'exists'], // twice in one table
      ['school-1-2', 'add'], // the number is taken by another school
    ],
  );
});

test('columns are known by their headings in any order, and a row with faults says all of them', () => {
  const { rows, unknownColumns } = planOrganisations(
    [
      'ШНОР;Организация;Обучающихся;10–19 лет;Директор',
      'да;МАОУ СОШ № 3;1 200;700;1',
      ';МАОУ СОШ № 4;много;;2',
      'может быть;МАОУ СОШ № 5;100;700;3',
    ].join('\n'),
    [],
  );
  assert.deepEqual(unknownColumns, ['Директор']);
  assert.deepEqual(
    [rows[0]!.lowPerforming, rows[0]!.profile, rows[0]!.outcome],
    [true, { pupils_total: 1200, pupils_10_19: 700 }, 'add'],
  );
  assert.deepEqual(
    rows.slice(1).map(({ outcome, faults }) => [outcome, faults.map(({ code }) => code)]),
    [
      ['refused', ['organisations.row-number']],
      ['refused', ['organisations.row-flag', 'organisations.profile-part']],
    ],
  );
});

const PLACES: Place[] = [
  {
    id: 1,
    parentId: null,
    code: 'town',
    name: 'Златоустовский городской округ',
    shortName: 'ЗГО',
    kind: 'municipality',
  },
  {
    id: 2,
    parentId: 1,
    code: 'authority',
    name: 'Управление образования',
    shortName: 'УО',
    kind: 'authority',
  },
  { id: 3, parentId: 1, code: 'school-15', name: 'МАОУ СОШ № 15', shortName: 'СОШ № 15', kind: 'school' },
];
const word = (role: string) => role;

test('people are found their organisation, their role and their name for signing in', () => {
  const taken = new Map([['school-15-head', new Set(['3 head'])]]);
  const { rows } = planPeople(
    [
      'Организация\tИмя для входа\tДолжность\tРоль',
      'МАОУ СОШ №15\t\tзаместитель директора\tкуратор',
      'school-15\tschool-15-head\tдиректор\tруководитель',
      'Управление образования\t\tначальник отдела\tкоординатор',
      'СОШ № 15\t\t\tкоординатор',
      'Школа № 99\t\tкуратор\tкуратор',
      'СОШ № 15\tне годится!\tкуратор\t',
      'СОШ № 15\tschool-15\tсекретарь\tсекретарь',
    ].join('\n'),
    PLACES,
    taken,
    word,
  );
  assert.deepEqual(
    rows.map(({ login, organisationId, outcome, faults }) => [
      login,
      organisationId,
      outcome,
      faults.map(({ code }) => code).join(),
    ]),
    [
      ['school-15', 3, 'add', ''],
      ['school-15-head', 3, 'exists', ''],
      ['coordinator', 1, 'add', ''], // sits in the authority, the role is the municipality's
      ['coordinator-2', null, 'refused', 'access.role-above'], // a school has no coordinator of the town
      ['', null, 'refused', 'access.row-organisation'],
      ['не годится!', 3, 'refused', 'access.login-bad'],
      ['school-15', 3, 'refused', 'access.row-role,access.login-taken'],
    ],
  );
});

test('a role is held where it reaches what it must', () => {
  const [town, authority, school] = PLACES as [Place, Place, Place];
  assert.equal(placeOf('curator', school, PLACES), school);
  assert.equal(placeOf('curator', authority, PLACES), authority); // fills in F1 for the authority
  assert.equal(placeOf('curator', town, PLACES), undefined);
  assert.equal(placeOf('coordinator', authority, PLACES), town);
  assert.equal(placeOf('coordinator', school, PLACES), undefined);
  assert.equal(roleFrom('Директор школы'), 'head');
  assert.equal(roleFrom('Муниципальный координатор'), 'coordinator');
  assert.equal(roleFrom('секретарь'), undefined);
});

test('a telephone is digits, with an extension at most, and is dialled without it', () => {
  for (const [phone, digits] of [
    ['8 (3513) 62-05-17', '+73513620517'],
    ['+7 351 362-05-17, доб. 3', '+73513620517'],
    ['62-05-17', '620517'],
    ['+375 17 200-00-00', '+375172000000'],
  ] as const)
    assert.deepEqual([isPhone(phone), dialled(phone)], [true, digits], phone);
  for (const word of ['нет', '12', 'sch15@mail.ru', '8 <b>3513</b>']) assert.ok(!isPhone(word), word);
  assert.ok(isPhone(''));
});

test('a table adds telephones, also to those that are already there', () => {
  const there = [{ code: 'school-1', name: 'МАОУ СОШ № 1', shortName: 'СОШ № 1', phone: '62-05-17' }];
  const { rows } = planOrganisations(
    'Организация;Телефон\nМАОУ СОШ № 1;62-05-18\nМАОУ СОШ № 2;62-05-19\nМАОУ СОШ № 3;позвоните',
    there,
  );
  assert.deepEqual(
    rows.map(({ outcome, newPhone, phone }) => [outcome, newPhone, phone]),
    [
      ['exists', true, '62-05-18'],
      ['add', false, '62-05-19'],
      ['refused', false, 'позвоните'],
    ],
  );
  const again = planOrganisations('Организация;Телефон\nМАОУ СОШ № 1;62-05-17', there);
  assert.equal(again.rows[0]!.newPhone, false);
});
