import { cellCode, columnWords, type FormDefinition, rowsOf } from '#monitoring/rules';
import type { SaidIssue } from './view.ts';

export type Label = { row: string; column: string; full: string };

/** What cells are called: by their row and column, `учитель – учитель: Наставники, из них обучены`. */
export function labelsOf(form: FormDefinition, locale: 'ru' | 'en'): Record<string, Label> {
  const labels: Record<string, Label> = {};
  for (const table of form.tables)
    for (const { code, title } of rowsOf(table))
      for (const one of table.columns) {
        const column = columnWords(one, locale);
        const row =
          code === ''
            ? ''
            : table.kind === 'list'
              ? `${table.title[locale]}, ${title[locale]}`
              : title[locale];
        const full = row === '' ? column : `${row}: ${column}`;
        labels[cellCode(table.code, code, one.code)] = { row, column, full };
      }
  return labels;
}

/** What may be asked about in a form, by its tables: each as a whole, its cells, of a list its columns. */
export function placesIn(form: FormDefinition | undefined, locale: 'ru' | 'en') {
  const labels = form ? labelsOf(form, locale) : {};
  return (form?.tables ?? []).map((table) => {
    const title = table.title[locale];
    const fixed = Object.entries(labels).filter(([cell]) => cell.startsWith(`${table.code}.`));
    const places =
      table.kind === 'fixed'
        ? fixed.map(([place, { full }]) => ({ place, title: full }))
        : table.columns.map((column) => ({
            place: `${table.code}.${column.code}`,
            title: `${title}: ${columnWords(column, locale)}`,
          }));
    return { table: table.code, title, places };
  });
}

/** What each of these places is called. */
export const placeTitles = (form: FormDefinition | undefined, locale: 'ru' | 'en'): Map<string, string> =>
  new Map(
    placesIn(form, locale).flatMap(({ table, title, places }) => [
      [table, title] as const,
      ...places.map((one) => [one.place, one.title] as const),
    ]),
  );

/** Asked in the field itself, which stands beneath. */
const NO_REASON = 'monitoring.reason-missing';
/** What is said of a cell in words; that it is empty is seen. */
export const spoken = (issues: readonly SaidIssue[] = []) =>
  issues.filter(({ severity, code }) => severity !== 'unfilled' && code !== NO_REASON);
