import type { saveForm } from '#monitoring';

type Change = Parameters<typeof saveForm>[1]['change'];

const text = (form: FormData, name: string) => String(form.get(name) ?? '');
const all = (form: FormData, name: string) => form.getAll(name).map(String);
/** Nothing typed is no bound; what is no number is refused by the schema. */
function number(form: FormData, name: string): number | undefined {
  const typed = text(form, name).replaceAll(/\s/g, '').replace(',', '.');
  return typed === '' ? undefined : Number(typed);
}
const by = (form: FormData) => (text(form, 'by') === '-1' ? -1 : 1);
const asked = (form: FormData) => ({
  who: text(form, 'who'),
  purpose: text(form, 'purpose'),
  act: text(form, 'act'),
});
const optional = (form: FormData, name: string) => {
  const value = number(form, name);
  return value === undefined ? {} : { [name]: value };
};

/** A posted step of designing; the schema of the use case says what is wrong with it. */
export function changeFrom(form: FormData): Change {
  const step = text(form, 'do');
  const table = text(form, 'table');
  const read = STEPS[step];
  const change = Object.entries({ do: step, ...(read ? { table, ...read(form) } : {}) });
  return Object.fromEntries(change.filter(([, value]) => value !== undefined)) as unknown as Change;
}

const place = (form: FormData) => ({ by: by(form) });
const column = (form: FormData) => ({ column: text(form, 'column') });
const row = (form: FormData) => ({ row: text(form, 'row') });
const STEPS: Record<string, (form: FormData) => object> = {
  form: (form) => ({
    table: undefined,
    code: text(form, 'code').trim() || undefined,
    title: text(form, 'title'),
    hint: text(form, 'hint'),
    ...asked(form),
    ...optional(form, 'minutes'),
  }),
  'add-table': (form) => ({ table: undefined, title: text(form, 'title'), kind: text(form, 'kind') }),
  table: (form) => ({
    code: text(form, 'code').trim(),
    title: text(form, 'title'),
    hint: text(form, 'hint'),
    rowsTitle: text(form, 'rowsTitle'),
    kind: text(form, 'kind'),
    total: text(form, 'total'),
    ...optional(form, 'most'),
  }),
  'move-table': place,
  'remove-table': () => ({}),
  'add-rows': (form) => ({ lines: text(form, 'lines') }),
  row: (form) => ({
    ...row(form),
    code: text(form, 'code').trim(),
    title: text(form, 'title'),
    apart: form.has('apart'),
    closedFor: all(form, 'closedFor'),
  }),
  'move-row': (form) => ({ ...row(form), ...place(form) }),
  'remove-row': row,
  'add-column': (form) => ({
    title: text(form, 'title'),
    type: text(form, 'type'),
    unit: text(form, 'unit'),
  }),
  column: (form) => ({
    ...column(form),
    code: text(form, 'code').trim(),
    title: text(form, 'title'),
    groups: all(form, 'group'),
    unit: text(form, 'unit'),
    hint: text(form, 'hint'),
    type: text(form, 'type'),
    scale: number(form, 'scale') ?? 0,
    ...optional(form, 'min'),
    ...optional(form, 'max'),
    over: text(form, 'over'),
    since: text(form, 'since'),
    options: text(form, 'options'),
    ...optional(form, 'longest'),
    optional: form.has('optional'),
    requiredIf: text(form, 'requiredIf'),
    shownIf: text(form, 'shownIf'),
    formula: text(form, 'formula'),
    prefill: text(form, 'prefill'),
    consolidates: text(form, 'consolidates'),
    weight: text(form, 'weight'),
    ...asked(form),
    closedFor: all(form, 'closedFor'),
  }),
  'move-column': (form) => ({ ...column(form), ...place(form) }),
  'remove-column': column,
  closed: (form) => ({ cells: all(form, 'closed').map((cell) => cell.split('|', 2)) }),
  check: (form) => ({
    check: text(form, 'check'),
    severity: text(form, 'severity'),
    each: text(form, 'each'),
    at: text(form, 'at'),
    holds: text(form, 'holds'),
    text: text(form, 'text'),
    short: text(form, 'short'),
  }),
  'remove-check': (form) => ({ table: undefined, check: text(form, 'check') }),
  'take-tables': (form) => ({ table: undefined, tables: readTables(form) }),
};

/** The tables of a workbook that were looked at and ticked; they travel in the page, and are read by the schema again. */
export function readTables(form: FormData): unknown[] {
  return all(form, 'take').flatMap((one) => {
    try {
      return [JSON.parse(one) as unknown];
    } catch {
      return [];
    }
  });
}
