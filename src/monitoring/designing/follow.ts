import {
  cellCode,
  type Column,
  columnWords,
  type FormDefinition,
  isNumber,
  listRow,
  mostRows,
  rowsOf,
  type Table,
} from '../rules/index.ts';
import { normal } from './normal.ts';

/** A table, row or column of the version before, and what it is called now; nothing where it has ended. */
export type Followed = {
  /** `table:t1`, `row:t1.other`, `column:t1.mentors`: also the name of the field in which a person decides. */
  part: string;
  title: string;
  now: string;
  /** What it may be called now. */
  choices: readonly { code: string; title: string }[];
  /** How many cells depend on it. */
  cells: number;
};
export type Following = {
  /** What is called otherwise or is gone: to be confirmed. What has kept its code goes on by itself. */
  parts: readonly Followed[];
  /** The cells that are called otherwise, old by new. */
  cells: Readonly<Record<string, string>>;
  /** Cells whose series breaks off, in words. */
  broken: readonly string[];
};

type Named = { code: string; title: string };

/**
 * How a version goes on with the one before. `chosen` is what a person has said; what is not said is proposed by equal
 * codes and titles.
 */
export function followingOf(
  before: FormDefinition,
  now: FormDefinition,
  locale: 'ru' | 'en',
  chosen: Readonly<Record<string, string>> = {},
): Following {
  const parts: Followed[] = [];
  const decide = (
    part: string,
    old: Named,
    olds: readonly Named[],
    news: readonly Named[],
    cells: number,
  ) => {
    const kept = news.some(({ code }) => code === old.code);
    // What has its old name still is nobody else's new name.
    const choices = news.filter(({ code }) => !olds.some((one) => one.code === code));
    const proposed = kept ? old.code : (byTitle(old, choices) ?? '');
    const said = chosen[part];
    const code =
      said !== undefined && (said === '' || choices.some((one) => one.code === said)) ? said : proposed;
    if (kept) return old.code;
    parts.push({ part, title: old.title, now: code, choices, cells });
    return code;
  };
  const cells: Record<string, string> = {};
  const broken: string[] = [];
  for (const table of before.tables) {
    const to = decide(
      `table:${table.code}`,
      named(table, locale),
      before.tables.map((one) => named(one, locale)),
      now.tables.map((one) => named(one, locale)),
      rowCodes(table).length * table.columns.length,
    );
    const next = now.tables.find(({ code }) => code === to);
    if (!next) {
      broken.push(table.title[locale]);
      continue;
    }
    const row = (one: Named) =>
      decide(
        `row:${table.code}.${one.code}`,
        one,
        table.rows.map((each) => named(each, locale)),
        next.rows.map((each) => named(each, locale)),
        table.columns.length,
      );
    const column = (one: Column) =>
      decide(
        `column:${table.code}.${one.code}`,
        inColumns(one, locale),
        table.columns.map((each) => inColumns(each, locale)),
        next.columns.map((each) => inColumns(each, locale)),
        rowCodes(table).length,
      );
    const rows = new Map(
      rowCodes(table).map((code) => {
        const own = table.rows.find((one) => one.code === code);
        return [code, own ? row(named(own, locale)) : code];
      }),
    );
    const columns = new Map(table.columns.map((one) => [one.code, column(one)]));
    addCells({ table, next, rows, columns, locale }, cells, broken);
  }
  return { parts, cells, broken };
}

type Matched = {
  table: Table;
  next: Table;
  rows: ReadonlyMap<string, string>;
  columns: ReadonlyMap<string, string>;
  locale: 'ru' | 'en';
};

function addCells(
  { table, next, rows, columns, locale }: Matched,
  cells: Record<string, string>,
  broken: string[],
): void {
  const [had, has] = [new Set(rowCodes(table)), new Set(rowCodes(next))];
  const isClosed = (one: Table, row: string, column: string) =>
    one.closed.some(([r, c]) => r === row && c === column);
  for (const old of table.columns) {
    const column = next.columns.find(({ code }) => code === columns.get(old.code));
    const lost: string[] = [];
    for (const row of had) {
      if (isClosed(table, row, old.code)) continue;
      const to = rows.get(row)!;
      const rowTitle = [...table.rows, ...(table.total ? [table.total] : [])].find(
        ({ code }) => code === row,
      );
      if (!column || !has.has(to) || isNumber(old) !== isNumber(column) || isClosed(next, to, column.code)) {
        lost.push(rowTitle?.title[locale] ?? '');
        continue;
      }
      const [from, name] = [cellCode(table.code, row, old.code), cellCode(next.code, to, column.code)];
      if (from !== name) cells[from] = name;
    }
    if (lost.length === 0) continue;
    const title = `${table.title[locale]}: ${columnWords(old, locale)}`;
    const whole = lost.length === had.size || table.kind !== 'fixed' || lost.join('') === '';
    broken.push(whole ? title : `${title} (${lost.slice(0, 5).join(', ')}${lost.length > 5 ? '…' : ''})`);
  }
}

/** Rows by code; of a list those that it may have, for its answers are kept by row. */
function rowCodes(table: Table): string[] {
  if (table.kind === 'list') return Array.from({ length: mostRows(table) }, (_, at) => listRow(at + 1).code);
  return table.kind === 'fixed' ? rowsOf(table).map(({ code }) => code) : [];
}

const named = (
  { code, title }: { code: string; title: { ru: string; en: string } },
  locale: 'ru' | 'en',
) => ({
  code,
  title: title[locale],
});
const inColumns = (column: Column, locale: 'ru' | 'en'): Named => ({
  code: column.code,
  title: columnWords(column, locale),
});

function byTitle(old: Named, choices: readonly Named[]): string | undefined {
  const found = choices.filter(({ title }) => normal(title) === normal(old.title));
  return found.length === 1 ? found[0]!.code : undefined;
}
