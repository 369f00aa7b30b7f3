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
  names.set('value', locale === 'ru' ? 'эта ячейка' : 'this cell');
  return names;
}
