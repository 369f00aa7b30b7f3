import { writeDate, writeInterval } from '#calendar';
import { type Words, words } from '#messages';
import { type Fields, listRow, mostRows, type Table } from '../rules/index.ts';
import type { Around, BookContent } from './book-content.ts';
import { type Book, type BookCell, type BookSheet, type BookWords, sheetNames } from './book.ts';
import { cell, entry } from './entry-cell.ts';
import { executionSheet } from './execution-sheet.ts';
import { tableSheet } from './table-sheet.ts';

const SPARE_ROWS = 15;

/** The workbook of a return, or of a form that nobody has filled in yet. */
export function planBook(content: BookContent): Book {
  const say = words(content.locale);
  const bookWords = wordsFor(say);
  const tables = (content.form?.tables ?? []).map((table) => withRows(table, content.fields));
  const asked = content.duties.filter(({ derived }) => !derived);
  const titles = [
    say('workbook.sheet-about'),
    ...(asked.length > 0 ? [say('workbook.sheet-execution')] : []),
    ...tables.map(({ title }) => title[content.locale]),
    say('workbook.sheet-explanations'),
  ];
  const names = sheetNames(titles);
  const form = content.form && { ...content.form, tables };
  const around: Around = { ...content, form, say, bookWords };
  const sheets = [
    aboutSheet(names[0]!, around),
    ...(asked.length > 0 ? [executionSheet(names[1]!, asked, around)] : []),
    ...tables.map((table, at) => tableSheet(names[at + (asked.length > 0 ? 2 : 1)]!, table, around)),
    ...(content.questions.length > 0 ? [questionSheet(names.at(-1)!, around)] : []),
  ];
  const title = `${content.organisation}, ${periodOf(around)}`;
  const { identity, base, brief, prefilled } = content;
  return {
    title,
    identity,
    base,
    sheets,
    words: bookWords,
    ...(brief ? { brief: { ...brief, unconfirmed: prefilled } } : {}),
  };
}

export const wordsFor = (say: Words): BookWords => ({
  yes: say('workbook.yes'),
  no: say('workbook.no'),
  wrongNumber: (what) => say('workbook.wrong-number', { what }),
  wrong: (what) => say('workbook.wrong', { what }),
});

const periodOf = ({ periodName, period, locale }: Around) => periodName ?? writeInterval(period, locale);

/** A list with rows to write in: those that have something, and some more. */
function withRows(table: Table, fields: Fields): Table {
  if (table.kind !== 'list') return table;
  const used = new Set(table.rows.map(({ code }) => code));
  for (const [field, value] of Object.entries(fields)) {
    const [, code, row] = /^([^.]+)\.(r[1-9]\d{0,2})\./.exec(field.replace(/^na\./, '')) ?? [];
    if (code === table.code && row && value?.trim()) used.add(row);
  }
  const wanted = Math.min(mostRows(table), used.size + SPARE_ROWS);
  for (let next = 1; used.size < wanted; next++) used.add(`r${next}`);
  const numbers = [...used].map((row) => Number(row.slice(1))).sort((a, b) => a - b);
  return {
    ...table,
    rows: numbers.map(listRow),
  };
}

function aboutSheet(name: string, { say, locale, remarks, ...content }: Around): BookSheet {
  const line = (label: string, value: string): BookCell[] => [cell(label, 'label'), cell(value, 'words')];
  const marked = Object.keys(remarks).length;
  const whole = remarks[''];
  const made = content.identity.made.slice(0, 10);
  return {
    name,
    widths: [24, 90],
    rows: [
      [cell(content.forms.map(({ title }) => title).join('. '), 'title')],
      [],
      line(say('workbook.organisation'), content.organisation),
      line(say('workbook.period'), periodOf({ say, locale, remarks, ...content })),
      ...content.forms.map(({ code, version, title }, at) =>
        line(at === 0 ? say('workbook.form') : '', say('workbook.form-version', { code, version, title })),
      ),
      line(say('workbook.due'), writeDate(content.dueOn, locale)),
      line(say('workbook.made'), writeDate(made, locale)),
      ...(marked > 0
        ? [line(say('workbook.returned'), say('workbook.returned-note', { count: marked }))]
        : []),
      ...(whole ? [line(say('workbook.remark-whole'), whole)] : []),
      [],
      line(say('workbook.how'), say('workbook.how-cells')),
      ...(['zero', 'na', 'free', 'files'] as const).map((one) => line('', say.code(`workbook.how-${one}`))),
      [],
      line(say('workbook.where'), say('workbook.where-page')),
      line('', say('workbook.where-mail')),
    ],
    frozen: { rows: 0, columns: 0 },
    landscape: false,
  };
}

function questionSheet(name: string, around: Around): BookSheet {
  const { say, questions } = around;
  return {
    name,
    widths: [40, 70, 60],
    rows: [
      [cell(say('workbook.sheet-explanations'), 'title')],
      [],
      [say('workbook.explain-place'), say('workbook.explain-what'), say('workbook.explain-why')].map((text) =>
        cell(text, 'heading'),
      ),
      ...questions.map(({ field, place, said }) => [
        cell(place, 'name'),
        cell(said, 'name'),
        entry(field, { type: 'text', scale: 0, longest: 1000 }, around, {
          rowTitle: place,
          columnTitle: say('workbook.explain-why'),
          title: say('workbook.explain-why'),
        }),
      ]),
    ],
    frozen: { rows: 3, columns: 0 },
    repeated: [3, 3],
    landscape: true,
  };
}
