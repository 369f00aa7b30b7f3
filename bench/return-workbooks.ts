import { writeXlsx, type WriteSheet } from 'hucre/xlsx';
import type { FormDefinition } from '../src/monitoring/rules/index.ts';

/** A form of so many rows and columns, and returns of it as the workbooks of docs/decisions/0011-workbooks.md. */
export const formOf = (rows: number, columns: number): FormDefinition => {
  const named = (text: string) => ({ ru: text, en: text });
  return {
    code: 'B1',
    version: 1,
    title: named('Сведения о наставничестве'),
    tables: [
      {
        code: 't1',
        kind: 'fixed',
        title: named('По формам наставничества'),
        rowsTitle: named('Форма наставничества'),
        rows: Array.from({ length: rows }, (_, at) => ({
          code: `r${at + 1}`,
          title: named(`Строка ${at + 1}, в том числе по программам`),
        })),
        columns: Array.from({ length: columns }, (_, at) => ({
          code: `c${at + 1}`,
          title: named(`Графа ${at + 1}`),
          group: named(at < columns / 2 ? 'Наставники' : 'Наставляемые'),
          unit: named('чел.'),
          type: at % 4 === 3 ? ('decimal' as const) : ('whole' as const),
          scale: at % 4 === 3 ? 1 : 0,
          over: 'period' as const,
        })),
        closed: [],
        total: { code: 'total', title: named('Всего') },
      },
    ],
    checks: [],
    computed: [],
  };
};

const letters = (column: number): string =>
  column > 26
    ? letters(Math.floor((column - 1) / 26)) + letters(((column - 1) % 26) + 1)
    : String.fromCharCode(64 + column);
const LINE = { style: 'thin', color: { rgb: 'A8B0B8' } } as const;
const RULED = { top: LINE, bottom: LINE, left: LINE, right: LINE };

/** One return; a tenth of the cells is left empty. `values` by row and column. */
export function returnWorkbook(
  form: FormDefinition,
  organisation: string,
  values: readonly (readonly (number | string | null)[])[],
  { campaign = '2026-q1', withKey = true }: { campaign?: string; withKey?: boolean } = {},
): Promise<Uint8Array> {
  const table = form.tables[0]!;
  const name = table.title.ru;
  const width = table.columns.length;
  const head: (string | null)[][] = [
    [`${form.title.ru}. ${organisation}`],
    ['Заполните светлые клетки. Пустая клетка — сведений нет, ноль — явлений не было.'],
    [
      table.rowsTitle?.ru ?? '',
      ...table.columns.map((column, at) =>
        at % (width / 2) === 0 ? (column.group as { ru: string }).ru : null,
      ),
    ],
    [null, ...table.columns.map(({ title }) => title.ru)],
  ];
  const first = head.length + 1;
  const fields = table.rows.flatMap((row, y) =>
    table.columns.map((column, x) => ({
      field: `${table.code}.${row.code}.${column.code}`,
      address: `${letters(x + 2)}${first + y}`,
      range: `'${name}'!$${letters(x + 2)}$${first + y}`,
      row: row.title.ru,
      column: column.title.ru,
    })),
  );
  const cells: NonNullable<WriteSheet['cells']> = new Map();
  table.rows.forEach((_, y) =>
    table.columns.forEach(({ scale }, x) =>
      cells.set(`${first - 1 + y},${x + 1}`, {
        style: { border: RULED, numFmt: scale ? '#,##0.0' : '#,##0', protection: { locked: false } },
      }),
    ),
  );
  const sheets: WriteSheet[] = [
    {
      name: 'О форме',
      rows: [
        ['Организация', organisation],
        ['Период', 'I квартал 2026 года'],
        ['Куда прислать', 'методисту управления образования'],
      ],
    },
    {
      name,
      rows: [...head, ...table.rows.map((row, y) => [row.title.ru, ...(values[y] ?? [])])],
      cells,
      columns: [{ width: 40 }],
    },
  ];
  if (!withKey) return writeXlsx({ sheets });
  const identity = [
    ['format', '1'],
    ['campaign', campaign],
    ['organisation', organisation],
    ['municipality', 'zlatoust'],
    ['kind', 'school'],
    ['form', `${form.code} ${form.version}`],
    ['made', '2026-04-01T08:00:00.000Z'],
    ['signature', organisation.padEnd(64, '0')],
  ];
  sheets.push({
    name: 'vekha',
    veryHidden: true,
    rows: [
      ...identity,
      [],
      ...fields.map(({ field, address, row, column }) => [field, name, address, row, column, 'number']),
    ],
  });
  return writeXlsx({
    defaultFont: { name: 'Arial', size: 10 },
    namedRanges: fields.map(({ range }, at) => ({ name: `vekha.c${at + 1}`, range })),
    sheets,
  });
}

/** Numbers that differ from file to file and can be told again. */
export const valuesOf = (form: FormDefinition, seed: number): (number | null)[][] =>
  form.tables[0]!.rows.map((_, y) =>
    form.tables[0]!.columns.map(({ scale }, x) => {
      const value = (seed * 7919 + y * 104729 + x * 1299709) % 5003;
      return value % 10 === 0 ? null : scale === 0 ? value : value / 10;
    }),
  );
