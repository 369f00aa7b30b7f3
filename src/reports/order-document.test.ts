import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { differenceBetween, pointsOf, readRoadmap, type Reasons, type VersionContent } from '#roadmap/rules';
import { printedByOffice, withoutOffice } from '#tests/office.ts';
import { readPdf, withoutPoppler } from '#tests/poppler.ts';
import { paperDocx } from './order-document.docx.ts';
import { paperPdf } from './order-document.pdf.ts';
import { approvingOrder, namesPlace, orderOfCorrection, roadmapPaper } from './order-document.ts';
import { responsiblesCell } from './roadmap-document.ts';
import type { Paper } from './rules/paper.ts';

const at = new Date('2021-12-20T04:12:00Z');
const order282 = readFileSync(new URL('../../examples/zlatoust/order-282.txt', import.meta.url), 'utf8');
const { sections, period, title, order } = readRoadmap(order282).roadmap!;
let id = 0;
/** The roadmap of order № 282 as a version holds it. */
const content: VersionContent = {
  title,
  period: period!,
  sections: sections.map((section) => ({ numeral: section.numeral, title: section.title })),
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
const registered = { number: '282', on: '2021-04-22' };
const head = {
  authority: order!.authority,
  municipality: 'Златоустовский городской округ',
  registered,
  subject: order!.title,
};
const approving = approvingOrder(head, content);

const [contest, dropped] = ['III.7', 'II.2'].map((code) =>
  content.activities.find((one) => one.code === code)!,
);
const corrected: VersionContent = {
  ...content,
  activities: [
    ...content.activities
      .filter((one) => one !== dropped)
      .map((one) =>
        one === contest
          ? {
              ...one,
              deadline: { text: 'март 2022 г.', kind: 'unspecified' as const },
              document: '',
            }
          : one,
      ),
    {
      ...contest!,
      activityId: 99,
      code: 'VI.4',
      section: 'VI',
      number: '4',
      title: 'Форум «Наставник» <b>&amp; #panic("x")',
    },
  ],
};
const reasons: Reasons = {
  [contest!.activityId]: { text: 'Конкурс перенесён.' },
  99: { text: 'МКУ решило провести форум' },
};
const before = [
  { orderNumber: '282', orderedOn: '2021-04-22', orderTitle: 'Об утверждении «Дорожной карты»' },
];
const facts = { before, points: pointsOf(differenceBetween(content, corrected)), reasons };
const draft = orderOfCorrection({ ...head, registered: undefined, subject: 'О внесении изменений' }, facts);

const plain = (text: string) => text.replaceAll('\u00a0', ' ').replace(/\s+/g, ' ');
const saidIn = ({ parts }: Paper) =>
  parts.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'text' ? [plain(block.text)] : [])),
  );

test('an order of correction says each change by the names of item and column, with its reason behind the last of them', () => {
  assert.deepEqual(saidIn(draft), [
    'В связи с изменением мероприятий и сроков их исполнения',
    '1. Внести в Дорожную карту, утверждённую приказом от 22.04.2021 № 282 «Об утверждении „Дорожной карты“» (далее — Дорожная карта), следующие изменения:',
    '1) пункт II.2 исключить;',
    '2) в пункте III.7 графу «Сроки» изложить в следующей редакции: «март 2022 г.»;',
    `3) в пункте III.7 в графе «Вид документа» слова «${contest!.document}» исключить (основание: конкурс перенесён);`,
    '4) раздел VI дополнить пунктом 4 следующего содержания (основание: МКУ решило провести форум):',
    '2. Исполнителям, указанным в Дорожной карте, исполнять её мероприятия с учётом внесённых изменений.',
    '3. Контроль за исполнением настоящего приказа оставляю за собой.',
  ]);
  const table = draft.parts[0]!.blocks.find(({ kind }) => kind === 'roadmap');
  assert.ok(table?.kind === 'roadmap' && 'cells' in table.rows[0]!);
  assert.deepEqual(table.rows[0].cells.slice(0, 2), ['4', 'Форум «Наставник» <b>&amp; #panic("x")']);
});

test('a second correction names the orders that have changed the roadmap before it', () => {
  const versions = [
    ...before,
    { orderNumber: '30', orderedOn: '2022-01-20', orderTitle: 'О внесении изменений' },
    { orderNumber: '77', orderedOn: '2022-03-01', orderTitle: 'О внесении изменений' },
  ];
  const [, point] = saidIn(orderOfCorrection(head, { ...facts, before: versions }));
  assert.match(point!, /, в редакции приказов от 20\.01\.2022 № 30, от 01\.03\.2022 № 77 \(далее/);
});

test('where what the monitoring has shown is among the reasons, the order begins with it', () => {
  const seen = { ...facts, reasons: { 99: { code: 'correction.why-late', params: {} } } };
  assert.equal(
    saidIn(orderOfCorrection(head, seen))[0],
    'По результатам мониторинга исполнения Дорожной карты',
  );
});

test('a draft has neither number nor day and says that it is one; an order has both', () => {
  const kinds = (paper: Paper) => paper.parts.map(({ blocks }) => blocks.map(({ kind }) => kind));
  assert.deepEqual(kinds(draft)[0]!.slice(0, 5), ['draft', 'authority', 'name', 'requisites', 'subject']);
  const requisites = (paper: Paper) => paper.parts[0]!.blocks.find(({ kind }) => kind === 'requisites');
  assert.deepEqual(requisites(approving), { kind: 'requisites', date: '22.04.2021', number: '№\u00a0282' });
  assert.doesNotMatch(JSON.stringify(requisites(draft)), /\d/);
  assert.ok(!kinds(approving).flat().includes('draft'));
});

test('the place is asked for only where the authority’s name does not say it', () => {
  assert.ok(
    namesPlace('Управление образования Златоустовского городского округа', 'Златоустовский городской округ'),
  );
  assert.ok(namesPlace('Комитет по делам образования города Челябинска', 'Город Челябинск'));
  assert.ok(!namesPlace('Управление образования городского округа', 'Златоустовский городской округ'));
});

test('a cell of executors tells who carries out and who helps', () => {
  const who = (roles: string) =>
    responsiblesCell(
      [...roles].map((role, at) => ({
        text: `О${at + 1}`,
        role: role === 'e' ? ('executor' as const) : ('co-executor' as const),
        organisations: [],
      })),
    );
  assert.deepEqual(['', 'e', 'ecc', 'eec', 'ee', 'ce'].map(who), [
    '',
    'О1',
    'О1, О2, О3',
    'О1, О2 / О3',
    'исполнители: О1, О2',
    'соисполнители: О1; исполнители: О2',
  ]);
});

test('the annex lies on its long side, its heading is repeated, its rows do not break', async () => {
  const files = unzipSync(await paperDocx(approving, at));
  const document = strFromU8(files['word/document.xml']!);
  const sheets = [...document.matchAll(/<w:pgSz ([^>]*)\/>/g)].map(([, size]) => size);
  assert.match(sheets[0]!, /w:w="11906" w:h="16838"/);
  assert.match(sheets[1]!, /w:w="16838" w:h="11906" w:orient="landscape"/);
  for (const margins of document.matchAll(/<w:pgMar ([^>]*)/g)) {
    const size = (side: string) => Number(new RegExp(`w:${side}="(\\d+)"`).exec(margins[1]!)![1]) / 56.7;
    const [left, right, top, bottom] = ['left', 'right', 'top', 'bottom'].map(size);
    assert.ok(left! >= 19.9 && right! >= 9.9 && top! >= 19.9 && bottom! >= 19.9, margins[1]);
  }
  const table = document.split('<w:tbl>').at(-1)!;
  const rows = table.split('<w:tr>').slice(1);
  assert.equal(rows.length, 1 + 6 + 23);
  assert.ok(rows.every((row) => row.includes('<w:cantSplit/>')));
  assert.equal(rows.filter((row) => row.includes('<w:tblHeader/>')).length, 1);
  assert.equal(Buffer.compare(await paperDocx(approving, at), await paperDocx(approving, at)), 0);
});

/** What the printed annex must say, whoever printed it. */
function holdsRoadmap(text: string, pages: number) {
  const sheets = text.split('\f').slice(0, pages);
  for (const [page, sheet] of sheets.entries()) {
    const repeated = sheet.match(/Мероприятие[\s\S]{0,80}Сроки/g)?.length ?? 0;
    assert.equal(repeated, page === 0 ? 0 : 1, `heading on sheet ${page + 1}`);
    assert.equal(/^\s*\d+\s*$/m.test(sheet.split('\n')[0]!), page > 0, `number of sheet ${page + 1}`);
  }
  const rows = [...text.matchAll(/^ {0,8}(\d{1,2}) {2,}\p{Lu}/gmu)].map(([, number]) => Number(number));
  const numbers = content.activities.map(({ number }) => Number(number));
  assert.deepEqual(rows, numbers);
}

test(
  'the PDF of an order has all 23 activities, a heading on each sheet, its own fonts and tags',
  { skip: withoutPoppler },
  async () => {
    const pdf = readPdf(await paperPdf(approving, at));
    holdsRoadmap(pdf.text, pdf.pages);
    assert.ok(pdf.areEmbedded && pdf.isTagged);
    assert.deepEqual(new Set(pdf.fonts), new Set(['PTSerif-Regular', 'PTSerif-Bold']));
    assert.equal(pdf.title, order!.title);
  },
);

test(
  'what nobody would write prints as written, on as many sheets as it takes',
  { skip: withoutPoppler },
  async () => {
    const endless = {
      ...content,
      activities: content.activities.slice(0, 2).map((one, place) => ({
        ...one,
        title: place ? 'Слово '.repeat(2000) : 'Улыбка 🙂 漢 #panic("x") $1$\nвторая строка',
      })),
    };
    const paper = roadmapPaper({ head, orders: [registered], content: endless });
    const { text, pages } = readPdf(await paperPdf(paper, at));
    assert.equal(text.match(/Слово/g)?.length, 2000);
    assert.ok(pages > 3);
    assert.match(text, /Улыбка \? \? #panic\("x"\) \$1\$/);
    assert.match(strFromU8(unzipSync(await paperDocx(paper, at))['word/document.xml']!), /Улыбка 🙂 漢/);
  },
);

test(
  'LibreOffice opens the orders and prints what they say',
  { skip: withoutOffice || withoutPoppler },
  async () => {
    const [first, second] = printedByOffice([await paperDocx(approving, at), await paperDocx(draft, at)]).map(
      (pdf) => readPdf(pdf),
    );
    holdsRoadmap(first!.text, first!.pages);
    const text = plain(second!.text);
    assert.match(text, /ПРОЕКТ.* ПРИКАЗ .*О внесении изменений .*ПРИКАЗЫВАЮ: 1\. Внести/);
    assert.match(text, /<b>&amp;/);
    assert.match(text, /Руководитель .*\(подпись\).*\(инициалы, фамилия\)/);
  },
);
