import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import test from 'node:test';
import fc from 'fast-check';
import { writeShortDate } from '#calendar';
import { bookOf, escapeXml, partsOf, putCell, sheetPart, typeInto } from '#tests/workbooks.ts';
import { laidOut, listRowsIn } from '../rules/index.ts';
import { allTypes, columns, content } from './all-types.fixture.ts';
import { evaluate } from './evaluate.ts';
import { findFields, planBook, signedText, writeBook } from './index.ts';
import { dayOf, openBook } from './open.ts';
import { takeFields } from './take-fields.ts';

const sign = (fields: readonly string[]) =>
  createHmac('sha256', 'key').update(signedText(content.identity, fields)).digest('hex');
const write = (fields: Record<string, string> = {}) => writeBook(planBook({ ...content, fields }), sign);

/** What a workbook says against a return that says `fields`. */
function take(bytes: Uint8Array, fields: Record<string, string> = {}) {
  const found = findFields(bytes);
  const named = Object.fromEntries(found.names.map((name) => [name, 'x']));
  const form = laidOut(allTypes, listRowsIn(allTypes, [...Object.keys(named), ...rows]));
  const duties = [{ obligation: 12, derived: false, isEvent: true }];
  return takeFields(found, {
    form,
    kind: 'school',
    duties,
    fields,
    names: new Map(),
    organisations: content.organisations,
  });
}
const rows = Array.from({ length: 40 }, (_, at) => `b.r${at + 1}.whole`);
const valuesOf = ({ changes }: ReturnType<typeof take>) =>
  Object.fromEntries(Object.entries(changes).map(([field, { value }]) => [field, value]));

const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  // What XML cannot carry, and what ends in a blank, is not what somebody typed into a page either.
  .map((one) =>
    one
      .replace(/[\p{Cc}\p{Cs}\p{Cn}\p{Zs}\ufffe\uffff]/gu, ' ')
      .replace(/\s+/gu, ' ')
      .trim(),
  )
  .filter((one) => one !== '' && !/^(?:не\s?прим|н\/п|n\/a|['’])/iu.test(one));
const day = fc
  .integer({ min: 0, max: 36_500 })
  .map((days) =>
    writeShortDate(new Date(Date.UTC(2000, 0, 1) + days * 86_400_000).toISOString().slice(0, 10)),
  );
const scaled = (scale: number, most: number) =>
  fc.integer({ min: 0, max: most }).map((value) => String(value / 10 ** scale).replace('.', ','));
const values: Record<string, fc.Arbitrary<string>> = {
  whole: fc.integer({ min: 0, max: 1_000_000 }).map(String),
  decimal: scaled(2, 10_000_000),
  share: scaled(1, 1000),
  text,
  date: day,
  choice: fc.constantFrom('one', 'two'),
  agreed: fc.constantFrom('yes', 'no'),
  link: fc.webUrl({ validSchemes: ['https'] }),
  place: fc.constantFrom('school-15', 'school-90'),
};
const cells = ['a.one', 'a.three', 'b.r1', 'b.r2', 'b.r5'].flatMap((row) =>
  columns.map(({ code }) => [`${row}.${code}`, fc.option(values[code]!, { nil: undefined })] as const),
);
const filled = fc
  .record({
    ...Object.fromEntries(cells),
    'f1.12.state': fc.constantFrom('done', 'running', 'not-done', 'not-applicable'),
    'f1.12.doneOn': day,
    'f1.12.comment': text,
    'none.b': fc.constantFrom('1', undefined),
    'na.a.two.decimal': fc.option(text, { nil: undefined }),
  })
  .map(
    (one) =>
      Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)) as Record<
        string,
        string
      >,
  );

test('whatever a return says comes back from its workbook: values of every type, answers of F1, reasons', async () => {
  await fc.assert(
    fc.asyncProperty(filled, async (fields) => {
      const bytes = await write(fields);
      assert.deepEqual(take(bytes, fields).changes, {}, 'a workbook that nobody touched changes nothing');
      // The same cells in a workbook that was given nothing: everything is new.
      const parts = partsOf(bytes);
      const key = sheetPart(parts, 'vekha');
      parts[key] = parts[key]!.replace(/<c r="G\d+"[^>]*>.*?<\/c>/gs, '');
      const { changes, notes } = take(bookOf(parts));
      assert.deepEqual(
        Object.fromEntries(Object.entries(changes).map(([field, { value }]) => [field, plain(value)])),
        Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, plain(value)])),
      );
      assert.deepEqual(notes, []);
    }),
    { numRuns: 12 },
  );
});
const plain = (value: string) => value.normalize('NFC').replace(/\s+/gu, ' ');

test('a number typed as text, with blanks, an apostrophe or a no-break space, is read as on the page', async () => {
  const bytes = typeInto(await write(), {
    'a.one.whole': "'12",
    'a.three.whole': ' 1\u00a0234 ',
    'a.one.decimal': '12,50',
    'a.three.decimal': '7.5',
    'a.one.share': '45 %',
    'a.one.date': '1.5.21',
    'a.three.date': '2021-10-14',
    'a.one.choice': 'второе & иное',
    'a.one.agreed': ' ДА ',
    'a.one.text': '  с краями  ',
    'a.three.text': 12,
    'a.two.decimal': 'не прим. — кружков нет',
    'a.three.share': '   ',
  });
  assert.deepEqual(valuesOf(take(bytes)), {
    'a.one.whole': '12',
    'a.three.whole': '1 234',
    'a.one.decimal': '12,50',
    'a.three.decimal': '7.5',
    'a.one.share': '45 %',
    'a.one.date': '01.05.2021',
    'a.three.date': '14.10.2021',
    'a.one.choice': 'two',
    'a.one.agreed': 'yes',
    'a.one.text': 'с краями',
    'a.three.text': '12',
    'na.a.two.decimal': 'кружков нет',
  });
});

test('what a cell cannot mean is not taken, and its place is told', async () => {
  const bytes = typeInto(await write({ 'a.one.choice': 'one' }), {
    'a.one.choice': 'третье',
    'f1.12.state': 'сделано',
  });
  const { changes, notes } = take(bytes, { 'a.one.choice': 'one' });
  assert.deepEqual(changes, {});
  assert.deepEqual(
    notes.map(({ field, code, taken }) => [field, code, taken]),
    [
      ['f1.12.state', 'workbook.choice-unknown', false],
      ['a.one.choice', 'workbook.choice-unknown', false],
    ],
  );
  assert.match(notes[1]!.place!.address, /^[A-Z]+\d+$/);
});

/** A cell of a field as XML. */
async function withCells(
  cellsIn: Record<string, [inner: string, attributes?: string]>,
  more?: (parts: Record<string, string>) => void,
) {
  const bytes = await write();
  const places = new Map(findFields(bytes).fields.map((one) => [one.field, one]));
  const parts = partsOf(bytes);
  for (const [field, [inner, attributes]] of Object.entries(cellsIn)) {
    const { sheet, address } = places.get(field)!;
    putCell(parts, sheet, address, inner, attributes);
  }
  more?.(parts);
  return bookOf(parts);
}
/** The number of a cell style with a format of its own. */
function addFormat(parts: Record<string, string>, id: number): number {
  const styles = parts['xl/styles.xml']!;
  const count = Number(/<cellXfs count="(\d+)"/.exec(styles)![1]);
  parts['xl/styles.xml'] = styles
    .replace(/<cellXfs count="\d+"/, `<cellXfs count="${count + 1}"`)
    .replace('</cellXfs>', `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0"/></cellXfs>`);
  return count;
}

test('a formula pasted over counts by its cached value, without one it is computed, and what is beyond us is told', async () => {
  const bytes = await withCells({
    'a.one.whole': ['<f>2+2</f><v>4</v>'],
    'a.three.whole': ['<f>SUM(10,20)*2-(3+4)/7</f>'],
    'a.one.decimal': ['<f>VLOOKUP(1,A1:B2,2)</f>'],
    'a.three.decimal': ['<f>1/0</f><v>#DIV/0!</v>', 't="e"'],
  });
  const { changes, notes } = take(bytes);
  assert.deepEqual(valuesOf({ changes } as never), { 'a.one.whole': '4', 'a.three.whole': '59' });
  assert.deepEqual(Object.fromEntries(notes.map(({ field, code }) => [field, code])), {
    'a.three.whole': 'workbook.computed-here',
    'a.one.decimal': 'workbook.formula-unknown',
    'a.three.decimal': 'workbook.cell-error',
  });
});

test('formulas refer to cells, ranges and other sheets, and circles end', async () => {
  const bytes = await withCells({ 'a.one.whole': ['<v>5</v>'], 'a.three.whole': ['<v>7</v>'] });
  const { sheet: name, address: first } = findFields(bytes).fields.find(
    ({ field }) => field === 'a.one.whole',
  )!;
  const { address: third } = findFields(bytes).fields.find(({ field }) => field === 'a.three.whole')!;
  const book = openBook(bytes);
  const sheet = book.sheets.find((one) => one.name === name)!;
  const cases: [string, number | undefined][] = [
    [`${first}+${third}`, 12],
    [`=SUM(${first}:${third})`, 12],
    [`сумм(${first}; ${third}; 1)`, 13],
    [`'${name}'!${first}*10%`, 0.5],
    ['-(2+3)*-2', 10],
    ['2+', undefined],
    ['1/0', undefined],
    ['[1]Чужой!A1+1', undefined],
    ['IF(1,2,3)', undefined],
    ['1e400', undefined],
    ['('.repeat(5000), undefined],
  ];
  for (const [formula, value] of cases)
    assert.equal(evaluate(book, sheet, formula), value, formula.slice(0, 40));
  sheet.cells.set(16_384 * 900 + 1, { value: { kind: 'empty' }, formula: 'A901+1' });
  sheet.cells.set(16_384 * 901 + 1, { value: { kind: 'empty' }, formula: 'A900+1' });
  assert.equal(evaluate(book, sheet, 'A900'), undefined);
});

test('dates are days, in the calendar of 1904 too, and per cent are shares', async () => {
  let [dated, percent] = [0, 0];
  const inStyles = (parts: Record<string, string>) => {
    dated = addFormat(parts, 14);
    percent = addFormat(parts, 10);
  };
  const parts = partsOf(await withCells({}, inStyles));
  const put = (field: string, value: number, style: number) => {
    const { sheet, address } = findFields(bookOf(parts)).fields.find((one) => one.field === field)!;
    putCell(parts, sheet, address, `<v>${value}</v>`, `s="${style}"`);
  };
  put('a.one.date', 44_483, dated);
  put('a.three.date', 44_483, 0);
  put('a.one.share', 0.125, percent);
  put('a.one.whole', 0.45, percent);
  put('a.three.whole', 44_317, dated);
  put('a.one.decimal', 0.1 + 0.2, 0);
  const { changes, notes } = take(bookOf(parts));
  assert.deepEqual(valuesOf({ changes } as never), {
    'a.one.date': '14.10.2021',
    'a.three.date': '14.10.2021',
    'a.one.share': '12,5',
    'a.one.whole': '45%', // which the page refuses with its own words
    'a.one.decimal': '0,3',
  });
  assert.deepEqual(notes.map(({ code }) => code).sort(), [
    'workbook.date-for-number',
    'workbook.number-as-date',
  ]);
  const book = parts['xl/workbook.xml']!;
  parts['xl/workbook.xml'] = book.includes('<workbookPr')
    ? book.replace('<workbookPr', '<workbookPr date1904="1"')
    : book.replace('<sheets>', '<workbookPr date1904="1"/><sheets>');
  assert.equal(take(bookOf(parts)).changes['a.one.date']?.value, '15.10.2025');
  assert.deepEqual(
    [dayOf(59, false), dayOf(61, false), dayOf(0, false), dayOf(0.5, true)],
    ['1900-02-28', '1900-03-01', undefined, undefined],
  );
});

test('sheets renamed, moved and rows put in above do not matter: cells are found by their names', async () => {
  const bytes = typeInto(await write(), { 'a.one.whole': 4, 'b.r1.text': 'слово' });
  const parts = partsOf(bytes);
  const found = findFields(bytes).fields.find(({ field }) => field === 'a.one.whole')!;
  const part = sheetPart(parts, found.sheet);
  // Three rows more above: every address three lines lower, in cells and in names, as a spreadsheet does it.
  const lower = (text: string) => String(Number(text) + 3);
  parts[part] = parts[part]!.replace(/<row r="(\d+)"/g, (_, row: string) => `<row r="${lower(row)}"`).replace(
    /<c r="([A-Z]+)(\d+)"/g,
    (_, letters: string, row: string) => `<c r="${letters}${lower(row)}"`,
  );
  const quoted = new RegExp(`('${found.sheet}'!\\$[A-Z]+\\$)(\\d+)`, 'g');
  parts['xl/workbook.xml'] = parts['xl/workbook.xml']!.replace(
    quoted,
    (_, before: string, row: string) => before + lower(row),
  )
    .replaceAll(`'${found.sheet}'!`, "'Лист «1»'!")
    .replace(`name="${found.sheet}"`, 'name="Лист «1»"');
  const { changes, places } = take(bookOf(parts));
  assert.equal(changes['a.one.whole']?.value, '4');
  assert.equal(places['a.one.whole']?.sheet, 'Лист «1»');
  assert.equal(
    Number(/\d+/.exec(places['a.one.whole']!.address)![0]),
    Number(/\d+/.exec(found.address)![0]) + 3,
  );
});

test('where names are gone, cells are found by their headings, and what is not found is told', async () => {
  const bytes = typeInto(await write(), { 'a.one.whole': 4, 'a.three.decimal': 2, 'b.r1.text': 'слово' });
  const all = partsOf(bytes);
  all['xl/workbook.xml'] = all['xl/workbook.xml']!.replace(
    /<definedName name="vekha\.c\d+">[^<]*<\/definedName>/g,
    '',
  );
  const without = take(bookOf(all));
  assert.deepEqual(valuesOf(without), { 'a.one.whole': '4', 'a.three.decimal': '2', 'b.r1.text': 'слово' });
  assert.deepEqual(
    without.notes.filter(({ code }) => code !== 'workbook.sought'),
    [],
  );

  const some = partsOf(bytes);
  const { names } = findFields(bytes);
  const lost = names.indexOf('a.one.whole') + 1;
  some['xl/workbook.xml'] = some['xl/workbook.xml']!.replace(
    new RegExp(`(<definedName name="vekha\\.c${lost}">)[^<]*`),
    '$1#REF!',
  );
  assert.equal(take(bookOf(some)).changes['a.one.whole']?.value, '4');

  const gone = partsOf(bytes);
  const { sheet } = findFields(bytes).fields.find(({ field }) => field === 'a.one.whole')!;
  const file = sheetPart(gone, sheet);
  delete gone[file];
  gone['xl/workbook.xml'] = gone['xl/workbook.xml']!.replace(
    new RegExp(`<sheet name="${sheet}"[^>]*/>`),
    '',
  ).replace(/(<definedName name="vekha\.c\d+">)'Строки[^<]*/g, '$1#REF!');
  const left = take(bookOf(gone));
  assert.deepEqual(valuesOf(left), { 'b.r1.text': 'слово' });
  assert.ok(left.notes.some(({ field, code }) => field === 'a.one.whole' && code === 'workbook.lost'));
});

test('a row that somebody has put into a list becomes its next free row', async () => {
  const bytes = typeInto(await write(), { 'b.r1.text': 'первая' });
  const parts = partsOf(bytes);
  const places = findFields(bytes).fields.filter(({ field }) => /^b\.r\d+\.text$/.test(field));
  const last = places.at(-1)!;
  const row = Number(/\d+/.exec(last.address)![0]) + 1;
  const part = sheetPart(parts, last.sheet);
  const letters = last.address.replace(/\d+/, '');
  parts[part] = parts[part]!.replace(
    '</sheetData>',
    `<row r="${row}"><c r="${letters}${row}" t="inlineStr"><is><r><t>вста</t></r><r><t>${escapeXml('вленная')}</t></r></is></c></row></sheetData>`,
  );
  const { changes, notes } = take(bookOf(parts), { 'b.r2.whole': '5' });
  assert.equal(changes['b.r3.text']?.value, 'вставленная');
  assert.ok(notes.some(({ code, params }) => code === 'workbook.row-added' && params['row'] === 3));
});
