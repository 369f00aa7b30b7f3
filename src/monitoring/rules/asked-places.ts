import { cellsByCode, tableOf } from './cells.ts';
import type { FormDefinition, OrganisationKind } from './form.ts';

/**
 * The place of a form at which a field asks, the same for every school: a table as a whole, or a cell. The rows of lists and
 * of tables of obligations are each school's own, so there it is the column, `list.title`.
 */
export function askedPlace(form: FormDefinition, kind: OrganisationKind, field: string): string | undefined {
  const table = form.tables.find(({ code }) => code === tableOf(field));
  if (!table || field === table.code) return table?.code;
  if (table.kind === 'fixed') return cellsByCode(form, kind).has(field) ? field : undefined;
  const column = field.slice(field.lastIndexOf('.') + 1);
  return table.columns.some(({ code }) => code === column) ? `${table.code}.${column}` : undefined;
}
