import { groupsOf } from './headings.ts';
import type { Column, FormDefinition, Table, Text } from './form.ts';
import { OWN, ofRows, overRows } from './positions.ts';
import { isNumber } from './number-cell.ts';

const known = new WeakMap<FormDefinition, FormDefinition>();

/**
 * A form as its consolidation shows it: a column for each number that is stored. Words are left out, a choice becomes a
 * column for each of its answers, and of a list there is one row: how many rows there are, and their sums. A form of
 * plain numbers is its own.
 */
export function consolidatedForm(form: FormDefinition): FormDefinition {
  const found = known.get(form) ?? consolidated(form);
  known.set(form, found);
  return found;
}

function consolidated(form: FormDefinition): FormDefinition {
  const tables = form.tables.flatMap((table) => tableOf(table) ?? []);
  if (tables.length === form.tables.length && tables.every((table, at) => table === form.tables[at]))
    return form;
  return { ...form, tables, checks: [] };
}

function tableOf(table: Table): Table | undefined {
  if (table.kind !== 'fixed') return listOf(table);
  const columns = new Map(table.columns.map((column) => [column.code, columnsOf(column)]));
  if ([...columns.values()].every((made) => made.length === 1 && table.columns.includes(made[0]!)))
    return table;
  const all = [...columns.values()].flat();
  const closed = table.closed.flatMap(([row, column]) =>
    (columns.get(column) ?? []).map(({ code }) => [row, code] as const),
  );
  return all.length === 0 ? undefined : { ...table, columns: all, closed };
}

const NONE: Text = { ru: '', en: '' };
const GIVEN: Text = { ru: 'ответили', en: 'answered' };
const YES: Text = { ru: 'да', en: 'yes' };
const ROWS: Text = { ru: 'Строк', en: 'Rows' };

const counted = (column: Column, code: string, title: Text): Column => ({
  code,
  title,
  group: [...groupsOf(column), column.title],
  unit: NONE,
  type: 'whole',
  scale: 0,
  over: column.over,
  ...(column.closedFor ? { closedFor: column.closedFor } : {}),
});

function columnsOf(column: Column): Column[] {
  const { code, type, options = [] } = column;
  const how = column.consolidates?.how;
  if (how === 'none') return [];
  if (isNumber(column) && how === 'count')
    return [{ ...counted(column, code, GIVEN), consolidates: { how: 'count' } }];
  if (isNumber(column)) return formulaIsSummed(column) ? [plain(column)] : [column];
  if (type === 'yes-no') return [counted(column, `${code}:yes`, YES)];
  if (type === 'choice')
    return options.map((option) => counted(column, `${code}:${option.code}`, option.title));
  return how === 'count' ? [counted(column, `${code}:given`, GIVEN)] : [];
}

/** The one row of a list has no name, so its cells are called as they are stored: `t3.all:rows`. */
function listOf(table: Table): Table {
  const columns = table.columns.flatMap((column): Column[] => {
    if (column.consolidates?.how === 'none') return [];
    const { code, type, options = [] } = column;
    if (isNumber(column)) {
      const said = overRows(column);
      const named = ofRows('', said, code).slice(1);
      if (said === 'count') return [counted(column, named, GIVEN)];
      return [{ ...plain(column), code: named, ...(said === 'sum' ? {} : { consolidates: { how: said } }) }];
    }
    if (type === 'yes-no') return [counted(column, `${OWN}:of.${code}.yes`, YES)];
    if (type !== 'choice') return [];
    return options.map((option) => counted(column, `${OWN}:of.${code}.${option.code}`, option.title));
  });
  const rows: Column = {
    code: `${OWN}:rows`,
    title: ROWS,
    unit: NONE,
    type: 'whole',
    scale: 0,
    over: 'period',
  };
  return {
    code: table.code,
    kind: 'fixed',
    title: table.title,
    rows: [{ code: '', title: table.title }],
    columns: [rows, ...columns],
    closed: [],
  };
}

const formulaIsSummed = ({ formula, consolidates }: Column) =>
  formula !== undefined && consolidates?.how === 'sum';

/** A sum of what was entered or computed. */
function plain(column: Column): Column {
  const { code, title, unit, type, scale, over } = column;
  const { group } = column;
  return { code, title, unit, type, scale, over, ...(group ? { group } : {}) };
}
