import { z } from 'zod';
import { Failure } from '#platform/failure.ts';
import { cellTypes, type FormDefinition, organisationKinds, tableKinds } from '../rules/index.ts';

/*
 * The whole model of a form as a schema: what a file or a step of the designer may bring. It bounds shape and size; what
 * a form means (unknown cells, circles, types) `checkForm` says.
 */

const LONGEST_EXPRESSION = 2000;
const words = (longest: number) =>
  z.strictObject({ ru: z.string().max(longest), en: z.string().max(longest) });
/** Codes become names in expressions and parts of the codes of cells. */
export const Code = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9_-]*$/, 'form.code-letters');
const CheckCode = z
  .string()
  .max(100)
  .regex(/^[a-z][a-z0-9_.-]*$/, 'form.code-letters');
/** `F4`: part of an address, and of the name of a version, `F4 1`. */
export const FormCode = z
  .string()
  .max(20)
  .regex(/^[A-Z][A-Z0-9-]*$/, 'form.form-code-letters');
const CellName = z
  .string()
  .max(200)
  .regex(/^[a-z][\w.-]*$/);

const title = words(300);
const sentence = words(1000);
const expression = z.string().min(1).max(LONGEST_EXPRESSION);
const kinds = z.array(z.enum(organisationKinds)).max(organisationKinds.length);
const bound = z.number().min(-1e12).max(1e12);
const asked = z.strictObject({ who: title, purpose: sentence, act: sentence });

const consolidates = z.union([
  z.strictObject({ how: z.enum(['sum', 'count', 'min', 'max', 'recompute', 'none']) }),
  /** A column of the row, or a cell elsewhere in the form: `s1.asked_mentees`. */
  z.strictObject({
    how: z.literal('weighted'),
    by: z
      .string()
      .max(200)
      .regex(/^[a-z][a-z0-9_.-]*$/, 'form.code-letters'),
  }),
]);

export const Column = z.strictObject({
  code: Code,
  title,
  group: z.union([title, z.array(title).max(3)]).optional(),
  unit: words(60),
  hint: sentence.optional(),
  type: z.enum(cellTypes),
  scale: z.int().min(0).max(4),
  min: bound.optional(),
  max: bound.optional(),
  over: z.enum(['period', 'cumulative', 'as-of']),
  since: z.enum(['year', 'school-year']).optional(),
  options: z
    .array(z.strictObject({ code: Code, title }))
    .max(100)
    .optional(),
  longest: z.int().min(1).max(2000).optional(),
  optional: z.literal(true).optional(),
  requiredIf: expression.optional(),
  shownIf: expression.optional(),
  formula: expression.optional(),
  prefill: expression.optional(),
  consolidates: consolidates.optional(),
  asked: asked.optional(),
  closedFor: kinds.optional(),
});

export const Row = z.strictObject({
  code: z.union([z.literal(''), Code]),
  title,
  closedFor: kinds.optional(),
  apart: z.literal(true).optional(),
});

/** What a page can show and a person can fill in; `checkForm` counts the cells again. */
const MOST = { tables: 30, rows: 300, columns: 60, cells: 5000, checks: 500, closed: 5000 } as const;

export const Table = z
  .strictObject({
    code: Code,
    kind: z.enum(tableKinds),
    title,
    hint: sentence.optional(),
    rowsTitle: title.optional(),
    rows: z.array(Row).max(MOST.rows),
    columns: z.array(Column).max(MOST.columns),
    closed: z.array(z.tuple([z.union([z.literal(''), Code]), Code])).max(MOST.closed),
    total: z.strictObject({ code: z.literal('total'), title }).optional(),
    optional: z.literal(true).optional(),
    most: z.int().min(1).max(999).optional(),
  })
  .refine(({ rows, columns }) => rows.length * columns.length <= MOST.cells, 'form.file-cells');

const checkWords = {
  code: CheckCode,
  severity: z.enum(['error', 'warning']),
  holds: expression,
  text: sentence,
  short: title,
};
export const Check = z.discriminatedUnion('each', [
  z.strictObject({ ...checkWords, each: z.literal('row'), table: Code, at: Code }),
  z.strictObject({ ...checkWords, each: z.literal('cell'), cells: z.array(CellName).max(500) }),
  z.strictObject({ ...checkWords, each: z.literal('form'), at: CellName }),
]);

const Form = z.strictObject({
  code: FormCode,
  version: z.int().min(1).max(9999),
  title,
  hint: sentence.optional(),
  asked: asked.optional(),
  minutes: z.number().positive().max(10_000).optional(),
  follows: z
    .strictObject({ version: z.int().min(1).max(9999), cells: z.record(CellName, CellName) })
    .optional(),
  tables: z.array(Table).max(MOST.tables),
  checks: z.array(Check).max(MOST.checks),
  computed: z
    .array(
      z.strictObject({
        code: z
          .string()
          .max(60)
          .regex(/^\w[\w-]*$/),
        part: CellName,
        whole: CellName,
      }),
    )
    .max(100),
});

/** A file says what it is, so that another program's JSON is not taken for a form. */
const MARK = 'form 1';
const LARGEST = 1_000_000;
const DEEPEST = 12;

/** A form as a file that another installation reads. */
export const writeForm = (form: FormDefinition): string =>
  `${JSON.stringify({ vekha: MARK, form }, undefined, 2)}\n`;

/**
 * A form out of a file.
 * @throws Failure `form.file-large`, `form.file-deep`, `form.file-not-json`, `form.file-kind`, `form.file-field` and,
 * where a field's own fault can be named, its code
 */
export function readForm(text: string): FormDefinition {
  const content = contentOf(text);
  if (!('vekha' in content) || content.vekha !== MARK) throw new Failure('invalid', 'form.file-kind');
  return asForm(content.form);
}

/** The same, or a form without the mark, as it comes with the program. @throws Failure as `readForm` */
export function readAnyForm(text: string): FormDefinition {
  const content = contentOf(text);
  if ('vekha' in content) return readForm(text);
  if (!('tables' in content)) throw new Failure('invalid', 'form.file-kind');
  return asForm(content);
}

function contentOf(text: string): { vekha?: unknown; form?: unknown } {
  if (text.length > LARGEST) throw new Failure('too-large', 'form.file-large', { kilobytes: LARGEST / 1000 });
  if (depthOf(text) > DEEPEST) throw new Failure('invalid', 'form.file-deep', { most: DEEPEST });
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new Failure('invalid', 'form.file-not-json');
  }
  if (typeof content !== 'object' || content === null) throw new Failure('invalid', 'form.file-kind');
  return content;
}

/** @throws Failure with the first fault and its place */
export function asForm(content: unknown): FormDefinition {
  const read = Form.safeParse(content);
  // Zod says `undefined` where the model says "absent"; nothing parsed from JSON is undefined.
  if (read.success) return read.data as FormDefinition;
  const { path, message } = read.error.issues[0]!;
  const at = path.map(String).join('.').slice(0, 200) || 'form';
  const code = /^form\.[a-z-]+$/.test(message) ? message : 'form.file-field';
  throw new Failure('invalid', code, { at, code: '' });
}

/** How deep brackets stand in each other, those in strings aside. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (inString) {
      if (letter === '\\') at += 1;
      else if (letter === '"') inString = false;
    } else if (letter === '"') inString = true;
    else if (letter === '{' || letter === '[') deepest = Math.max(deepest, (depth += 1));
    else if (letter === '}' || letter === ']') depth -= 1;
  }
  return deepest;
}
