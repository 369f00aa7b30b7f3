import assert from 'node:assert/strict';
import test from 'node:test';
import { writeXlsx } from 'hucre/xlsx';
import { checkForm } from '../judging/index.ts';
import { columnWords } from '../rules/index.ts';
import { changed } from './change.ts';
import { blankForm } from './copy.ts';
import { readLayouts } from './read-layouts.ts';
import { Change } from './step.ts';

const formula = (text: string) => ({ formula: text });

/** A table as authorities send them: a title above, headings of three levels, numbered columns, totals. */
const workbook = () =>
  writeXlsx({
    sheets: [
      {
        name: 'Форма',
        rows: [
          ['Сведения о кружках', null, null, null, null, null, null, null],
          ['№', 'Направление', 'Дети', null, null, null, 'Охват', 'Дата открытия'],
          [null, null, 'Всего, чел.', 'из них', null, 'Разница', null, null],
          [null, null, null, 'девочки, чел.', 'мальчики, чел.', null, null, null],
          [1, 2, 3, 4, 5, 6, 7, 8],
          [1, 'Спорт', null, null, null, null, null, null],
          [2, 'Техника', null, 'х', null, null, null, null],
          [null, 'Итого', null, null, null, null, null, null],
        ],
        merges: [
          { startRow: 1, endRow: 3, startCol: 0, endCol: 0 },
          { startRow: 1, endRow: 3, startCol: 1, endCol: 1 },
          { startRow: 1, endRow: 1, startCol: 2, endCol: 5 },
          { startRow: 2, endRow: 3, startCol: 2, endCol: 2 },
          { startRow: 2, endRow: 2, startCol: 3, endCol: 4 },
          { startRow: 2, endRow: 3, startCol: 5, endCol: 5 },
          { startRow: 1, endRow: 3, startCol: 6, endCol: 6 },
          { startRow: 1, endRow: 3, startCol: 7, endCol: 7 },
        ],
        cells: new Map<string, object>([
          ...[5, 6].flatMap((row): [string, object][] => [
            [`${row},2`, formula(`SUM(D${row + 1}:E${row + 1})`)],
            [`${row},5`, formula(`D${row + 1}-E${row + 1}`)],
            [`${row},6`, { value: 0.5, style: { numFmt: '0.0%' } }],
            [`${row},7`, { value: null, style: { numFmt: 'dd.mm.yyyy' } }],
          ]),
          ['7,2', formula('SUM(C6:C7)')],
          ['7,5', formula('VLOOKUP(A1,B1:C9,2)')],
        ]) as never,
      },
      {
        name: 'Мероприятия',
        rows: [
          ['Название', 'Уровень', 'Участников (чел.)', 'Проведено'],
          [null, null, null, null],
        ],
        dataValidations: [
          { type: 'list', range: 'B2:B100', values: ['школьный', 'городской', 'областной'] },
          { type: 'list', range: 'D2:D100', values: ['да', 'нет'] },
        ],
      },
    ],
  });

test('a table comes out of a workbook with its headings, units, types, sums and closed cells', async () => {
  const [clubs, events] = await readLayouts(await workbook());
  const { table, notes } = clubs!;
  assert.equal(table.title.ru, 'Сведения о кружках');
  assert.equal(table.rowsTitle?.ru, 'Направление');
  assert.deepEqual(
    table.rows.map(({ title }) => title.ru),
    ['Спорт', 'Техника'],
  );
  assert.equal(table.total?.title.ru, 'Итого');
  assert.deepEqual(
    table.columns.map(
      (column) => `${columnWords(column, 'ru', ' / ')} | ${column.unit.ru} | ${column.type} ${column.scale}`,
    ),
    [
      'Дети / Всего | чел. | whole 0',
      'Дети / из них / девочки | чел. | whole 0',
      'Дети / из них / мальчики | чел. | whole 0',
      'Дети / Разница |  | whole 0',
      'Охват |  | share 1',
      'Дата открытия |  | date 0',
    ],
  );
  assert.deepEqual(
    table.columns.map(({ formula }) => formula),
    ['devochki + malchiki', undefined, undefined, 'devochki - malchiki', undefined, undefined],
  );
  assert.deepEqual(table.closed, [['tekhnika', 'devochki']]);
  assert.deepEqual(
    notes.map(({ params }) => params.cell),
    ['F8'],
  );
  assert.deepEqual(
    events!.table.columns.map(({ title, type, unit }) => [title.ru, type, unit.ru]),
    [
      ['Название', 'text', ''],
      ['Уровень', 'choice', ''],
      ['Участников', 'whole', 'чел.'],
      ['Проведено', 'yes-no', ''],
    ],
  );
  assert.equal(events!.table.kind, 'list');
  const change = Change.parse({ do: 'take-tables', tables: [table, events!.table] });
  const around = { locale: 'ru', tablesElsewhere: new Set<string>(), isPublished: false } as const;
  const form = changed(blankForm('F4', 'Кружки'), change, around);
  assert.deepEqual(checkForm(form), []);
  assert.deepEqual(
    form.tables.map(({ code }) => code),
    ['f4a', 'f4b'],
  );
});

test('a file that is no workbook is refused, and its reader comes to no harm', async () => {
  await assert.rejects(readLayouts(new Uint8Array([0x50, 0x4b, 3, 4, 5])), { code: 'roadmap.file-damaged' });
  await assert.rejects(readLayouts(new Uint8Array()), { code: 'roadmap.file-empty' });
  const blank = await writeXlsx({ sheets: [{ name: 'Лист', rows: [['один']] }] });
  await assert.rejects(readLayouts(blank), { code: 'form.layout-none' });
});
