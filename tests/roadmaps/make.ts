import { spawnSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BOUNDS, type Example, ORDER, ROADMAP_TITLE, SECTIONS } from './roadmap.ts';

/**
 * Writes the files of this folder anew: one roadmap in several layouts as flat OpenDocument, turned by LibreOffice into
 * what people send. `node tests/roadmaps/make.ts [LAYOUT …]`; needs `soffice`.
 */
type Cell = string | { text: string; columns?: number; rows?: number; list?: string };
type Activity = Example['activities'][number];

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const paragraph = (text: string, style = 'Body') =>
  text
    .split('\n')
    .map((line) => `<text:p text:style-name="${style}">${escape(line)}</text:p>`)
    .join('');

/** The items of a list stand in cells of their own: each goes on from the one before. */
const begun = new Map<string, number>();
function continued(list: string): string {
  const count = begun.get(list) ?? 0;
  begun.set(list, count + 1);
  const before = count > 0 ? ` text:continue-list="${list}-${count - 1}"` : '';
  return `xml:id="${list}-${count}"${before}`;
}

function cellOf(cell: Cell): string {
  const { text, columns = 1, rows = 1, list } = typeof cell === 'string' ? { text: cell } : cell;
  const spans =
    columns > 1 || rows > 1
      ? ` table:number-columns-spanned="${columns}" table:number-rows-spanned="${rows}"`
      : '';
  const inside = list
    ? `<text:list ${continued(list)} text:style-name="${list}"><text:list-item>${paragraph(text, 'Cell')}</text:list-item></text:list>`
    : paragraph(text, 'Cell');
  return `<table:table-cell table:style-name="Cell" office:value-type="string"${spans}>${inside}</table:table-cell>${'<table:covered-table-cell/>'.repeat(columns - 1)}`;
}
/** `covered` are the columns that cells of rows above take. */
const rowOf = (cells: Cell[], covered: number[] = []): string => {
  const parts = cells.map(cellOf);
  for (const at of covered) parts.splice(at, 0, '<table:covered-table-cell/>');
  return `<table:table-row>${parts.join('')}</table:table-row>`;
};
const tableOf = (widths: number[], heading: string[], rows: string[], repeated = true): string =>
  `<table:table table:style-name="Table">${widths.map((width) => `<table:table-column table:style-name="C${width}"/>`).join('')}` +
  `${repeated ? `<table:table-header-rows>${heading.join('')}</table:table-header-rows>` : heading.join('')}${rows.join('')}</table:table>`;

const ORDER_TEXT = [
  paragraph(ORDER.authority, 'Center'),
  paragraph('ПРИКАЗ', 'Center'),
  paragraph(`от ${ORDER.date} № ${ORDER.number}`, 'Body'),
  paragraph(ORDER.title, 'Left'),
  paragraph(
    'Во исполнение приказа Министерства образования и науки от 18.11.2020 № 01/2428 «Об организации работы по внедрению целевой модели наставничества» ПРИКАЗЫВАЮ:',
  ),
  paragraph('1. Утвердить прилагаемую Дорожную карту.'),
  paragraph(ORDER.monitoring),
  paragraph('3. Контроль исполнения приказа возложить на заместителя начальника Управления образования.'),
  paragraph(ORDER.distribution),
  paragraph('Приложение\nк приказу Управления образования', 'Right'),
  paragraph(ROADMAP_TITLE, 'Center'),
].join('');

const WIDTHS = [1, 2, 3, 4, 5, 6, 7, 8];
const document = (body: string) => `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles/>
<office:automatic-styles>
<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" fo:margin="2cm"/></style:page-layout>
${['Body:justify', 'Center:center', 'Left:left', 'Right:end', 'Cell:left']
  .map((one) => one.split(':'))
  .map(
    ([name, align]) =>
      `<style:style style:name="${name}" style:family="paragraph"><style:paragraph-properties fo:text-align="${align}"/><style:text-properties fo:font-size="${name === 'Cell' ? 11 : 13}pt"/></style:style>`,
  )
  .join('')}
<style:style style:name="Table" style:family="table"><style:table-properties style:width="25cm" table:align="margins"/></style:style>
${WIDTHS.map((width) => `<style:style style:name="C${width}" style:family="table-column"><style:table-column-properties style:column-width="${width}cm"/></style:style>`).join('')}
<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="0.1cm"/></style:style>
${[
  ['Arabic', '1', '.'],
  ['Roman', 'I', '.'],
]
  .map(
    ([name, format, suffix]) =>
      `<text:list-style style:name="${name}"><text:list-level-style-number text:level="1" style:num-format="${format}" style:num-suffix="${suffix}"/></text:list-style>`,
  )
  .join('')}
${SECTIONS.map((_, at) => `<text:list-style style:name="Arabic${at}"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style>`).join('')}
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Page"/></office:master-styles>
<office:body><office:text>${body}</office:text></office:body>
</office:document>`;

const HEADING = [
  '№ п/п',
  'Наименование мероприятия',
  'Срок исполнения',
  'Ответственный исполнитель / соисполнители',
  'Вид документа',
  'Ожидаемые результаты',
];
const people = ({ responsible: [first = '', ...others] }: Activity) =>
  [first, others.join(', ')].filter(Boolean).join(' / ');
const full = (one: Activity, number: Cell = one.number): Cell[] => [
  number,
  one.title,
  one.deadline,
  people(one),
  one.document,
  one.result,
];
const across = (text: string, columns: number, list?: string) => rowOf([{ text, columns, list }]);

/** What an order looks like most often: sections merged across, the heading repeated on each page, numbers of columns. */
const plain = (widths = [1, 8, 3, 5, 3, 5]) =>
  document(
    ORDER_TEXT +
      tableOf(
        widths,
        [rowOf(HEADING), rowOf(['1', '2', '3', '4', '5', '6'])],
        SECTIONS.flatMap(({ numeral, title, activities }) => [
          across(`${numeral}. ${title}`, 6),
          ...activities.map((one) => rowOf(full(one))),
        ]),
      ),
  );

const BORDER = 'fo:border="0.5pt solid #000000" fo:padding="0.1cm"';
/** `plain` without lines, with that much room around a text; `centred`: each cell's text in its middle, both ways. */
const bare = (padding: string, centred: boolean) =>
  plain([1, 6, 4, 5, 4, 5])
    .replace(
      BORDER,
      `fo:border="none" fo:padding="${padding}"${centred ? ' style:vertical-align="middle"' : ''}`,
    )
    .replace(
      /(style:name="Cell" style:family="paragraph"><style:paragraph-properties fo:text-align=)"left"/,
      centred ? '$1"center"' : '$1"left"',
    );

/** Neither lines nor numbers: a row is told from the next by the room between them alone. */
const numberless = () =>
  document(
    ORDER_TEXT +
      tableOf(
        [6, 4, 5, 5, 5],
        [rowOf(HEADING.slice(1))],
        SECTIONS.flatMap(({ numeral, title, activities }) => [
          across(`${numeral}. ${title}`, 5),
          ...activities.map((one) => rowOf(full(one).slice(1))),
        ]),
      ),
  ).replace(BORDER, 'fo:border="none" fo:padding="0.1cm"');

/** Numbers by automatic lists: none of them is in the text. */
const lists = () =>
  document(
    ORDER_TEXT +
      tableOf(
        [1, 8, 3, 5, 3, 5],
        [rowOf(HEADING)],
        SECTIONS.flatMap(({ title, activities }, at) => [
          across(title, 6, 'Roman'),
          ...activities.map((one) => rowOf(full(one, { text: '', list: `Arabic${at}` }))),
        ]),
      ),
  );

/** The stage in a column of its own that spans its activities; executors line by line; no document. */
const stages = () =>
  document(
    ORDER_TEXT +
      tableOf(
        [1, 5, 7, 3, 5, 4],
        [
          rowOf([
            '№',
            'Наименование этапа',
            'Мероприятия',
            'Сроки',
            'Ответственные',
            'Планируемый результат',
          ]),
        ],
        SECTIONS.flatMap(({ title, activities }, section) =>
          activities.map((one, at) => {
            const rest = [one.title, one.deadline, one.responsible.join('\n'), one.result];
            if (at > 0) return rowOf(rest, [0, 1]);
            const rows = activities.length;
            return rowOf([{ text: `${section + 1}.`, rows }, { text: title, rows }, ...rest]);
          }),
        ),
      ),
  );

/** A heading of two rows: the first and the last day apart, executors and helpers under one word. */
const tall = () =>
  document(
    ORDER_TEXT +
      tableOf(
        [1, 8, 2, 2, 4, 4, 4],
        [
          rowOf([
            { text: '№ п/п', rows: 2 },
            { text: 'Содержание деятельности', rows: 2 },
            { text: 'Сроки реализации', columns: 2 },
            { text: 'Исполнение', columns: 2 },
            { text: 'Форма отчётности', rows: 2 },
          ]),
          rowOf(['начало', 'окончание', 'Исполнитель', 'Соисполнители'], [0, 1, 6]),
        ],
        SECTIONS.flatMap(({ numeral, title, activities }) => [
          across(`Раздел ${numeral}. ${title}`, 7),
          ...activities.map((one) => {
            const [first = '', ...others] = one.responsible;
            const [from, to] = BOUNDS[`${numeral}.${one.number}`]!;
            return rowOf([`${one.number}.`, one.title, from, to, first, others.join(', '), one.document]);
          }),
        ]),
      ),
  );

/** A table a section, its title between them, the heading again in each; columns in another order, numbers «1.1». */
const split = () =>
  document(
    ORDER_TEXT +
      SECTIONS.map(
        ({ numeral, title, activities }, section) =>
          paragraph(`${numeral}. ${title}`, 'Center') +
          tableOf(
            [2, 3, 8, 6, 6],
            [rowOf(['№ п/п', 'Период', 'Мероприятие', 'Исполнитель', 'Результат'])],
            activities.map((one) =>
              rowOf([
                `${section + 1}.${one.number}.`,
                one.deadline,
                one.title,
                one.responsible.join(', '),
                one.result,
              ]),
            ),
            false,
          ),
      ).join(''),
  );

const SHEET_DATES: Record<string, string> = { 'I.2': '2022-10-15', 'III.2': '2023-12-25' };
/** A workbook: a cover sheet, the plan with real dates, a hidden row and a hidden column, notes on a third sheet. */
const workbook = () => {
  const cell = (text: string, more = '') =>
    `<table:table-cell office:value-type="string"${more}><text:p>${escape(text)}</text:p></table:table-cell>`;
  const row = (cells: string[], more = '') => `<table:table-row${more}>${cells.join('')}</table:table-row>`;
  const hidden = '<table:table-column table:visibility="collapse"/>';
  const rows = SECTIONS.flatMap(({ numeral, title, activities }) => [
    row([
      cell(`${numeral}. ${title}`, ' table:number-columns-spanned="7"'),
      '<table:covered-table-cell table:number-columns-repeated="6"/>',
    ]),
    ...activities.map((one) => {
      const day = SHEET_DATES[`${numeral}.${one.number}`];
      return row([
        `<table:table-cell office:value-type="float" office:value="${one.number}"><text:p>${one.number}</text:p></table:table-cell>`,
        cell(one.title),
        day
          ? `<table:table-cell table:style-name="Day" office:value-type="date" office:date-value="${day}"/>`
          : cell(one.deadline),
        cell('черновик'),
        cell(people(one)),
        cell(one.document),
        cell(one.result),
      ]);
    }),
  ]);
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles><number:date-style style:name="N1"><number:day number:style="long"/><number:text>.</number:text><number:month number:style="long"/><number:text>.</number:text><number:year number:style="long"/></number:date-style>
<style:style style:name="Day" style:family="table-cell" style:data-style-name="N1"/></office:automatic-styles>
<office:body><office:spreadsheet>
<table:table table:name="Приказ">${[ORDER.authority, 'ПРИКАЗ', `от ${ORDER.date} № ${ORDER.number}`, ORDER.title].map((text) => row([cell(text)])).join(row([cell('')]))}</table:table>
<table:table table:name="План"><table:table-column table:number-columns-repeated="3"/>${hidden}<table:table-column table:number-columns-repeated="3"/>
${row([cell(ROADMAP_TITLE, ' table:number-columns-spanned="7"')])}
${row([...HEADING.slice(0, 3), 'Служебное', ...HEADING.slice(3)].map((text) => cell(text)))}
${row(
  ['99', 'Скрытое мероприятие', 'май 2023 г.', '', 'Методический центр', '', ''].map((text) => cell(text)),
  ' table:visibility="collapse"',
)}
${rows.join('\n')}</table:table>
<table:table table:name="Заметки">${row([cell('Согласовано с методическим центром')])}</table:table>
</office:spreadsheet></office:body></office:document>`;
};

const LAYOUTS: Record<string, { text: string; kind: 'fodt' | 'fods'; to: string[] }> = {
  plain: { text: plain(), kind: 'fodt', to: ['docx', 'odt', 'html', 'pdf'] },
  unruled: {
    text: plain([1, 6, 4, 5, 4, 5]).replace('fo:border="0.5pt solid #000000"', 'fo:border="none"'),
    kind: 'fodt',
    to: ['pdf'],
  },
  centred: { text: bare('0.1cm', true), kind: 'fodt', to: ['pdf'] },
  tight: { text: bare('0cm', false), kind: 'fodt', to: ['pdf'] },
  'tight-centred': { text: bare('0cm', true), kind: 'fodt', to: ['pdf'] },
  numberless: { text: numberless(), kind: 'fodt', to: ['pdf'] },
  lists: { text: lists(), kind: 'fodt', to: ['docx', 'odt', 'html', 'pdf'] },
  stages: { text: stages(), kind: 'fodt', to: ['docx', 'html', 'pdf'] },
  tall: { text: tall(), kind: 'fodt', to: ['docx', 'html', 'pdf'] },
  split: { text: split(), kind: 'fodt', to: ['docx', 'html', 'pdf'] },
  workbook: { text: workbook(), kind: 'fods', to: ['xlsx', 'ods'] },
};

const folder = mkdtempSync(path.join(tmpdir(), 'vekha-roadmaps-'));
const wanted = process.argv.slice(2);
for (const [name, { text, kind, to }] of Object.entries(LAYOUTS)) {
  if (wanted.length && !wanted.includes(name)) continue;
  const source = path.join(folder, `${name}.${kind}`);
  writeFileSync(source, text);
  for (const format of to) {
    const profile = `-env:UserInstallation=file://${path.join(folder, 'profile')}`;
    spawnSync('soffice', [profile, '--headless', '--convert-to', format, '--outdir', folder, source], {
      stdio: 'inherit',
    });
    renameSync(path.join(folder, `${name}.${format}`), path.join(import.meta.dirname, `${name}.${format}`));
  }
}
rmSync(folder, { recursive: true });
