import type { ruleWords } from '#monitoring';
import type { FormDefinition } from '#monitoring/rules';

/** The checks as hints under their tables: the same sentences that are said when they are broken. */
export function rulesByTable(
  form: FormDefinition,
  locale: 'ru' | 'en',
  words: typeof ruleWords,
): { table: string; words: string }[] {
  return form.checks.map((check) => {
    const cell = check.each === 'cell' ? (check.cells[0] ?? '') : check.at;
    const table = check.each === 'row' ? check.table : cell.split('.')[0]!;
    return { table, words: words(form, check, locale) };
  });
}
