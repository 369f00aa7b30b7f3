import assert from 'node:assert/strict';
import test from 'node:test';
import { confirm } from './edits.ts';
import { questionsOf } from './questions.ts';
import { readRoadmap } from './read-roadmap.ts';

const reading = readRoadmap(`Дорожная карта на 2022 год
| № | Мероприятие | Срок | Ответственный |
| 1 | Семинар | май 2022 г. | Методический центр |
| 2 | Форум | сентябрь 2022 г. | Управление образования |
| 2 | Форум | ноябрь 2022 г. | Методический центр |
| 2 | Конкурс | декабрь 2022 г. | Управление образования |
`);
const asked = (answers = {}) => questionsOf(reading, confirm(reading, {}, answers), answers);
const brief = (answers: Record<string, { choice: string }>) =>
  confirm(reading, {}, answers).sections[0]!.activities.map(
    ({ key, code, deadline, responsibles }) =>
      `${key} ${code}: ${deadline.text} (${responsibles.map(({ text }) => text).join(', ')})`,
  );

test('a number in two rows is asked about, one activity first where the words are the same', () =>
  assert.deepEqual(
    asked().map(({ code, options, answered }) => [code, answered, options.map(({ choice }) => choice)]),
    [
      ['roadmap.number-repeated', false, ['one', 'two']],
      ['roadmap.number-repeated', false, ['two', 'one']],
    ],
  ));

test('until it is answered and with «two» the second is an activity of its own', () => {
  const apart = [
    '1.1 1.1: май 2022 г. (Методический центр)',
    '1.2 1.2: сентябрь 2022 г. (Управление образования)',
    '1.3 1.2-2: ноябрь 2022 г. (Методический центр)',
    '1.4 1.2-3: декабрь 2022 г. (Управление образования)',
  ];
  assert.deepEqual(brief({}), apart);
  assert.deepEqual(brief({ [asked()[0]!.id]: { choice: 'two' } }), apart);
});

test('rows that are one activity give it both deadlines and both executors; the others keep their keys', () =>
  assert.deepEqual(brief({ [asked()[0]!.id]: { choice: 'one' } }), [
    '1.1 1.1: май 2022 г. (Методический центр)',
    '1.2 1.2: сентябрь 2022 г.; ноябрь 2022 г. (Управление образования, Методический центр)',
    '1.4 1.2-2: декабрь 2022 г. (Управление образования)',
  ]));
