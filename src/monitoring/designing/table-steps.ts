import type { FormDefinition, Table } from '../rules/index.ts';
import { free, moved, refused, replaced, tableOf, trimmed, without, withTable } from './by-code.ts';
import { codeFrom, tableCode } from './codes.ts';
import { withoutLostSums } from './lost-sums.ts';
import { renameIn } from './rename.ts';
import type { Steps } from './step.ts';
import { askedFrom, same, worded } from './worded.ts';

/** Steps that change the form as a whole, its tables and their rows. */
export const tableSteps: Steps<
  | 'form'
  | 'add-table'
  | 'table'
  | 'move-table'
  | 'remove-table'
  | 'take-tables'
  | 'add-rows'
  | 'row'
  | 'move-row'
  | 'remove-row'
  | 'closed'
> = {
  form: (form, change, { locale, isPublished }) => {
    const code = change.code ?? form.code;
    if (isPublished && code !== form.code) throw refused('form.code-published', 'code');
    return trimmed({
      ...form,
      code,
      title: worded(form.title, change.title, locale),
      hint: worded(form.hint, change.hint, locale),
      asked: askedFrom(form.asked, change, locale),
      minutes: change.minutes,
    });
  },
  'add-table': (form, change, { tablesElsewhere }) => {
    const taken = new Set([...tablesElsewhere, ...form.tables.map(({ code }) => code)]);
    const added: Table = {
      code: tableCode(form.code, taken),
      kind: change.kind,
      title: same(change.title),
      rows: [],
      columns: [],
      closed: [],
    };
    return { ...form, tables: [...form.tables, added] };
  },
  table: (form, change, { locale }) => {
    free(form.tables, change.table, change.code);
    const named = withTable(form, change.table, (table) =>
      trimmed({
        ...table,
        kind: change.kind,
        title: worded(table.title, change.title, locale),
        hint: worded(table.hint, change.hint, locale),
        rowsTitle: worded(table.rowsTitle, change.rowsTitle, locale),
        total: change.total
          ? ({ code: 'total', title: worded(table.total?.title, change.total, locale) } as const)
          : undefined,
        most: change.kind === 'list' ? change.most : undefined,
        rows: change.kind === 'fixed' ? table.rows : [],
        closed: change.kind === 'fixed' ? table.closed : [],
      }),
    );
    return change.code === change.table
      ? named
      : renameIn(named, { part: 'table', table: change.table, to: change.code });
  },
  'move-table': (form, { table, by }) => ({ ...form, tables: moved(form.tables, table, by) }),
  'remove-table': (form, { table }) => withoutLostSums({ ...form, tables: without(form.tables, table) }),
  'add-rows': (form, { table: code, lines }) =>
    withTable(form, code, (table) => {
      const rows = [...table.rows];
      for (const line of lines.split('\n').map((one) => one.trim().replaceAll(/\s+/g, ' ')))
        if (line !== '')
          rows.push({
            code: codeFrom(
              line,
              rows.map((row) => row.code),
              'row',
            ),
            title: same(line.slice(0, 300)),
          });
      return { ...table, rows };
    }),
  row: (form, change, { locale }) => {
    const { rows } = tableOf(form, change.table);
    free(rows, change.row, change.code);
    const named = withTable(form, change.table, (table) => ({
      ...table,
      rows: replaced(table.rows, change.row, (row) =>
        trimmed({
          ...row,
          title: worded(row.title, change.title, locale),
          apart: change.apart ? (true as const) : undefined,
          closedFor: change.closedFor.length > 0 ? change.closedFor : undefined,
        }),
      ),
    }));
    if (change.code === change.row) return named;
    return renameIn(named, { part: 'row', table: change.table, from: change.row, to: change.code });
  },
  'move-row': (form, { table, row, by }) =>
    withTable(form, table, (one) => ({ ...one, rows: moved(one.rows, row, by) })),
  'remove-row': (form, { table, row }) =>
    withoutLostSums(
      withTable(form, table, (one) => ({
        ...one,
        rows: without(one.rows, row),
        closed: one.closed.filter(([closed]) => closed !== row),
      })),
    ),
  closed: (form, { table, cells }) => withTable(form, table, (one) => ({ ...one, closed: cells })),
  'take-tables': (form, { tables }, { tablesElsewhere }) =>
    tables.reduce<FormDefinition>((before, one) => {
      // The schema of the whole form says at the end what is wrong with a table from elsewhere.
      const table = one as Table;
      const taken = new Set([...tablesElsewhere, ...before.tables.map(({ code }) => code)]);
      const code = tableCode(before.code, taken);
      return { ...before, tables: [...before.tables, { ...table, code }] };
    }, form),
};
