import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { words } from '#messages';
import { obligationsIn, sayAction, sayEntry } from './say-entry.ts';

const say = words('ru');
const activities = new Map([[17, 'III.7']]);
const said = (action: string, subject: string, before?: unknown, after?: unknown) =>
  sayEntry({ action, subject, before, after }, { say, activities });
const lines = (action: string, before: unknown, after: unknown) =>
  said(action, '', before, after).changes.map((one) => `${one.name}: ${one.before} → ${one.after}`);
/** Words that must stay together are tied by a space that does not break. */
const plain = (texts: readonly string[]) => texts.map((text) => text.replaceAll('\u00a0', ' '));

test('every action that leaves a trail is called by a sentence', () => {
  const sources = globSync('src/{organisations,roadmap,monitoring,reports}/**/*.ts', {
    exclude: ['**/*.test.ts'],
  }).map((file) => readFileSync(file, 'utf8'));
  const actions = sources.flatMap((source) =>
    [...source.matchAll(/record\([\s\S]{0,120}?action:([^,]*),/g)].flatMap(([, code]) =>
      [...code!.matchAll(/'([a-z-]+\.[a-z-]+)'/g)].map(([, action]) => action!),
    ),
  );
  assert.ok(actions.length > 35, String(actions.length));
  for (const locale of ['ru', 'en'] as const)
    for (const action of [...actions, 'return.submit'])
      assert.notEqual(sayAction(words(locale), action), action, action);
});

test('a number of a return is named by its table, row and column, and said from which value to which', () => {
  const change = lines(
    'return.save',
    { 't1.teacher-teacher.mentors': '3' },
    { 't1.teacher-teacher.mentors': '4' },
  );
  assert.deepEqual(plain(change), ['Т1, строка «учитель – учитель», графа «Наставники, всего, чел.»: 3 → 4']);
  assert.deepEqual(plain(lines('return.save', { 't0.pupils_total': '' }, { 't0.pupils_total': '700' })), [
    'Т0, графа «Обучающихся, всего»:  → 700',
  ]);
});

test('an answer about an activity is named by its code, its states and reasons by their words', () => {
  const before = { 'f1.17.state': 'running', 'f1.17.files': '' };
  const after = {
    'f1.17.state': 'not-done',
    'f1.17.reasonKind': 'staff',
    'f1.17.files': 'a b',
    't0.confirmed': '1',
  };
  assert.deepEqual(plain(lines('return.save', before, after)), [
    'Мероприятие III.7, графа «Состояние»: Выполняется → Не выполнено',
    'Мероприятие III.7, графа «Файлы»:  → 2 файла',
    'Мероприятие III.7, графа «Причина»:  → Кадры',
    'Числа школы подтверждены:  → да',
  ]);
});

test('a remark says where it stands, and the obligation it names is asked for its activity', () => {
  const remark = { field: 'f1.17.document', text: 'Нет даты' };
  assert.deepEqual(plain(lines('return.remark', undefined, remark)), [
    'место:  → Мероприятие III.7, графа «Реквизиты документа»',
    'текст:  → Нет даты',
  ]);
  const entries = [
    { before: undefined, after: remark },
    { before: { 'f1.18.state': '' }, after: { 'f1.18.state': 'done', 't1.unique.mentors': '2' } },
  ];
  assert.deepEqual(obligationsIn(entries), [17, 18]);
});

test('what was done is a sentence with the quarter, the version or the person in words', () => {
  const sentence = (action: string, subject: string) =>
    said(action, subject).sentence.replaceAll('\u00a0', ' ');
  assert.equal(sentence('return.submit', 'return 2021-q4/school-15'), 'Отчёт сдан: IV квартал 2021 года');
  assert.equal(sentence('roadmap.approve', 'roadmap 3 version 1'), 'Дорожная карта утверждена: версия 1');
  assert.equal(
    sentence('report.freeze', 'report 5, campaign 2021-q3'),
    'Сделана справка: № 5, III квартал 2021 года',
  );
  assert.equal(sentence('person.give-role', 'account school-15'), 'Дана роль: school-15');
  assert.equal(sentence('own.change-password', 'account 17'), 'Сменён свой пароль');
});

test('what lies deep is shown field by field, and only where it differs', () => {
  const [was, is] = [{ to: 'schools' }, { to: 'chosen', organisations: [4, 5] }];
  const edits = (assignment: object) => ({
    edits: {
      period: { start: '2021-01-01', end: '2022-12-31' },
      activities: { 2.4: { assignments: { 0: assignment } } },
    },
  });
  assert.deepEqual(plain(lines('roadmap.edit-import', edits(was), edits(is))), [
    'исправлено, мероприятие, 2.4, кому поручено, № 0, кому: все школы → выбранные организации',
    'исправлено, мероприятие, 2.4, кому поручено, № 0, организации:  → 4, 5',
  ]);
  assert.deepEqual(plain(lines('campaign.open', undefined, { dueOn: '2021-12-25', slug: '2021-q4' })), [
    'срок сдачи:  → 25 декабря 2021 года',
    'период:  → IV квартал 2021 года',
  ]);
});
