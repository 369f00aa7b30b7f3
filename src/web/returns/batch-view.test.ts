import assert from 'node:assert/strict';
import test from 'node:test';
import { words } from '#messages';
import { csvOf, viewOfBatch } from './batch-view.ts';

test('the table of what became of workbooks opens in a spreadsheet, and no file’s name is a formula there', () => {
  const say = words('ru');
  const batch = {
    id: 1,
    at: new Date('2021-12-20T04:00:00Z'),
    accountId: 1,
    source: 'files' as const,
    why: 'письма',
    by: 'координатор',
    files: [
      {
        name: '=HYPERLINK("a")',
        organisation: { code: 'a', name: 'СОШ № 15' },
        form: 'F1 1, F2 2',
        taken: 2,
        blocks: 1,
        lines: [],
      },
      {
        name: 'старая.xlsx',
        fault: { code: 'workbook.other-period', params: { theirs: '2021-q3', own: '2021-q4' } },
        lines: [],
      },
    ],
  };
  const view = viewOfBatch(batch, say, 'Asia/Yekaterinburg', '2021-12-20');
  assert.deepEqual([view.taken, view.all], [1, 2]);
  const [head, first, second] = csvOf(view, say).replaceAll('\u00a0', ' ').split('\r\n');
  assert.equal(head, '\ufeff"Файл";"Организация";"Форма";"Внесено";"Что не внесено и почему"');
  assert.match(
    first!,
    /^"'=HYPERLINK\(""a""\)";"СОШ № 15";"F1, F2";"2 ячейки";"внесено всё сдать мешает 1 место/,
  );
  assert.match(
    second!,
    /^"старая.xlsx";"";"";"не внесена";"Это книга за III квартал 2021 года, а отчёт — за IV квартал/,
  );
});
