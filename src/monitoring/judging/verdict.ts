import {
  type Answer,
  blocks,
  cellCode,
  cellsByCode,
  count,
  type Facts,
  type FormDefinition,
  isNumber,
  type Issue,
  partsOf,
  readSheet,
  readValue,
  type Sheet,
  type Typed,
} from '../rules/index.ts';
import {
  type CheckAt,
  compiledForm,
  type ConditionAt,
  COUNT,
  type FormulaAt,
  LARGEST,
  type Operand,
  SMALLEST,
} from './compiled.ts';
import type { Value } from './expression.ts';

/** What an earlier return of the organisation said: numbers scaled, as `decode` gives them, and words as kept. */
export type EarlierAnswers = {
  numbers: Readonly<Record<string, Answer | undefined>>;
  values?: Readonly<Record<string, string>> | undefined;
};
export type ReturnToJudge = Typed & {
  /** Why a warning is as it is, by `check@cell`: `f2.row-not-halved@t1.other.mentees`. */
  explanations: Readonly<Record<string, string | undefined>>;
  /** The same of the period before: what was explained then is not asked anew. */
  explainedBefore?: Readonly<Record<string, string | undefined>> | undefined;
  /** The numbers of the period before, scaled, as `decode` gives them; for the passport the profile's may stand in. */
  previous?: Readonly<Record<string, Answer | undefined>> | undefined;
  /** The same of a year before. */
  yearAgo?: Readonly<Record<string, Answer | undefined>> | undefined;
  /** Whether the period before is of the same year: cumulative numbers go on. */
  sameYear: boolean;
  facts?: Facts | undefined;
};
/**
 * `totals` (formulas too) and `numbers` are scaled; `submittable` when nothing blocks. Issues are in the order of the
 * cells; `hidden` are the cells that are not asked because of what other cells say.
 */
export type Verdict = Sheet & { submittable: boolean; hidden: readonly string[] };

/**
 * Everything that the form has to say to what has been typed; the same in the browser, on the server and in the command
 * line. `form` is laid out for the return: see `laidOut`.
 */
export function judge(form: FormDefinition, given: ReturnToJudge): Verdict {
  const sheet = readSheet(form, given, readValue);
  const figures: Figures = {
    now: figuresOf(form, (cell) => sheet.numbers[cell]),
    before: earlierFigures(form, given.previous),
    'year-ago': earlierFigures(form, given.yearAgo),
    facts: factsOf(given),
  };
  addWords(form, sheet, figures.now);
  const { checks, conditions, formulas } = compiledForm(form);
  const hidden = conditions.length > 0 ? [...settle(form, conditions, sheet, figures, given)] : [];
  for (const formula of formulas) compute(formula, sheet, figures);
  const found = checks.flatMap((check) => ask(check, figures, given) ?? []);
  const issues = inOrder([...sheet.issues, ...found], sheet);
  return { ...sheet, issues, submittable: !issues.some(blocks), hidden };
}

function inOrder(issues: Issue[], { cells, totals }: Sheet): Issue[] {
  if (issues.length < 2) return issues;
  const order = new Map([...Object.keys(cells), ...Object.keys(totals)].map((cell, at) => [cell, at]));
  const place = ({ at }: Issue) => order.get(at) ?? order.size;
  return issues.toSorted((a, b) => place(a) - place(b));
}

/** The cells that have a value, in units. A check wants doubles, and a sentence what was typed. */
type CellFigures = Map<string, Value>;
type Figures = Record<Operand['from'], CellFigures>;

/** The values that an expression takes; nothing where one is missing that must be there. */
function valuesFor(operands: readonly Operand[], figures: Figures): (Value | undefined)[] | undefined {
  const values: (Value | undefined)[] = [];
  for (const { cell, from, used } of operands) {
    const value = figures[from].get(cell);
    if (used === 'given') values.push(value !== undefined);
    else if (value === undefined && used === 'value') return undefined;
    else values.push(value);
  }
  return values;
}

function ask(check: CheckAt, figures: Figures, given: ReturnToJudge): Issue | undefined {
  const values = valuesFor(check.operands, figures);
  if (!values || check.run(values) !== false) return undefined;
  const { at, code, severity } = check;
  const params: Record<string, string | number> = {};
  for (const [index, { name, used }] of check.operands.entries()) {
    const value = values[index];
    if (used !== 'given' && value !== undefined)
      params[name] = typeof value === 'boolean' ? String(value) : value;
  }
  return severity === 'warning'
    ? explained({ at, code, severity, params }, given)
    : { at, code, severity, params };
}

/** A warning is answered by an explanation, now or in the period before. */
function explained(issue: Issue, { explanations, explainedBefore }: ReturnToJudge): Issue {
  const key = `${issue.code}@${issue.at}`;
  const why = explanations[key] ?? explainedBefore?.[key];
  return { ...issue, explained: Boolean(why?.trim()) };
}

function compute(
  { at, operands, run, scale, isFlag }: FormulaAt,
  sheet: Sheet,
  { now, ...others }: Figures,
): void {
  const values = valuesFor(operands, { now, ...others });
  const value = values && run(values);
  if (isFlag || typeof value === 'boolean') {
    if (value !== undefined) now.set(at, value);
    if (value !== undefined) sheet.texts[at] = value ? 'yes' : 'no';
    return;
  }
  if (typeof value === 'string') {
    now.set(at, value);
    sheet.texts[at] = value;
    return;
  }
  const scaled = value === undefined ? null : Math.round(value * 10 ** scale);
  sheet.totals[at] = scaled;
  if (scaled !== null) now.set(at, scaled / 10 ** scale);
}

/** Words and answers of yes and no, beside the numbers. */
function addWords(form: FormDefinition, { texts }: Sheet, now: CellFigures): void {
  const names = Object.keys(texts);
  if (names.length === 0) return;
  for (const { cell, parts } of wordCounts(form)) {
    const count = parts.filter((part) => texts[part] !== undefined).length;
    if (count > 0) now.set(cell, count);
  }
  const flags = flagCells(form);
  for (const cell of names) now.set(cell, flags.has(cell) ? texts[cell] === 'yes' : texts[cell]!);
}

const knownCounts = new WeakMap<FormDefinition, { cell: string; parts: readonly string[] }[]>();
/** How many rows of a column of words are filled in, where an expression asks for it. */
function wordCounts(form: FormDefinition) {
  const known = knownCounts.get(form);
  if (known) return known;
  const used = operandCells(form);
  const found = form.tables.flatMap((table) =>
    table.columns
      .filter((column) => !isNumber(column))
      .map((column) => ({
        cell: cellCode(table.code, COUNT, column.code),
        parts: partsOf(table).map((row) => cellCode(table.code, row.code, column.code)),
      }))
      .filter(({ cell }) => used.has(cell)),
  );
  knownCounts.set(form, found);
  return found;
}

/** All cells that any expression of the form asks for. */
function operandCells(form: FormDefinition): ReadonlySet<string> {
  const { checks, formulas, conditions } = compiledForm(form);
  return new Set(
    [...checks, ...formulas, ...conditions].flatMap(({ operands }) => operands.map(({ cell }) => cell)),
  );
}

const knownFlags = new WeakMap<FormDefinition, ReadonlySet<string>>();
function flagCells(form: FormDefinition): ReadonlySet<string> {
  const known = knownFlags.get(form);
  if (known) return known;
  const found = new Set(
    form.tables.flatMap(({ code, rows, columns }) =>
      columns
        .filter(({ type }) => type === 'yes-no')
        .flatMap((column) => rows.map((row) => cellCode(code, row.code, column.code))),
    ),
  );
  knownFlags.set(form, found);
  return found;
}

function factsOf({ facts, sameYear }: ReturnToJudge): CellFigures {
  const found: CellFigures = new Map();
  for (const [name, value] of Object.entries(facts ?? {})) if (value !== undefined) found.set(name, value);
  return found.set('sameYear', sameYear);
}

/** Which cells are not asked, which may be left empty, and which say otherwise than what is known. */
function settle(
  form: FormDefinition,
  conditions: readonly ConditionAt[],
  sheet: Sheet,
  figures: Figures,
  given: ReturnToJudge,
): ReadonlySet<string> {
  const hidden = new Set<string>();
  const cells = cellsByCode(form, given.organisationKind);
  const drop = (at: string) => {
    const before = sheet.issues.length;
    sheet.issues = sheet.issues.filter((issue) => issue.at !== at);
    return before !== sheet.issues.length;
  };
  for (const { what, at, operands, run } of conditions) {
    const read = sheet.cells[at];
    const cell = cells.get(at);
    if (!read || read.kind === 'closed' || !cell || hidden.has(at)) continue;
    const { column, table } = cell;
    const values = valuesFor(operands, figures);
    const value = values && run(values);
    if (what === 'shown' && value !== true) {
      hidden.add(at);
      drop(at);
      if (read.kind !== 'not-applicable' && !(read.kind === 'empty' && column.optional))
        count(sheet, table.code, 'open', -1);
      if (read.kind === 'value' || read.kind === 'text') count(sheet, table.code, 'filled', -1);
      if (isNumber(column)) sheet.numbers[at] = 'not-applicable';
      delete sheet.texts[at];
      figures.now.delete(at);
    } else if (what === 'required' && value !== true && read.kind === 'empty') {
      if (drop(at)) count(sheet, table.code, 'open', -1);
    } else if (what === 'prefill' && value !== undefined && (read.kind === 'value' || read.kind === 'text')) {
      const said = read.kind === 'value' ? read.value / 10 ** column.scale : read.text;
      const flag = typeof value === 'boolean' ? (value ? 'yes' : 'no') : value;
      const known =
        typeof flag === 'number' ? Math.round(flag * 10 ** column.scale) / 10 ** column.scale : flag;
      if (known === said) continue;
      const params = { known, typed: said };
      sheet.issues.push(explained({ at, severity: 'warning', code: PREFILL_CHANGED, params }, given));
    }
  }
  return hidden;
}

/** Another answer than the one that was known asks why. */
export const PREFILL_CHANGED = 'monitoring.prefill-changed';

/** What is known of cells before anybody types: as typed, by cell. */
export function prefills(
  form: FormDefinition,
  given: Pick<ReturnToJudge, 'previous' | 'yearAgo' | 'sameYear' | 'facts' | 'organisationKind'>,
): Record<string, string> {
  const found: Record<string, string> = {};
  const conditions = compiledForm(form).conditions.filter(({ what }) => what === 'prefill');
  if (conditions.length === 0) return found;
  const figures: Figures = {
    now: new Map(),
    before: earlierFigures(form, given.previous),
    'year-ago': earlierFigures(form, given.yearAgo),
    facts: factsOf({ ...given, values: {}, notApplicable: {}, explanations: {} }),
  };
  const cells = cellsByCode(form, given.organisationKind);
  for (const { at, operands, run } of conditions) {
    const cell = cells.get(at);
    const values = cell?.state === 'open' ? valuesFor(operands, figures) : undefined;
    const value = values && run(values);
    if (value === undefined || !cell) continue;
    const typed =
      typeof value === 'number'
        ? value.toFixed(cell.column.scale).replace('.', ',')
        : typeof value === 'boolean'
          ? value
            ? 'yes'
            : 'no'
          : value;
    if (readValue(typed, cell.column).kind !== 'fault') found[at] = typed;
  }
  return found;
}

type Numbers = NonNullable<ReturnToJudge['previous']>;
/** An earlier period is the same for each of a return's many saves. */
const knownEarlier = new WeakMap<Numbers, { form: FormDefinition; figures: CellFigures }>();
const NOTHING: CellFigures = new Map();

function earlierFigures(form: FormDefinition, numbers: Numbers | undefined): CellFigures {
  if (!numbers) return NOTHING;
  const known = knownEarlier.get(numbers);
  if (known?.form === form) return known.figures;
  const figures = figuresOf(form, (cell) => numbers[cell]);
  for (const { at, operands, run, scale } of compiledForm(form).formulas) {
    const now = operands.every(({ from, used }) => from === 'now' && used !== 'given');
    const values = now
      ? valuesFor(operands, { now: figures, before: NOTHING, 'year-ago': NOTHING, facts: NOTHING })
      : undefined;
    const value = values && run(values);
    if (typeof value === 'number') figures.set(at, Math.round(value * 10 ** scale) / 10 ** scale);
  }
  knownEarlier.set(numbers, { form, figures });
  return figures;
}

/** Where figures come from, column by column; made once for a form. */
type ColumnPlan = {
  unit: number;
  rows: readonly string[];
  parts: readonly string[];
  /** Rows of the column's own that some expression asks for. */
  own: readonly { cell: string; row: 'total' | typeof LARGEST | typeof SMALLEST | typeof COUNT }[];
};
const plans = new WeakMap<FormDefinition, readonly ColumnPlan[]>();
const OWN_ROWS = ['total', LARGEST, SMALLEST, COUNT] as const;

function planOf(form: FormDefinition): readonly ColumnPlan[] {
  const known = plans.get(form);
  if (known) return known;
  const used = operandCells(form);
  const plan = form.tables.flatMap((table) =>
    table.columns.filter(isNumber).map((column): ColumnPlan => {
      const code = (row: string) => cellCode(table.code, row, column.code);
      return {
        unit: 10 ** column.scale,
        rows: table.rows.map((row) => code(row.code)),
        parts: partsOf(table).map((row) => code(row.code)),
        own: OWN_ROWS.flatMap((row) =>
          used.has(code(row)) && !column.formula ? { cell: code(row), row } : [],
        ),
      };
    }),
  );
  plans.set(form, plan);
  return plan;
}

/**
 * Values, totals and largest rows. A total is left out until all of its rows are there: "more than the sum" about half
 * a sum would be a false alarm. The largest row may be asked at once.
 */
function figuresOf(form: FormDefinition, read: (cell: string) => Answer | undefined): CellFigures {
  const figures: CellFigures = new Map();
  for (const { unit, rows, parts, own } of planOf(form)) {
    for (const cell of rows) {
      const value = read(cell);
      if (typeof value === 'number') figures.set(cell, value / unit);
    }
    if (own.length === 0) continue;
    const answers = parts.map(read);
    const numbers = answers.filter((answer) => typeof answer === 'number');
    if (numbers.length === 0) continue;
    for (const { cell, row } of own) {
      const value = ownValue(row, answers, numbers);
      if (value !== undefined) figures.set(cell, row === COUNT ? value : value / unit);
    }
  }
  return figures;
}

function ownValue(
  row: ColumnPlan['own'][number]['row'],
  answers: readonly (Answer | undefined)[],
  numbers: readonly number[],
): number | undefined {
  if (row === LARGEST) return Math.max(...numbers);
  if (row === SMALLEST) return Math.min(...numbers);
  if (row === COUNT) return numbers.length;
  return answers.includes(null) ? undefined : numbers.reduce((sum, number) => sum + number, 0);
}
