import type { FormDefinition } from '#monitoring/rules';

const text = (ru: string) => ({ ru, en: ru });

/** A form of one table with so many rows and columns of whole numbers, and a check of each row. */
export const wideForm = (code: string, rows: number, columns: number): FormDefinition => ({
  code,
  version: 1,
  title: text(`Занятия, ${rows} × ${columns}`),
  tables: [
    {
      code: code.toLowerCase(),
      kind: 'fixed',
      title: text('Занятия по направлениям'),
      rowsTitle: text('Направление'),
      rows: Array.from({ length: rows }, (_, at) => ({
        code: `r${at + 1}`,
        title: text(`Направление ${at + 1}`),
      })),
      columns: Array.from({ length: columns }, (_, at) => ({
        code: `c${at + 1}`,
        title: text(`Класс ${at + 1}`),
        unit: text('чел.'),
        type: 'whole',
        scale: 0,
        over: 'period',
      })),
      closed: [],
      total: { code: 'total', title: text('Всего') },
    },
  ],
  checks: [
    {
      code: `${code.toLowerCase()}.part`,
      severity: 'error',
      each: 'row',
      table: code.toLowerCase(),
      at: 'c1',
      holds: 'c1 <= c2',
      text: text('В первом классе {c1}, а во втором {c2}'),
      short: text('в первом больше, чем во втором'),
    },
  ],
  computed: [],
});
