import { cellCode, type Check, columnWords, type FormDefinition, rowsOf } from '../rules/index.ts';

/**
 * What a check says before anybody has broken it: its own sentence, with the names of the cells where the numbers will
 * stand. Hint and fault are one text.
 */
export function ruleWords(form: FormDefinition, check: Check, locale: 'ru' | 'en'): string {
  const names = namesOf(form, check, locale);
  return check.text[locale].replaceAll(/\{(\w+)(?:\|([^}]*))?\}/g, (_, name: string, words?: string) => {
    if (words !== undefined) return words.split('|').at(-1) ?? '';
    return `«${names.get(name) ?? name}»`;
  });
}

function namesOf(form: FormDefinition, check: Check, locale: 'ru' | 'en'): Map<string, string> {
  const names = new Map<string, string>();
  const own = check.each === 'row' ? form.tables.find(({ code }) => code === check.table) : undefined;
  for (const table of form.tables)
    for (const column of table.columns) {
      const words = columnWords(column, locale);
      for (const row of [...rowsOf(table), { code: 'total', title: { ru: 'всего', en: 'all' } }]) {
        const name = cellCode(table.code, row.code, column.code).replaceAll(/[-.]/g, '_');
        names.set(name, row.code === '' ? words : `${row.title[locale]}: ${words}`);
      }
    }
  for (const column of own?.columns ?? []) names.set(column.code, columnWords(column, locale));
  const before = locale === 'ru' ? 'прошлый период' : 'last period';
  const yearAgo = locale === 'ru' ? 'год назад' : 'a year ago';
  for (const [name, words] of Array.from(names)) {
    names.set(`prev_${name}`, `${words}, ${before}`);
    names.set(`year_ago_${name}`, `${words}, ${yearAgo}`);
  }
  const ofCell = OWN[locale];
  for (const [name, words] of Object.entries(ofCell)) names.set(name, words);
  names.set('prev_value', `${ofCell.value}, ${before}`);
  names.set('year_ago_value', `${ofCell.value}, ${yearAgo}`);
  return names;
}

/** What a check of one cell says of its column. */
const OWN = {
  ru: {
    value: 'эта ячейка',
    total: 'сумма строк',
    largest: 'самая большая строка',
    smallest: 'самая малая строка',
    count: 'сколько строк заполнено',
  },
  en: {
    value: 'this cell',
    total: 'the sum of the rows',
    largest: 'the largest row',
    smallest: 'the smallest row',
    count: 'how many rows are filled in',
  },
} as const;
