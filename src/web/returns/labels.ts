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

/** Asked in the field itself, which stands beneath. */
const NO_REASON = 'monitoring.reason-missing';
/** What is said of a cell in words; that it is empty is seen. */
export const spoken = (issues: readonly SaidIssue[] = []) =>
  issues.filter(({ severity, code }) => severity !== 'unfilled' && code !== NO_REASON);
