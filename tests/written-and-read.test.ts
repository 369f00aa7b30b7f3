import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import fc from 'fast-check';
import { type Interval, mendLetters, readDeadline, writeDeadline } from '#calendar';
import { readDocx } from '../src/roadmap/formats/docx.ts';
import { readRoadmap, readRoadmapIn } from '../src/roadmap/rules/read-roadmap.ts';
import { readOrderText } from '../src/roadmap/rules/reading/order-text.ts';
import { readParts } from '../src/roadmap/rules/reading/rows.ts';
import { findRoadmaps } from '../src/roadmap/rules/reading/tables.ts';
import { tidy } from '../src/roadmap/rules/reading/typography.ts';
import type { VersionActivity, VersionContent } from '#roadmap/rules';
import { paperDocx } from '../src/reports/order-document.docx.ts';
import { approvingOrder, roadmapPaper } from '../src/reports/order-document.ts';

/*
 * A roadmap that Vekha writes out as DOCX is read again as the same roadmap: with its order and alone. Texts are such as
 * stand in a roadmap that has been read or edited: blanks and quotation marks are tidy, letters of one alphabet.
 */

const at = new Date('2021-12-20T09:00:00Z');
const WORDS = [
  ...'участие школ в конкурсе образовательных организаций, (законных представителей) по вопросам; № 15'.split(
    ' ',
  ),
  ...'«Клуб наставничества «Готовим с любовью» online, offline 2022 г. — – 1) 2.1 IV II. 100 % и/или & <b>жирно</b>'.split(
    ' ',
  ),
  ...'| || \\ * # @ "кавычки" ёлка Ё 🙂 漢字 {data} $x$ \\n т.п. Итого Примечание раздел этап срок мероприятие'.split(
    ' ',
  ),
  ...'дорожная карта приказ УТВЕРЖДЕНО образова- тельных тел. исполнитель: документ результат • ½ ≥ →'.split(
    ' ',
  ),
];
/** What tidying and mending leave as it is. */
function settled(text: string): string {
  const next = mendLetters(tidy(text)).text;
  return next === text ? text : settled(next);
}
const odd = (from: number, to: number) =>
  fc
    .array(
      fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(...WORDS) },
        { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
      ),
      { minLength: from, maxLength: to },
    )
    .map((words) => settled(words.join(' ')));
/** Begins as titles do. */
const title = odd(0, 14).map((rest) => settled(`Проведение ${rest}`));

/** «руководители» alone, before a group of organisations, are read as of that group: a name says more. */
const name = fc
  .tuple(
    fc.constantFrom('МКУ', 'Школа', 'Рабочая группа', 'руководители школ'),
    fc.array(
      fc.constantFrom(
        'образования',
        'и',
        'молодёжной',
        '«Центр, школы»',
        '№ 90 (СПО, ООШ № 17)',
        'педагоги',
        'online',
      ),
      { maxLength: 5 },
    ),
  )
  .map(([first, rest]) => settled([first, ...rest].join(' ')));
const responsibles = fc.array(
  fc.record({
    text: name,
    role: fc.constantFrom('executor' as const, 'co-executor' as const),
    organisations: fc.constant<number[]>([]),
  }),
  { maxLength: 5 },
);

const period = fc
  .tuple(fc.integer({ min: 2018, max: 2030 }), fc.integer({ min: 0, max: 3 }))
  .map(([year, more]): Interval => ({ start: `${year}-01-01`, end: `${year + more}-12-31` }));
const PHRASES = [
  '',
  'ежеквартально',
  'в течение всего периода',
  'по отдельному плану',
  'III-IV кварталы 2021г.',
  'до 15 марта',
  'август-октябрь 2021г., август-октябрь 2022г.',
  'до 25 числа последнего месяца квартала',
  'постоянно',
];
const day = fc.integer({ min: 0, max: 1400 });
const deadline = (years: Interval) =>
  fc.oneof(
    fc.constantFrom(...PHRASES),
    fc.tuple(day, fc.nat(200)).map(([from, length]) => {
      const first = new Date(Date.parse(years.start) + from * 86_400_000);
      const last = new Date(first.getTime() + length * 86_400_000);
      const [start, end] = [first, last].map((one) => one.toISOString().slice(0, 10)) as [string, string];
      return writeDeadline(
        { kind: 'intervals', intervals: [{ start, end }] },
        { roadmapStart: years.start, roadmapEnd: years.end },
      );
    }),
    odd(1, 5),
  );

const NUMERALS = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII'];
const content: fc.Arbitrary<VersionContent> = period.chain((years) => {
  const row = fc.record({
    title,
    deadline: deadline(years),
    responsibles,
    document: odd(0, 6),
    result: odd(0, 8),
  });
  return fc
    .array(fc.record({ title, rows: fc.array(row, { minLength: 1, maxLength: 5 }) }), {
      minLength: 1,
      maxLength: 5,
    })
    .chain((sections) => odd(0, 6).map((rest) => ({ sections, rest })))
    .map(({ sections, rest }): VersionContent => {
      const [from, to] = [years.start.slice(0, 4), years.end.slice(0, 4)];
      const context = { roadmapStart: years.start, roadmapEnd: years.end };
      let id = 0;
      return {
        title: settled(`Дорожная карта на ${from === to ? `${from} год` : `${from}-${to} годы`} ${rest}`),
        period: years,
        sections: sections.map((section, place) => ({
          numeral: NUMERALS[place]!,
          title: section.title.replace(/\.$/, ''),
        })),
        activities: sections.flatMap((section, place) =>
          section.rows.map((one, number): VersionActivity => ({
            ...one,
            activityId: ++id,
            code: `${NUMERALS[place]}.${number + 1}`,
            section: NUMERALS[place]!,
            number: String(number + 1),
            shortTitle: '',
            deadline: readDeadline(one.deadline, context),
            derived: null,
            source: null,
            after: [],
          })),
        ),
      };
    });
});

/** What a paper of the roadmap must give back. */
const said = ({ title, period, sections, activities }: VersionContent) => ({
  title,
  period,
  sections: sections.map(({ numeral, title }) => ({
    numeral,
    title,
    activities: activities
      .filter(({ section }) => section === numeral)
      .map(({ number, title, deadline, responsibles, document, result }) => ({
        number,
        title,
        deadline,
        responsibles: responsibles.map(({ text, role }) => ({ text, role })),
        document,
        result,
      })),
  })),
});
function read(bytes: Uint8Array) {
  const { roadmap, warnings } = readRoadmapIn(readDocx(bytes).parts);
  assert.ok(roadmap, JSON.stringify(warnings));
  const { title, period, sections, order } = roadmap;
  return {
    order,
    roadmap: {
      title,
      period,
      sections: sections.map(({ numeral, title, activities }) => ({
        numeral,
        title,
        activities: activities.map(({ number, title, deadline, responsibles, document, result }) => ({
          number,
          title,
          deadline,
          responsibles,
          document,
          result,
        })),
      })),
    },
  };
}

const AUTHORITY = 'Исполнительный комитет: управление образования Приозёрного муниципального округа';
const order = fc.record({
  number: fc.constantFrom('282', '01-14/317', '5-у', '12/а'),
  on: fc.constantFrom('2021-04-22', '2022-01-10'),
  subject: odd(0, 8).map((rest) => settled(`Об утверждении Дорожной карты ${rest}`)),
});

test('a roadmap written out with its order is read again as the same order and roadmap', () =>
  fc.assert(
    fc.asyncProperty(content, order, async (whole, { number, on, subject }) => {
      const head = {
        authority: AUTHORITY,
        municipality: 'Приозёрный муниципальный округ',
        registered: { number, on },
        subject,
      };
      const back = read(await paperDocx(approvingOrder(head, whole), at));
      assert.deepEqual(back.roadmap, said(whole));
      assert.deepEqual(
        [back.order?.number, back.order?.date, back.order?.title, back.order?.authority],
        [number, on, subject, AUTHORITY],
      );
    }),
    { numRuns: 25 },
  ));

test('a roadmap written out alone is read again as the same', () =>
  fc.assert(
    fc.asyncProperty(content, order, async (whole, { number, on, subject }) => {
      const registered = { number, on };
      const head = { authority: AUTHORITY, municipality: '', registered, subject };
      const orders = [registered, { number: '7', on: '2022-03-01' }];
      const back = read(await paperDocx(roadmapPaper({ head, orders, content: whole }), at));
      assert.deepEqual(back.roadmap, said(whole));
      assert.deepEqual([back.order?.number, back.order?.date], [number, on]);
    }),
    { numRuns: 25 },
  ));

test('order № 282 written out in its own words is read again as it was read', async () => {
  const source = readFileSync('examples/zlatoust/order-282.txt', 'utf8');
  const { order, title, period, sections } = readRoadmap(source).roadmap!;
  const text = readOrderText(findRoadmaps(readParts(source))[0]!.above)!;
  let id = 0;
  const whole: VersionContent = {
    title,
    period: period!,
    sections,
    activities: sections.flatMap(({ numeral, activities }) =>
      activities.map((one) => ({
        ...one,
        activityId: ++id,
        code: `${numeral}.${one.number}`,
        section: numeral,
        responsibles: one.responsibles.map((each) => ({ ...each, organisations: [] })),
        derived: null,
        after: [],
      })),
    ),
  };
  const registered = { number: order!.number, on: order!.date };
  const head = { authority: order!.authority, municipality: 'Златоуст', registered, subject: order!.title };
  const back = read(await paperDocx(approvingOrder(head, whole, text), at));
  assert.deepEqual(back.order, order);
  assert.deepEqual(back.roadmap, said(whole));
});
