import {
  type Cell,
  cellCode,
  cellsOf,
  type Column,
  columnWords,
  type Fact,
  facts,
  type FormDefinition,
  groupsOf,
  indicators,
  isNumber,
  laidOut,
  listRow,
  type OrganisationKind,
  type Table,
} from '../rules/index.ts';
import { normal } from './normal.ts';
import { EXPRESSIONS } from './rename.ts';

/** How long one answer takes where nobody has measured it, in seconds. */
export const SECONDS = { number: 20, words: 60 } as const;
/** How many rows of a list, and of a roadmap table, the cost counts where no campaign has asked it yet. */
export const ROWS = 5;

export type Cost = {
  /** Answers of one organisation that the form asks most. */
  numbers: number;
  words: number;
  minutes: number;
  /** `minutes` was measured, not reckoned. */
  measured: boolean;
  /** Where the number of rows of its lists is from; nothing for a form without lists. */
  lists: 'asked-before' | 'guessed' | undefined;
  organisations: number;
  /** Of all organisations together, closed cells of their kinds left out. */
  hours: number;
};

/** Who will answer: the kinds of the organisations, one for each, and how many rows such lists have had on the average. */
export type Answering = { kinds: readonly OrganisationKind[]; rows: ReadonlyMap<string, number> };

/** What a form costs those who fill it in. */
export function costOf(form: FormDefinition, { kinds, rows }: Answering): Cost {
  const one = [listRow(1)];
  const sample = laidOut(form, Object.fromEntries(form.tables.map(({ code }) => [code, one])));
  const timesOf = ({ kind, code }: Table) => (kind === 'fixed' ? 1 : (rows.get(code) ?? ROWS));
  const asked = new Map(
    [...new Set(['school' as const, ...kinds])].map((kind) => {
      const open = cellsOf(sample, kind).filter(({ state }) => state === 'open');
      const total = (cells: readonly Cell[]) => cells.reduce((sum, { table }) => sum + timesOf(table), 0);
      const numbers = total(open.filter(({ column }) => isNumber(column)));
      return [kind, { numbers, words: total(open) - numbers }];
    }),
  );
  const most = [...asked.values()].reduce((a, b) => (b.numbers + b.words > a.numbers + a.words ? b : a));
  const seconds = ({ numbers, words }: { numbers: number; words: number }) =>
    form.minutes === undefined ? numbers * SECONDS.number + words * SECONDS.words : form.minutes * 60;
  const all = kinds.reduce((sum, kind) => sum + seconds(asked.get(kind)!), 0);
  const lists = form.tables.filter(({ kind }) => kind !== 'fixed');
  return {
    numbers: Math.round(most.numbers),
    words: Math.round(most.words),
    minutes: Math.max(1, Math.round(seconds(most) / 60)),
    measured: form.minutes !== undefined,
    lists:
      lists.length === 0 ? undefined : lists.every(({ code }) => rows.has(code)) ? 'asked-before' : 'guessed',
    organisations: kinds.length,
    hours: Math.round(all / 360) / 10,
  };
}

/** A cell or a column that need not be asked; `why` is a code of the catalogue without `form.twice-`. */
export type AskedTwice = {
  why: 'elsewhere' | 'sum' | 'profile' | 'unused';
  table: string;
  column: string;
  params: Readonly<Record<string, string | number>>;
};

type Others = {
  /** The other forms that the municipality may ask. */
  forms: readonly FormDefinition[];
  /** The form, or its version before, has been asked for a year at least. */
  isOld: boolean;
};

/** What the form asks though it is known, asked elsewhere, can be computed, or is not used for anything. */
export function askedTwice(
  form: FormDefinition,
  { forms, isOld }: Others,
  locale: 'ru' | 'en',
): AskedTwice[] {
  const elsewhere = new Map<string, { form: FormDefinition; cell: Cell }>();
  for (const other of forms.filter(({ code }) => code !== form.code))
    for (const cell of cellsOf(other, 'school'))
      if (cell.state === 'open') elsewhere.set(keyOf(cell), { form: other, cell });
  const known = profileWords(forms);
  const used = isOld ? usedIn(form) : undefined;
  const found: AskedTwice[] = [];
  const cells = cellsOf(form, 'school');
  for (const table of form.tables)
    for (const column of table.columns) {
      if (column.formula) continue;
      const tell = (why: AskedTwice['why'], params: AskedTwice['params'] = {}) =>
        found.push({
          why,
          table: table.code,
          column: column.code,
          params: { column: columnWords(column, locale), ...params },
        });
      const open = cells.filter(
        (cell) => cell.table === table && cell.column === column && cell.state === 'open',
      );
      const same = open.flatMap((cell) => elsewhere.get(keyOf(cell)) ?? []);
      const first = same[0];
      if (first)
        tell('elsewhere', {
          form: first.form.code,
          title: first.form.title[locale],
          other: columnWords(first.cell.column, locale),
          count: same.length,
        });
      const fact = isNumber(column) ? known.get(normal(columnWords(column, 'ru'))) : undefined;
      if (fact && !column.prefill?.includes(fact)) tell('profile', { fact });
      const parts = partsOfSum(column, table);
      if (parts.length > 1)
        tell('sum', { formula: parts.map(({ code }) => code.replaceAll('-', '_')).join(' + ') });
      if (used && isNumber(column) && !used.has(`${table.code}.${column.code}`)) tell('unused');
    }
  return found;
}

/** A cell by what it asks: row and column in words, unit, and what the number is about. */
function keyOf({ row, column }: Cell): string {
  const unit = normal(column.unit.ru) || column.unit.ru.replace('.', '');
  const words = [row.code === '' ? '' : row.title.ru, columnWords(column, 'ru')].map(normal);
  return [...words, column.type, unit, column.over].join('|');
}

/** What the card of an organisation knows, by the words in which F2 asks it. */
function profileWords(forms: readonly FormDefinition[]): Map<string, Fact> {
  const columns = forms.flatMap(({ tables }) => tables.flatMap((table) => table.columns));
  return new Map(
    columns.flatMap((column) => {
      const fact = `org.${column.code}` as Fact;
      return fact in facts ? [[normal(columnWords(column, 'ru')), fact] as const] : [];
    }),
  );
}

const ALL = /(^|[\s,])(всего|итого)([\s,.]|$)/iu;
const OF_THEM = /^(из них|в том числе|в т\. ?ч\.)/iu;

/** The parts of a «всего»: the other numbers under the same heading, unless they are only some of it. */
function partsOfSum(column: Column, table: Table): Column[] {
  if (!isNumber(column) || !ALL.test(column.title.ru)) return [];
  const groups = groupsOf(column);
  if (groups.length === 0) return [];
  const under = (other: Column) => groups.every((group, at) => groupsOf(other)[at]?.ru === group.ru);
  const parts = table.columns.filter(
    (other) => other !== column && isNumber(other) && !other.formula && under(other),
  );
  return parts.some(({ title }) => OF_THEM.test(title.ru)) ? [] : parts;
}

/** The columns to which a check, formula, condition, weight, share or indicator refers. */
function usedIn(form: FormDefinition): Set<string> {
  const used = new Set<string>();
  const mark = (table: string | undefined, path: string) => {
    const steps = path.replace(/^(prev|year_ago)\./, '').split('.');
    const owner = steps.length > 1 ? steps[0] : table;
    for (const one of form.tables)
      if (one.code.replaceAll('-', '_') === owner || one.code === owner)
        for (const { code } of one.columns)
          if (code === steps.at(-1) || code.replaceAll('-', '_') === steps.at(-1))
            used.add(`${one.code}.${code}`);
  };
  const read = (table: string | undefined, source: string) => {
    for (const [path] of source.matchAll(/[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/g)) mark(table, path);
  };
  for (const table of form.tables)
    for (const column of table.columns) {
      for (const field of EXPRESSIONS) if (column[field]) read(table.code, column[field]);
      if (column.consolidates?.how === 'weighted') mark(table.code, column.consolidates.by);
    }
  for (const check of form.checks) {
    read(check.each === 'row' ? check.table : undefined, check.holds);
    if (check.each === 'cell') for (const cell of check.cells) mark(undefined, cell);
    else mark(check.each === 'row' ? check.table : undefined, check.at);
  }
  for (const { part, whole } of [...form.computed, ...indicators]) {
    mark(undefined, part);
    mark(undefined, whole);
  }
  return used;
}

/** The cells of a column as expressions name them, to be offered to whoever writes one. */
export const operandsFor = (
  form: FormDefinition,
  table: Table | undefined,
): { path: string; title: string }[] => {
  const dotted = form.tables.flatMap((one) => {
    const rows = one.kind === 'fixed' ? one.rows : [];
    const total = one.total || rows.length > 1 || one.kind !== 'fixed';
    return one.columns.flatMap((column) =>
      [
        ...rows.map((row) => ({ row: row.code, words: row.code === '' ? '' : `${row.title.ru}: ` })),
        ...(total && isNumber(column)
          ? [{ row: 'total', words: `${one.total?.title.ru ?? 'Всего'}: ` }]
          : []),
      ].map(({ row, words }) => ({
        path: cellCode(one.code, row, column.code).replaceAll('-', '_'),
        title: words + columnWords(column, 'ru'),
      })),
    );
  });
  const own = (table?.columns ?? []).map((column) => ({
    path: column.code,
    title: columnWords(column, 'ru'),
  }));
  return [...own, ...dotted];
};
