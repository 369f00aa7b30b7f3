import type { FormDefinition, Row, Table } from './form.ts';

/** The rows that lists and roadmap tables have in one return, by table. */
export type OwnRows = Readonly<Record<string, readonly Row[]>>;

const LIST_ROW = /^r[1-9]\d{0,2}$/;
const MOST_ROWS = 100;

/** How many rows a list may have. */
export const mostRows = ({ most = MOST_ROWS }: Pick<Table, 'most'>): number => Math.min(most, 999);

/** The names of a list's rows are numbers; whoever fills it in never sees them. */
export const listRow = (number: number): Row => ({
  code: `r${number}`,
  title: { ru: String(number), en: String(number) },
});

const known = new WeakMap<FormDefinition, Map<string, FormDefinition>>();
const MOST_KNOWN = 200;

/**
 * The form as one return has it: its lists and roadmap tables with their rows, so that from here on every table has
 * rows. A form of fixed tables is the same for everybody. Pure, and the same object for the same rows: what is found
 * out about a form is kept by the object.
 */
export function laidOut(form: FormDefinition, own: OwnRows): FormDefinition {
  if (form.tables.every(({ kind }) => kind === 'fixed')) return form;
  const tables = form.tables.map((table) =>
    table.kind === 'fixed' ? table : { ...table, rows: own[table.code] ?? [] },
  );
  const key = keyOf(tables);
  const layouts = known.get(form) ?? new Map<string, FormDefinition>();
  known.set(form, layouts);
  const found = layouts.get(key);
  if (found) return found;
  if (layouts.size >= MOST_KNOWN) layouts.delete(layouts.keys().next().value!);
  const laid = { ...form, tables };
  layouts.set(key, laid);
  return laid;
}

function keyOf(tables: readonly Table[]): string {
  let key = '';
  for (const { kind, rows } of tables) {
    if (kind === 'fixed') continue;
    for (const { code, title } of rows) key += `${code}\0${title.ru}\0`;
    key += '\n';
  }
  return key;
}

/**
 * The rows of the lists of a form that the fields name, and `spare` more to type in. `counts` says of a list's field
 * whether it makes a row: most fields are of other tables and are not asked.
 */
export function listRowsIn(
  form: FormDefinition,
  fields: Iterable<string>,
  spare = 0,
  counts: (field: string) => boolean = () => true,
): OwnRows {
  const lists = form.tables
    .filter(({ kind }) => kind === 'list')
    .map((table) => ({ table, prefix: `${table.code}.`, used: new Set<number>() }));
  if (lists.length === 0) return {};
  for (const field of fields) {
    const from = field.startsWith('na.') ? 3 : field.startsWith('why.') ? field.indexOf('@') + 1 : 0;
    for (const { prefix, used } of lists) {
      if (!field.startsWith(prefix, from) || !counts(field)) continue;
      const [row = ''] = field.slice(from + prefix.length).split('.', 1);
      if (LIST_ROW.test(row)) used.add(Number(row.slice(1)));
    }
  }
  return Object.fromEntries(
    lists.map(({ table, used }) => {
      const numbers = [...used];
      for (let more = 0, next = 1; more < spare && numbers.length < mostRows(table); next += 1)
        if (!used.has(next)) {
          numbers.push(next);
          more += 1;
        }
      return [table.code, numbers.sort((a, b) => a - b).map(listRow)];
    }),
  );
}

/** Whether a list may have a row of this name. */
export const isListRow = (table: Table, row: string): boolean =>
  LIST_ROW.test(row) && Number(row.slice(1)) <= mostRows(table);

/** Several forms of one campaign as one: their tables have different codes, so their cells have different names. */
export function asOneForm(forms: readonly FormDefinition[]): FormDefinition | undefined {
  const [first, ...others] = forms;
  if (!first || others.length === 0) return first;
  const key = others.map(({ code, version }) => `${code} ${version}`).join();
  const books = known.get(first) ?? new Map<string, FormDefinition>();
  known.set(first, books);
  const book = books.get(`book ${key}`) ?? {
    ...first,
    tables: forms.flatMap(({ tables }) => tables),
    checks: forms.flatMap(({ checks }) => checks),
    computed: forms.flatMap(({ computed }) => computed),
  };
  books.set(`book ${key}`, book);
  return book;
}
