import { cellCode, type FormDefinition, rowsOf } from '#monitoring/rules';

export type Label = { row: string; column: string; full: string };

/** What cells are called: by their row and column, `учитель – учитель: Наставники, из них обучены`. */
export function labelsOf(form: FormDefinition, locale: 'ru' | 'en'): Record<string, Label> {
  const labels: Record<string, Label> = {};
  for (const table of form.tables)
    for (const { code, title } of rowsOf(table))
      for (const { code: columnCode, title: columnTitle, group } of table.columns) {
        const column = group ? `${group[locale]}, ${columnTitle[locale]}` : columnTitle[locale];
        const row = code === '' ? '' : title[locale];
        const full = row === '' ? column : `${row}: ${column}`;
        labels[cellCode(table.code, code, columnCode)] = { row, column, full };
      }
  return labels;
}
