import { type FormDefinition, laidOut, listRow, listRowsIn, mostRows, type Table } from '#monitoring/rules';
import type { Draft } from '../draft.svelte.ts';

/** The lists of a form while rows come and go: a row is there when something stands in it, or when somebody wants it. */
export function listsOf(base: FormDefinition, draft: Pick<Draft, 'value' | 'values'>) {
  let wanted: Record<string, readonly string[]> = $state.raw(
    Object.fromEntries(
      base.tables.flatMap(({ kind, code, rows }) =>
        kind === 'list' ? [[code, rows.map((row) => row.code)]] : [],
      ),
    ),
  );
  const number = (code: string) => Number(code.slice(1));
  const form = $derived.by(() => {
    const typed = listRowsIn(
      base,
      Object.keys(draft.values).filter((field) => draft.values[field]?.trim()),
    );
    const own = base.tables.map(({ kind, code, rows }) => {
      if (kind !== 'list') return [code, rows] as const;
      const codes = new Set([...(wanted[code] ?? []), ...(typed[code] ?? []).map((row) => row.code)]);
      return [
        code,
        [...codes]
          .map(number)
          .sort((a, b) => a - b)
          .map(listRow),
      ] as const;
    });
    return laidOut(base, Object.fromEntries(own));
  });
  const want = (table: string, row: string) => {
    if (!wanted[table]?.includes(row)) wanted = { ...wanted, [table]: [...(wanted[table] ?? []), row] };
  };
  return {
    get form() {
      return form;
    },
    isFull: (table: Table) => table.rows.length >= mostRows(table),
    /** A blank row below the others; its name. */
    add({ code, rows }: Table): string {
      const row = listRow(Math.max(0, ...rows.map((one) => number(one.code))) + 1).code;
      want(code, row);
      return row;
    },
    /** What is typed to take a row away. */
    remove({ code, columns }: Table, row: string): { cell: string; typed: string }[] {
      wanted = { ...wanted, [code]: (wanted[code] ?? []).filter((one) => one !== row) };
      return columns
        .map((column) => `${code}.${row}.${column.code}`)
        .filter((cell) => draft.value(cell) !== '')
        .map((cell) => ({ cell, typed: '' }));
    },
    /** Whoever stands in a row wants it, also while it is empty. */
    keep(cell: string) {
      const [table = '', row = ''] = cell.split('.', 2);
      if (table in wanted) want(table, row);
    },
  };
}
