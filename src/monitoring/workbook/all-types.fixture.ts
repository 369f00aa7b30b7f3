import type { Column, FormDefinition } from '../rules/index.ts';
import type { BookContent } from './index.ts';

const column = (code: string, type: Column['type'], more: Partial<Column> = {}): Column => ({
  code,
  title: { ru: `Графа ${code}`, en: `Column ${code}` },
  unit: { ru: 'ед.', en: 'units' },
  type,
  scale: 0,
  over: 'period',
  ...more,
});

/** A form with every type of cell, in a fixed table and in a list. */
export const columns: readonly Column[] = [
  column('whole', 'whole', { group: { ru: 'Числа', en: 'Numbers' } }),
  column('decimal', 'decimal', { scale: 2, group: { ru: 'Числа', en: 'Numbers' } }),
  column('share', 'share', { scale: 1 }),
  column('text', 'text'),
  column('date', 'date'),
  column('choice', 'choice', {
    options: [
      { code: 'one', title: { ru: 'Первое, «так»', en: 'The first' } },
      { code: 'two', title: { ru: 'Второе & иное', en: 'The second' } },
    ],
  }),
  column('agreed', 'yes-no'),
  column('link', 'link'),
  column('place', 'organisation'),
];
export const allTypes: FormDefinition = {
  code: 'X1',
  version: 1,
  title: { ru: 'Все виды ячеек', en: 'Every type of cell' },
  tables: [
    {
      code: 'a',
      kind: 'fixed',
      title: { ru: 'Строки: [все] / виды * очень длинное название таблицы', en: 'Rows' },
      rows: ['one', 'two', 'three'].map((code) => ({
        code,
        title: { ru: `Строка ${code}`, en: `Row ${code}` },
      })),
      columns,
      closed: [['two', 'whole']],
      total: { code: 'total', title: { ru: 'Всего', en: 'Total' } },
    },
    {
      code: 'b',
      kind: 'list',
      title: { ru: 'Список', en: 'List' },
      rows: [],
      columns,
      closed: [],
      most: 40,
    },
  ],
  checks: [],
  computed: [],
};

export const content: BookContent = {
  locale: 'ru',
  identity: {
    campaign: '2021-q4',
    organisation: 'school-15',
    municipality: 'town',
    kind: 'school',
    form: 'F1 1, X1 1',
    made: '2021-12-20T04:00:00.000Z',
  },
  base: 3,
  organisation: 'СОШ № 15',
  period: { start: '2021-10-01', end: '2021-12-31' },
  periodName: 'IV квартал 2021 года',
  dueOn: '2021-12-25',
  forms: [{ code: 'X1', version: 1, title: allTypes.title.ru }],
  kind: 'school',
  form: allTypes,
  duties: [
    {
      obligation: 12,
      code: 'III.7',
      title: 'Участие в конкурсе',
      due: '31 октября 2021 года',
      document: 'Приказ',
      isEvent: true,
      derived: false,
      last: '',
    },
  ],
  fields: {},
  prefilled: [],
  previous: { 'a.one.whole': 3 },
  questions: [],
  remarks: { 'a.one.whole': 'Замечание (координатор): проверьте' },
  organisations: [
    { code: 'school-15', title: { ru: 'СОШ № 15', en: 'СОШ № 15' } },
    { code: 'school-90', title: { ru: 'СОШ № 90', en: 'СОШ № 90' } },
  ],
};
