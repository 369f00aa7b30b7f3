import { z } from 'zod';
import { Failure } from '#platform/failure.ts';
import {
  type Asked,
  cellTypes,
  type Check,
  type Column,
  type FormDefinition,
  groupsOf,
  organisationKinds,
  type Row,
  type Table,
  tableKinds,
  type Text,
} from '../rules/index.ts';
import { codeFrom, tableCode } from './codes.ts';
import { EXPRESSIONS, renameIn } from './rename.ts';
import { asForm, Code, FormCode } from './schema.ts';

const title = z.string().trim().min(1, 'form.title-missing').max(300);
const text = z.string().trim().max(1000);
const expression = z.string().trim().max(2000);
const asked = { who: z.string().trim().max(300), purpose: text, act: text };
const kinds = z.array(z.enum(organisationKinds));
const by = z.union([z.literal(-1), z.literal(1)]);
const table = z.string().max(60);
const column = z.string().max(60);

/** One step of designing. Words are those of the language in which the designer reads. */
export const Change = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('form'),
    code: FormCode.optional(),
    title,
    hint: text,
    ...asked,
    minutes: z.number().positive().max(10_000).optional(),
  }),
  z.strictObject({ do: z.literal('add-table'), title, kind: z.enum(tableKinds) }),
  z.strictObject({
    do: z.literal('table'),
    table,
    code: Code,
    title,
    hint: text,
    rowsTitle: z.string().trim().max(300),
    kind: z.enum(tableKinds),
    total: z.string().trim().max(300),
    most: z.int().min(1).max(999).optional(),
  }),
  z.strictObject({ do: z.literal('move-table'), table, by }),
  z.strictObject({ do: z.literal('remove-table'), table }),
  z.strictObject({ do: z.literal('add-rows'), table, lines: z.string().max(60_000) }),
  z.strictObject({
    do: z.literal('row'),
    table,
    row: z.string().max(60),
    code: z.union([z.literal(''), Code]),
    title,
    apart: z.boolean(),
    closedFor: kinds,
  }),
  z.strictObject({ do: z.literal('move-row'), table, row: z.string().max(60), by }),
  z.strictObject({ do: z.literal('remove-row'), table, row: z.string().max(60) }),
  z.strictObject({
    do: z.literal('add-column'),
    table,
    title,
    type: z.enum(cellTypes),
    unit: z.string().trim().max(60),
  }),
  z.strictObject({
    do: z.literal('column'),
    table,
    column,
    code: Code,
    title,
    groups: z.array(z.string().trim().max(300)).max(3),
    unit: z.string().trim().max(60),
    hint: text,
    type: z.enum(cellTypes),
    scale: z.int('form.scale-range').min(0, 'form.scale-range').max(4, 'form.scale-range'),
    min: z.number().optional(),
    max: z.number().optional(),
    over: z.enum(['period', 'cumulative', 'as-of']),
    since: z.enum(['year', 'school-year']),
    options: z.string().max(20_000),
    longest: z.int().min(1).max(2000).optional(),
    optional: z.boolean(),
    requiredIf: expression,
    shownIf: expression,
    formula: expression,
    prefill: expression,
    consolidates: z.enum(['', 'sum', 'count', 'min', 'max', 'recompute', 'none', 'weighted']),
    weight: z.string().trim().max(60),
    ...asked,
    closedFor: kinds,
  }),
  z.strictObject({ do: z.literal('move-column'), table, column, by }),
  z.strictObject({ do: z.literal('remove-column'), table, column }),
  z.strictObject({
    do: z.literal('closed'),
    table,
    cells: z.array(z.tuple([z.string().max(60), z.string().max(60)])).max(5000),
  }),
  z.strictObject({
    do: z.literal('check'),
    /** Empty for a new one. */
    check: z.string().max(100),
    severity: z.enum(['error', 'warning']),
    each: z.enum(['row', 'cell', 'form']),
    table: z.string().max(60),
    /** A column of the table, or cells, a blank or a comma between them. */
    at: z.string().trim().max(20_000),
    holds: z.string().trim().min(1, 'form.holds-missing').max(2000),
    text: z.string().trim().min(1, 'form.sentence-missing').max(1000),
    short: z.string().trim().max(300),
  }),
  z.strictObject({ do: z.literal('remove-check'), check: z.string().max(100) }),
  z.strictObject({ do: z.literal('take-tables'), tables: z.array(z.unknown()).min(1).max(30) }),
]);
export type Change = z.output<typeof Change>;
type Did<Name extends Change['do']> = Extract<Change, { do: Name }>;

/** What a step needs to know beside the form. */
export type Around = {
  locale: 'ru' | 'en';
  /** Codes of tables that other forms of the municipality have. */
  tablesElsewhere: ReadonlySet<string>;
  /** A published version stands before this one: the form keeps its code. */
  isPublished: boolean;
};

/**
 * The form after a step.
 * @throws Failure `form.part-gone`, `form.code-taken-here`, `form.code-published`, and those of the schema
 */
export function changed(form: FormDefinition, change: Change, around: Around): FormDefinition {
  const after = STEPS[change.do](form, change as never, around);
  return asForm(JSON.parse(JSON.stringify(after)));
}

type Step<Name extends Change['do']> = (
  form: FormDefinition,
  change: Did<Name>,
  around: Around,
) => FormDefinition;
const STEPS: { [Name in Change['do']]: Step<Name> } = {
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
  'add-column': (form, change) =>
    withTable(form, change.table, (table) => {
      const column: Column = {
        code: codeFrom(
          change.title,
          table.columns.map(({ code }) => code),
          'column',
        ),
        title: same(change.title),
        unit: same(change.unit),
        type: change.type,
        scale: change.type === 'decimal' || change.type === 'share' ? 1 : 0,
        over: 'period',
        ...(change.type === 'choice' ? { options: YES_NO } : {}),
      };
      return { ...table, columns: [...table.columns, column] };
    }),
  column: (form, change, { locale }) => {
    const { columns } = tableOf(form, change.table);
    free(columns, change.column, change.code);
    const named = withTable(form, change.table, (table) => ({
      ...table,
      columns: replaced(table.columns, change.column, (column) => columnFrom(column, change, locale)),
    }));
    if (change.code === change.column) return named;
    return renameIn(named, {
      part: 'column',
      table: change.table,
      from: change.column,
      to: change.code,
    });
  },
  'move-column': (form, { table, column, by }) =>
    withTable(form, table, (one) => ({ ...one, columns: moved(one.columns, column, by) })),
  'remove-column': (form, { table, column }) =>
    withoutLostSums(
      withTable(form, table, (one) => ({
        ...one,
        columns: without(one.columns, column),
        closed: one.closed.filter(([, closed]) => closed !== column),
      })),
    ),
  closed: (form, { table, cells }) => withTable(form, table, (one) => ({ ...one, closed: cells })),
  check: (form, change, { locale }) => {
    const before = form.checks.find(({ code }) => code === change.check);
    if (change.check !== '' && !before) throw new Failure('not-found', 'form.part-gone');
    const taken = form.checks.map(({ code }) => code);
    const prefix = `${form.code.toLowerCase()}.`;
    const code =
      before?.code ??
      prefix +
        codeFrom(
          change.short || change.text,
          taken.map((one) => one.replace(prefix, '')),
          'check',
        );
    const made = checkFrom(code, before, change, locale);
    const checks = before ? replaced(form.checks, before.code, () => made) : [...form.checks, made];
    return { ...form, checks };
  },
  'remove-check': (form, { check }) => ({ ...form, checks: without(form.checks, check) }),
  'take-tables': (form, { tables }, { tablesElsewhere }) =>
    tables.reduce<FormDefinition>((before, one) => {
      // The schema of the whole form says at the end what is wrong with a table from elsewhere.
      const table = one as Table;
      const taken = new Set([...tablesElsewhere, ...before.tables.map(({ code }) => code)]);
      const code = tableCode(before.code, taken);
      return { ...before, tables: [...before.tables, { ...table, code }] };
    }, form),
};

const YES_NO = [
  { code: 'yes', title: { ru: 'да', en: 'yes' } },
  { code: 'no', title: { ru: 'нет', en: 'no' } },
];

function columnFrom(column: Column, change: Did<'column'>, locale: 'ru' | 'en'): Column {
  const { type, scale } = change;
  const groups = groupsOf(column);
  const headings = change.groups
    .map((group, at) => ({ group, before: groups[at] }))
    .filter(({ group }) => group !== '')
    .map(({ group, before }) => worded(before, group, locale));
  const isNumber = type === 'whole' || type === 'decimal' || type === 'share';
  const made: { [Field in keyof Column]: Column[Field] | undefined } = {
    ...column,
    title: worded(column.title, change.title, locale),
    group: headings.length === 1 ? headings[0] : headings.length > 1 ? headings : undefined,
    unit: change.unit ? worded(column.unit, change.unit, locale) : same(''),
    hint: worded(column.hint, change.hint, locale),
    type,
    scale: type === 'decimal' || type === 'share' ? scale : 0,
    min: isNumber ? change.min : undefined,
    max: isNumber ? change.max : undefined,
    over: change.over,
    since: change.over === 'cumulative' && change.since === 'school-year' ? 'school-year' : undefined,
    options: type === 'choice' ? optionsFrom(column, change.options, locale) : undefined,
    longest: type === 'text' ? change.longest : undefined,
    optional: change.optional ? true : undefined,
    consolidates:
      change.consolidates === ''
        ? undefined
        : change.consolidates === 'weighted'
          ? { how: 'weighted', by: change.weight }
          : { how: change.consolidates },
    asked: askedFrom(column.asked, change, locale),
    closedFor: change.closedFor.length > 0 ? change.closedFor : undefined,
  };
  for (const field of EXPRESSIONS) made[field] = change[field] || undefined;
  return trimmed(made) as Column;
}

/** A line an answer; «код = ответ» names its code, which a new title otherwise keeps by its place. */
function optionsFrom(column: Column, lines: string, locale: 'ru' | 'en'): { code: string; title: Text }[] {
  const before = column.options ?? [];
  const options: { code: string; title: Text }[] = [];
  for (const line of lines.split('\n').map((one) => one.trim()))
    if (line !== '') {
      const [, named, rest] = /^([a-z][a-z0-9_-]*)\s*=\s*(.+)$/.exec(line) ?? [];
      const title = (rest ?? line).slice(0, 300);
      const old = before.find((one) => (named ? one.code === named : one.title[locale] === title));
      const code =
        named ??
        old?.code ??
        codeFrom(
          title,
          options.map((one) => one.code),
          'answer',
        );
      options.push({ code, title: worded(old?.title, title, locale) });
    }
  return options;
}

function checkFrom(
  code: string,
  before: Check | undefined,
  change: Did<'check'>,
  locale: 'ru' | 'en',
): Check {
  const words = {
    code,
    severity: change.severity,
    holds: change.holds,
    text: worded(before?.text, change.text, locale),
    short: worded(before?.short, change.short || change.text.slice(0, 300), locale),
  };
  const places = change.at.split(/[\s,]+/).filter(Boolean);
  if (change.each === 'cell') return { ...words, each: 'cell', cells: places };
  if (places.length !== 1) throw refused('form.check-place', 'at');
  return change.each === 'row'
    ? { ...words, each: 'row', table: change.table, at: places[0]! }
    : { ...words, each: 'form', at: places[0]! };
}

/** Words in one language; the other goes along for as long as it says the same. */
function worded(before: Text | undefined, written: string, locale: 'ru' | 'en'): Text;
function worded(before: Text | undefined, written: string, locale: 'ru' | 'en') {
  if (written === '' || !before) return written === '' ? undefined : same(written);
  const other = locale === 'ru' ? 'en' : 'ru';
  const goesAlong = before[other] === before[locale] || before[other] === '';
  return locale === 'ru'
    ? { ru: written, en: goesAlong ? written : before.en }
    : { ru: before.ru || written, en: written };
}
const same = (text: string): Text => ({ ru: text, en: text });

function askedFrom(
  before: Asked | undefined,
  { who, purpose, act }: Asked_,
  locale: 'ru' | 'en',
): Asked | undefined {
  if (!who && !purpose && !act) return undefined;
  const words = (old: Text | undefined, text: string) => (text ? worded(old, text, locale) : same(''));
  return {
    who: words(before?.who, who),
    purpose: words(before?.purpose, purpose),
    act: words(before?.act, act),
  };
}
type Asked_ = { who: string; purpose: string; act: string };

/** What is absent is absent in the file too. */
const trimmed = <Thing extends object>(thing: Thing): never =>
  Object.fromEntries(Object.entries(thing).filter(([, value]) => value !== undefined)) as never;

type Coded = { code: string };
const refused = (code: string, at: string) => new Failure('invalid', code, {}, [{ at, code, params: {} }]);
function free(things: readonly Coded[], old: string, now: string): void {
  if (now !== old && things.some(({ code }) => code === now)) throw refused('form.code-taken-here', 'code');
}
function replaced<Thing extends Coded>(
  things: readonly Thing[],
  code: string,
  by: (one: Thing) => Thing,
): Thing[] {
  const at = indexOf(things, code);
  return things.with(at, by(things[at]!));
}
function without<Thing extends Coded>(things: readonly Thing[], code: string): Thing[] {
  return things.toSpliced(indexOf(things, code), 1);
}
function moved<Thing extends Coded>(things: readonly Thing[], code: string, by: 1 | -1): Thing[] {
  const at = indexOf(things, code);
  const to = at + by;
  if (to < 0 || to >= things.length) return [...things];
  return things.with(at, things[to]!).with(to, things[at]!);
}
/** @throws Failure `form.part-gone`: somebody else has taken it out meanwhile */
function indexOf(things: readonly Coded[], code: string): number {
  const at = things.findIndex((one) => one.code === code);
  if (at < 0) throw new Failure('not-found', 'form.part-gone');
  return at;
}
const tableOf = ({ tables }: FormDefinition, code: string) => tables[indexOf(tables, code)]!;
const withTable = (form: FormDefinition, code: string, by: (table: Table) => Table): FormDefinition => ({
  ...form,
  tables: replaced(form.tables, code, by),
});

/** A share of what is no longer asked is none. */
function withoutLostSums(form: FormDefinition): FormDefinition {
  const has = (cell: string) => {
    const steps = cell.split('.');
    const table = form.tables.find(({ code }) => code === steps[0]);
    const isRow = (row: Row) => row.code === (steps.length === 3 ? steps[1] : '');
    const row = steps[1] === 'total' || table?.kind !== 'fixed' || table.rows.some(isRow);
    return row && table?.columns.some(({ code }) => code === steps.at(-1)) === true;
  };
  return { ...form, computed: form.computed.filter(({ part, whole }) => has(part) && has(whole)) };
}
