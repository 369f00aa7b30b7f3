import { z } from 'zod';
import { cellTypes, type FormDefinition, organisationKinds, tableKinds } from '../rules/index.ts';
import { Code, FormCode } from './schema.ts';

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
export type Did<Name extends Change['do']> = Extract<Change, { do: Name }>;

/** What a step needs to know beside the form. */
export type Around = {
  locale: 'ru' | 'en';
  /** Codes of tables that other forms of the municipality have. */
  tablesElsewhere: ReadonlySet<string>;
  /** A published version stands before this one: the form keeps its code. */
  isPublished: boolean;
};

export type Step<Name extends Change['do']> = (
  form: FormDefinition,
  change: Did<Name>,
  around: Around,
) => FormDefinition;
/** What each of some steps does. */
export type Steps<Name extends Change['do']> = { [One in Name]: Step<One> };
