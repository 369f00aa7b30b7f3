import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import fc from 'fast-check';
import { readRoadmap } from './read-roadmap.ts';
import type { Activity, Roadmap } from './roadmap.ts';

const text = readFileSync(new URL('../../../examples/zlatoust/order-282.txt', import.meta.url), 'utf8');
const read = readRoadmap(text);
const roadmap = read.roadmap as Roadmap;
const activity = (numeral: string, number: string): Activity => {
  const section = roadmap.sections.find((section) => section.numeral === numeral);
  return section?.activities.find((activity) => activity.number === number) as Activity;
};
const codes = (found: { warnings: { code: string }[] }) => found.warnings.map(({ code }) => code);

test('order № 282 has 23 activities in 6 sections', () => {
  assert.deepEqual(
    roadmap.sections.map(({ numeral, activities }) => [numeral, activities.length]),
    [
      ['I', 3],
      ['II', 6],
      ['III', 8],
      ['IV', 1],
      ['V', 2],
      ['VI', 3],
    ],
  );
  assert.equal(roadmap.sections[0]?.title, 'Организационно-координационные мероприятия');
  assert.deepEqual(roadmap.period, { start: '2021-01-01', end: '2022-12-31' });
});

test('the requisites of the order are read, and the point that dates the monitoring', () => {
  const { order } = roadmap;
  assert.equal(order?.number, '282');
  assert.equal(order?.date, '2021-04-22');
  assert.match(order?.title ?? '', /^Об утверждении Дорожной карты .* в 2020-2021 учебном году$/);
  assert.match(order?.authority ?? '', /^Муниципальное казенное учреждение УПРАВЛЕНИЕ ОБРАЗОВАНИЯ/);
  assert.deepEqual(
    order?.cites.map(({ number, date }) => [number, date]),
    [
      ['01/2428', '2020-11-18'],
      ['01/719', '2021-03-18'],
      ['655', '2021-12-30'],
    ],
  );
  assert.deepEqual(order?.monitoring, {
    point: '2.2',
    text: 'ежеквартально до 25 числа последнего месяца квартала',
  });
});

test('a row that a page break has split is one activity again', () => {
  assert.match(activity('I', '2').title, /организаций, осуществляющих деятельность по .* программам$/);
  assert.deepEqual(activity('I', '2').source, { firstLine: 65, lastLine: 69 });
  assert.match(
    activity('II', '4').title,
    /в региональном конкурсе научно-методических материалов «Новой школе/,
  );
  assert.match(activity('II', '4').result, /^Наличие системы .* общеобразовательным организациям$/);
  assert.equal(activity('III', '3').deadline.text, 'IV квартал 2021г.');
  assert.equal(
    activity('V', '2').title.endsWith('по проблеме наставничества и наставнической деятельности'),
    true,
  );
  assert.deepEqual(activity('VI', '3').source, { firstLine: 123, lastLine: 123 });
});

test('all its deadlines are understood without a doubt', () => {
  const meaning = (numeral: string, number: string) => {
    const { text: _, ...meaning } = activity(numeral, number).deadline;
    return meaning;
  };
  const days = (...pairs: [string, string][]) => ({
    kind: 'intervals',
    intervals: pairs.map(([start, end]) => ({ start, end })),
  });
  assert.deepEqual(meaning('II', '4'), days(['2021-07-01', '2021-12-31']));
  assert.deepEqual(meaning('III', '3'), days(['2021-10-01', '2021-12-31']));
  assert.deepEqual(meaning('III', '7'), days(['2021-08-01', '2021-10-31'], ['2022-08-01', '2022-10-31']));
  assert.deepEqual(meaning('IV', '1'), days(['2021-01-01', '2021-12-31'], ['2022-01-01', '2022-12-31']));
  assert.deepEqual(meaning('V', '1'), days(['2021-04-01', '2021-05-31'], ['2022-03-01', '2022-04-30']));
  for (const [numeral, number] of [
    ['II', '5'],
    ['II', '6'],
    ['III', '8'],
  ] as const)
    assert.deepEqual(meaning(numeral, number), { kind: 'whole-period' });
  const monitoring = activity('VI', '1').deadline;
  assert.ok(monitoring.kind === 'recurring' && monitoring.every === 'quarter');
  assert.equal(monitoring.occurrences?.length, 8);
  assert.ok(!codes(read).includes('roadmap.deadline-doubtful'));
});

test('responsibles are split outside quotes and brackets, the first being the executor', () => {
  assert.deepEqual(
    activity('II', '1').responsibles,
    activity('II', '3').responsibles.map((one, at) =>
      at ? one : { ...one, text: 'МАУ «Центр методического и хозяйственного обеспечения»' },
    ),
  );
  assert.deepEqual(activity('II', '1').responsibles.slice(1), [
    { text: 'педагоги общеобразовательных организаций МАОУ СОШ № 15', role: 'co-executor' },
    { text: 'МАОУ СОШ № 90 (СПО ООШ № 17)', role: 'co-executor' },
    { text: 'МАОУ «Начальная школа № 25»', role: 'co-executor' },
  ]);
  assert.deepEqual(
    activity('V', '1').responsibles.map(({ text }) => text),
    [
      'МАУ «Центр методического и хозяйственного обеспечения»',
      'руководители, педагоги общеобразовательных организаций',
    ],
  );
  assert.deepEqual(
    activity('II', '6').responsibles.map(({ role }) => role),
    ['executor', 'co-executor', 'co-executor'],
  );
});

test('what is odd in the order is said, with what to choose from', () => {
  const future = read.warnings.find(({ code }) => code === 'roadmap.order-cites-future');
  assert.equal(future?.params.citedDate, '30.12.2021');
  assert.deepEqual(future?.alternatives, ['2020-12-30']);
  const differs = read.warnings.find(({ code }) => code === 'roadmap.period-differs');
  assert.deepEqual(differs?.alternatives, ['2021-01-01/2022-12-31', '2020-09-01/2021-08-31']);
  const joined = read.warnings.filter(({ code }) => code === 'roadmap.deadline-joined');
  assert.deepEqual(
    joined.map(({ where }) => where),
    [{ line: 93, section: 'III', activity: '3' }],
  );
  const mended = read.warnings.find(({ code }) => code === 'roadmap.letters-mended');
  assert.deepEqual(mended?.params, { from: 'MAOY, COII, CΠO', to: 'МАОУ, СОШ, СПО' });
  assert.deepEqual(mended?.where, { line: 72, section: 'II', activity: '1' });
});

test('a file without a table, or without deadlines, is refused with its reason', () => {
  assert.deepEqual(codes(readRoadmap('Просто письмо')), ['roadmap.no-table']);
  assert.deepEqual(codes(readRoadmap('')), ['roadmap.no-table']);
  const table = '| № | Мероприятие | Ответственный |\n|---|---|---|\n| 1 | Сбор | Школа |';
  assert.deepEqual(codes(readRoadmap(table)), ['roadmap.no-deadline-column']);
  assert.equal(readRoadmap(table).roadmap, null);
});

test('other headings, a row of column numbers, merged sections and an editor’s note are known', () => {
  const { roadmap, warnings } = readRoadmap(`
**План мероприятий («дорожная карта») на 2022-2023 учебный год**

| №№ | Содержание деятельности и план мероприятий | Период | Ответственные лица | Результат. Вид документа |
|---|---|---|---|---|
| 1 | 2 | 3 | 4 | 5 |
| Раздел 1. Подготовка | Раздел 1. Подготовка | Раздел 1. Подготовка | Раздел 1. Подготовка | Раздел 1. Подготовка |
| 1.1. | Сбор согласий | сентябрь 2022 | кураторы / наставники, классные руководители | Справка |
| Примечание: согласия хранятся в школе | | | | |
| 1.2. | Обучение | октябрь 2022 | кураторы | Приказ |
Раздел 2. Итоги
| 2.1 | Мониторинг | май 2023 | | Отчёт |
`);
  assert.deepEqual(roadmap?.period, { start: '2022-09-01', end: '2023-08-31' });
  assert.deepEqual(
    roadmap?.sections.map(({ numeral, title, activities }) => [
      numeral,
      title,
      activities.map(({ number }) => number),
    ]),
    [
      ['1', 'Подготовка', ['1.1', '1.2']],
      ['2', 'Итоги', ['2.1']],
    ],
  );
  assert.deepEqual(
    roadmap?.sections[0]?.activities[0]?.responsibles.map(({ role }) => role),
    ['executor', 'co-executor', 'co-executor'],
  );
  const found = warnings.map(({ code }) => code);
  for (const code of ['roadmap.note-skipped', 'roadmap.no-responsible'])
    assert.ok(
      found.some((one) => one === code),
      code,
    );
});

test('of two roadmaps in one file the first is read, the other on demand', () => {
  const table = (title: string) =>
    `Дорожная карта ${title} на 2022 год\n\n| № | Мероприятие | Срок |\n|---|---|---|\n| 1 | ${title} | май |\n\n`;
  const both = table('школы') + table('сада');
  assert.equal(readRoadmap(both).roadmap?.sections[0]?.activities.length, 1);
  assert.ok(codes(readRoadmap(both)).includes('roadmap.several'));
  assert.equal(readRoadmap(both, 2).roadmap?.sections[0]?.activities[0]?.title, 'сада');
  assert.deepEqual(codes(readRoadmap(both, 3)), ['roadmap.no-table']);
});

test('any text is read without an exception', () => {
  const cell = fc.constantFrom(
    '',
    '1',
    'I. Раздел',
    'май 2021',
    '|',
    '№',
    'Срок',
    'Мероприятие',
    '«(',
    ')',
    '---',
    '*',
  );
  const line = fc.array(cell).map((cells) => `| ${cells.join(' | ')} |`);
  fc.assert(
    fc.property(fc.array(fc.oneof(line, fc.string())), (lines) => {
      readRoadmap(['| № | Мероприятие | Срок |', ...lines].join('\n'));
    }),
  );
});

test('a further table with its columns in another order is read by its own heading', () => {
  const text = `Дорожная карта на 2022 год
| № | Мероприятие | Срок | Ответственный |
| I. Организация | | | |
| 1 | Приказ | май 2022 г. | Управление образования |

II. Методика
| № п/п | Срок исполнения | Исполнитель | Наименование мероприятия | Вид документа |
| 1 | 2 | 3 | 4 | 5 |
| 1 | июнь 2022 г. | Методический центр | Семинар | Протокол |
| III. Контроль | | | | |
| 1 | до 25.12.2022 | Управление образования | Справка | Справка |
`;
  const { roadmap, warnings } = readRoadmap(text);
  assert.deepEqual(
    roadmap?.sections.map(({ numeral, title, activities }) => [
      numeral,
      title,
      ...activities.map((one) =>
        [one.title, one.deadline.text, one.responsibles[0]?.text, one.document].join('; '),
      ),
    ]),
    [
      ['I', 'Организация', 'Приказ; май 2022 г.; Управление образования; '],
      ['II', 'Методика', 'Семинар; июнь 2022 г.; Методический центр; Протокол'],
      ['III', 'Контроль', 'Справка; до 25.12.2022; Управление образования; Справка'],
    ],
  );
  assert.deepEqual(codes({ warnings }), ['roadmap.no-result-column', 'roadmap.columns-otherwise']);
});
