import { isNumber, type Table } from '#monitoring/rules';

/** Rows that come and go, or cells of words: what such a table is typed in with comes after the page answers keys. */
export const isWordy = ({ kind, columns }: Table): boolean =>
  kind === 'list' || !columns.every((column) => isNumber(column));
