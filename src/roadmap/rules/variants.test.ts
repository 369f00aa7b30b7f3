import assert from 'node:assert/strict';
import test from 'node:test';
import { readRoadmap } from './read-roadmap.ts';

/** Sections as `numeral title: number title, …`, to see at once what a table was taken for. */
const outline = (text: string) =>
  readRoadmap(text).roadmap?.sections.map(
    ({ numeral, title, activities }) =>
      `${numeral} ${title}: ${activities.map(({ number, title }) => `${number} ${title}`).join(', ')}`,
  );

test('stages in a column of their own are sections, their numbers the sections’', () => {
  const text = `
УТВЕРЖДЕНО приказом МБОУ СОШ № 7 от 01.09.2022 № 145-од

Дорожная карта (план мероприятий)
наставничества на 2022/2023 учебный год

| № п/п | Наименование этапа | Мероприятие | Сроки реализации | Ответственные |
|---|---|---|---|---|
| 1. | Подготовка условий | Изучение материалов | Сентябрь 2022 г. | Заместитель директора |
| | для запуска | по теме | | |
| | | Издание приказа | до 15.09.2022 | Директор, куратор |
| 2. | Завершение | Мониторинг | май 2023 г. | куратор |`;
  assert.deepEqual(outline(text), [
    '1 Подготовка условий для запуска: 1 Изучение материалов по теме, 2 Издание приказа',
    '2 Завершение: 1 Мониторинг',
  ]);
  const { roadmap } = readRoadmap(text);
  assert.deepEqual([roadmap?.order?.number, roadmap?.order?.date], ['145-од', '2022-09-01']);
  assert.deepEqual(roadmap?.period, { start: '2022-09-01', end: '2023-08-31' });
});

test('a table without numbers, in sections without numerals', () =>
  assert.deepEqual(
    outline(`
| Мероприятие | Срок | Ответственный | Результат |
|---|---|---|---|
| **Организационный этап** | | | |
| Создание рабочей группы | январь 2022 | Директор | Приказ |
| Составление списка | февраль 2022 | Куратор | Список |
| **Внедренческий этап** | | | |
| Работа пар | март 2022 | Наставники | Отчёты |`),
    [
      'Организационный этап: 1 Создание рабочей группы, 2 Составление списка',
      'Внедренческий этап: 1 Работа пар',
    ].map((line) => ` ${line}`),
  ));

test('numerals with their titles in the next cell, and a remark in an empty row', () => {
  const text = `
| №п/п | Содержание деятельности | Период | Ответственные лица | Результат. Вид документа |
|---|---|---|---|---|
| 1 | 2 | 3 | 4 | 5 |
| I | Организационный | | | |
| 1 | Сбор | сентябрь 2021 | директор | приказ |
| | Изменения внесены по письму РНЦ | | | |
| | данных | | | |
| II | Основной | | | |
| 1 | Работа | ноябрь 2021 - апрель 2022 | кураторы | отчет |`;
  assert.deepEqual(outline(text), ['I Организационный: 1 Сбор данных', 'II Основной: 1 Работа']);
  const { roadmap, warnings } = readRoadmap(text);
  assert.deepEqual(roadmap?.period, { start: '2021-09-01', end: '2022-04-30' });
  assert.equal(roadmap?.sections[0]?.activities[0]?.result, 'приказ');
  assert.deepEqual(
    warnings.map(({ code }) => code),
    ['roadmap.note-skipped'],
  );
});

test('the first and the last day in columns of their own', () => {
  const { roadmap } = readRoadmap(`
| № | Мероприятие | Сроки | | Ответственный |
|---|---|---|---|---|
| | | начало | окончание | |
| 1 | Подготовка | 01.09.2021 | 30.09.2021 | Директор |`);
  const deadline = roadmap?.sections[0]?.activities[0]?.deadline;
  assert.deepEqual(deadline, {
    text: '01.09.2021 – 30.09.2021',
    kind: 'intervals',
    intervals: [{ start: '2021-09-01', end: '2021-09-30' }],
  });
});

test('a list of signatures behind the roadmap is none of its activities', () =>
  assert.deepEqual(
    outline(`
| № | Мероприятие | Срок | Исполнитель |
|---|---|---|---|
| 1 | Сбор | май 2022 | Школа |

Начальник управления

| Лист согласования | |
|---|---|
| Начальник отдела | подпись |`),
    [' : 1 Сбор'],
  ));
