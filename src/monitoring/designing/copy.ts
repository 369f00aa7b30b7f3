import { type Fact, facts, type FormDefinition } from '../rules/index.ts';
import { tableCode } from './codes.ts';
import { renameIn } from './rename.ts';

/**
 * A form under another code: its tables and checks are called after it, so that one campaign may ask both. Shares stay
 * with the form whose indicators they are, and what F2 takes from an organisation's card by its name is said as a formula.
 */
export function copyOf(
  form: FormDefinition,
  code: string,
  tablesElsewhere: ReadonlySet<string>,
): FormDefinition {
  const { follows: _, ...own } = form;
  let copy: FormDefinition = { ...own, code, version: 1, computed: [] };
  const taken = new Set([...tablesElsewhere, ...form.tables.map((table) => table.code)]);
  for (const { code: table } of form.tables) {
    const to = tableCode(code, taken);
    taken.add(to);
    copy = renameIn(copy, { part: 'table', table, to });
  }
  const [old, now] = [`${form.code.toLowerCase()}.`, `${code.toLowerCase()}.`];
  return {
    ...copy,
    checks: copy.checks.map((check) => ({
      ...check,
      code: now + (check.code.startsWith(old) ? check.code.slice(old.length) : check.code),
    })),
    tables: copy.tables.map((table, at) => ({
      ...table,
      columns: table.columns.map((column) => {
        const fact = `org.${column.code}` as Fact;
        const isOfCard = form.tables[at]!.code === 't0' && fact in facts && !column.prefill;
        return isOfCard ? { ...column, prefill: fact } : column;
      }),
    })),
  };
}

export const blankForm = (code: string, title: string): FormDefinition => ({
  code,
  version: 1,
  title: { ru: title, en: title },
  tables: [],
  checks: [],
  computed: [],
});
