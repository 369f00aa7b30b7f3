import assert from 'node:assert/strict';
import test from 'node:test';
import { words } from '#messages';
import { pointWords, reasonsBeside } from './point-words.ts';
import type { VersionActivity, VersionContent } from './rules/versions/content.ts';
import { corrected, deadlineFrom } from './rules/versions/correct.ts';
import { differenceBetween } from './rules/versions/difference.ts';
import { pointsOf } from './rules/versions/points.ts';

const period = { start: '2021-01-01', end: '2022-12-31' };
const activity = (activityId: number, number: string, title: string): VersionActivity => ({
  activityId,
  code: `III.${number}`,
  section: 'III',
  number,
  title,
  shortTitle: title,
  deadline: deadlineFrom('август-октябрь 2021г., август-октябрь 2022г.', period),
  responsibles: [{ text: 'Школы', role: 'executor', organisations: [] }],
  document: 'Приказ управления',
  result: '',
  derived: null,
  source: null,
  after: [],
});
const base: VersionContent = {
  title: 'Дорожная карта на 2021-2022 годы',
  period,
  sections: [{ numeral: 'III', title: 'Кадры' }],
  activities: [
    activity(1, '1', 'Участие школ в региональном форуме «Наставник» по вопросам наставничества'),
    activity(2, '2', 'Участие в форуме, участие в конкурсе'),
    activity(3, '3', 'Курсы для наставников'),
  ],
};

/** What the order says after some steps, with plain blanks. */
function says(...steps: Parameters<typeof corrected>[1][]): string[] {
  const after = steps.reduce<VersionContent>((content, step) => {
    const next = corrected(content, step, base);
    assert.ok(!('refused' in next), JSON.stringify(next));
    return next;
  }, base);
  return pointsOf(differenceBetween(base, after)).map((point) =>
    pointWords(words('ru'), point).replaceAll('\u00a0', ' '),
  );
}
const title = (id: number, text: string) => ({ what: 'edit', activity: id, title: text }) as const;

test('a changed word is replaced by name, with the other quotes inside the quotes', () => {
  assert.deepEqual(
    says(title(1, 'Участие школ в региональном фестивале «Наставник» по вопросам наставничества')),
    ['в пункте III.1 в графе «Мероприятие» слова «форуме» заменить словами «фестивале»'],
  );
  assert.deepEqual(
    says(title(1, 'Участие школ в региональном форуме «Учитель» по вопросам наставничества')),
    ['в пункте III.1 в графе «Мероприятие» слова «„Наставник“» заменить словами «„Учитель“»'],
  );
});

test('words that are added come after those before them, words that go are named', () => {
  assert.deepEqual(
    says(title(1, 'Участие школ города в региональном форуме «Наставник» по вопросам наставничества')),
    ['в пункте III.1 графу «Мероприятие» после слов «Участие школ» дополнить словами «города»'],
  );
  assert.deepEqual(says(title(1, 'Участие школ в форуме «Наставник» по вопросам наставничества')), [
    'в пункте III.1 в графе «Мероприятие» слова «региональном» исключить',
  ]);
});

test('where the words stand twice, or little is left of the text, the cell is given anew', () => {
  assert.deepEqual(says(title(2, 'Участие в форуме, участие на конкурсе')), [
    'в пункте III.2 графу «Мероприятие» изложить в следующей редакции: «Участие в форуме, участие на конкурсе»',
  ]);
  assert.deepEqual(says({ what: 'edit', activity: 3, deadline: 'март 2022 г.', understood: 'as-read' }), [
    'в пункте III.3 графу «Сроки» изложить в следующей редакции: «март 2022 г.»',
  ]);
});

test('cells are filled and emptied, items withdrawn, added, moved and numbered anew', () => {
  assert.deepEqual(says({ what: 'edit', activity: 3, result: 'Обучены 20 наставников', document: '' }), [
    'в пункте III.3 в графе «Вид документа» слова «Приказ управления» исключить',
    'в пункте III.3 графу «Ожидаемый результат» дополнить словами «Обучены 20 наставников»',
  ]);
  assert.deepEqual(says({ what: 'move', activity: 3, place: 1 }, { what: 'withdraw', activity: 2 }), [
    'пункт III.2 исключить',
    'пункт III.3 поместить первым в разделе III',
  ]);
  assert.deepEqual(
    says(
      { what: 'withdraw', activity: 2 },
      { what: 'renumber', section: 'III' },
      { what: 'add', activity: 9, section: 'III', title: 'Семинар', deadline: '2022г.', responsibles: [] },
    ),
    [
      'пункт III.2 исключить',
      'пункт III.3 считать пунктом III.2 (далее номера пунктов указаны с учётом этого изменения)',
      'раздел III дополнить пунктом 4 следующего содержания:',
    ],
  );
  assert.deepEqual(
    says({
      what: 'whole',
      title: 'Дорожная карта на 2021-2023 годы',
      period: { ...period, end: '2023-12-31' },
    }),
    [
      'в названии Дорожной карты слова «2021-2022» заменить словами «2021-2023»',
      'период действия Дорожной карты установить с 01.01.2021 по 31.12.2023',
    ],
  );
});

test('items are named as they are numbered before the order, and all new numbers are given in one point', () => {
  assert.deepEqual(says({ what: 'move', activity: 3, place: 1 }, { what: 'renumber', section: 'III' }), [
    'пункт III.3 поместить первым в разделе III',
    'пункты III.3, III.1, III.2 считать соответственно пунктами III.1, III.2, III.3',
  ]);
});

test('a new item says where it stands, unless it stands last', () => {
  const add = (activity: number, place: number) =>
    ({
      what: 'add',
      section: 'III',
      title: 'Семинар',
      deadline: '2022г.',
      responsibles: [],
      activity,
      place,
    }) satisfies Parameters<typeof corrected>[1];
  assert.deepEqual(says(add(9, 1), add(10, 3)), [
    'раздел III перед пунктом III.1 дополнить пунктом 4 следующего содержания:',
    'раздел III после пункта III.1 дополнить пунктом 5 следующего содержания:',
  ]);
});

test('who carries out and who helps is a point also where the same are named', () => {
  const helps = { text: 'Школы', role: 'co-executor' as const, organisations: [] };
  assert.deepEqual(says({ what: 'edit', activity: 3, responsibles: [helps] }), [
    'в пункте III.3 графу «Ответственные исполнители» изложить в следующей редакции: «соисполнители: Школы»',
  ]);
});

test('each reason stands once: behind the last point about its activity, or behind the new numbers', () => {
  const point = (activity: number) => ({ code: 'correction.point-withdraw' as const, params: {}, activity });
  const numbers = { code: 'correction.point-renumber-all' as const, params: {}, activities: [1, 2, 3] };
  const reasons = { 1: { text: 'один' }, 2: { text: 'два' }, 3: { text: 'три' } };
  assert.deepEqual(reasonsBeside(words('ru'), [point(1), point(1), numbers], reasons), [
    '',
    'один',
    'два; три',
  ]);
});
