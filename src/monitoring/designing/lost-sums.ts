import type { FormDefinition, Row } from '../rules/index.ts';

/** A share of what is no longer asked is none. */
export function withoutLostSums(form: FormDefinition): FormDefinition {
  const has = (cell: string) => {
    const steps = cell.split('.');
    const table = form.tables.find(({ code }) => code === steps[0]);
    const isRow = (row: Row) => row.code === (steps.length === 3 ? steps[1] : '');
    const row = steps[1] === 'total' || table?.kind !== 'fixed' || table.rows.some(isRow);
    return row && table?.columns.some(({ code }) => code === steps.at(-1)) === true;
  };
  return { ...form, computed: form.computed.filter(({ part, whole }) => has(part) && has(whole)) };
}
