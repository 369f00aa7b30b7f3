import { type CheckAt, checksOf, LARGEST } from './checks.ts';
import {
  type Answer,
  blocks,
  cellCode,
  type FormDefinition,
  type Issue,
  partsOf,
  readSheet,
  type Sheet,
  type Typed,
} from './rules/index.ts';

export type ReturnToJudge = Typed & {
  /** Why a warning is as it is, by `check@cell`: `f2.row-not-halved@t1.other.mentees`. */
  explanations: Readonly<Record<string, string | undefined>>;
  /** The numbers of the period before, scaled, as `decode` gives them; for the passport the profile's may stand in. */
  previous?: Readonly<Record<string, Answer | undefined>> | undefined;
  /** Whether that period is of the same year: cumulative numbers go on. */
  sameYear: boolean;
};
/** `totals` and `numbers` are scaled; `submittable` when nothing blocks. Issues are in the order of the cells. */
export type Verdict = Sheet & { submittable: boolean };

/** Everything that the form has to say to what has been typed. The server decides by it; nothing is saved by it. */
export function judge(form: FormDefinition, given: ReturnToJudge): Verdict {
  const sheet = readSheet(form, given);
  const figures = {
    now: figuresOf(form, (cell) => sheet.numbers[cell]),
    before: given.previous ? figuresBefore(form, given.previous) : new Map<string, number>(),
  };
  const found = checksOf(form).checks.flatMap((check) => {
    const issue = ask(check, figures, given.sameYear);
    if (!issue) return [];
    if (check.severity === 'warning')
      issue.explained = Boolean(given.explanations[`${check.code}@${check.at}`]?.trim());
    return [issue];
  });
  const issues = inOrder([...sheet.issues, ...found], sheet);
  return { ...sheet, issues, submittable: !issues.some(blocks) };
}

function inOrder(issues: Issue[], { cells, totals }: Sheet): Issue[] {
  if (issues.length < 2) return issues;
  const order = new Map([...Object.keys(cells), ...Object.keys(totals)].map((cell, at) => [cell, at]));
  const place = ({ at }: Issue) => order.get(at) ?? order.size;
  return issues.toSorted((a, b) => place(a) - place(b));
}

/** The cells that have a value, in units. A check wants doubles, and a sentence what was typed. */
type Figures = Map<string, number>;

function ask(
  { code, severity, at, operands, holds }: CheckAt,
  figures: { now: Figures; before: Figures },
  sameYear: boolean,
): Issue | undefined {
  const values: number[] = [];
  for (const { cell, before } of operands) {
    const value = (before ? figures.before : figures.now).get(cell);
    if (value === undefined) return undefined;
    values.push(value);
  }
  if (holds(values, sameYear)) return undefined;
  const params = Object.fromEntries(operands.map(({ name }, index) => [name, values[index]!]));
  return { at, code, severity, params };
}

type Numbers = NonNullable<ReturnToJudge['previous']>;
/** The period before is the same for each of a return's many saves. */
const knownBefore = new WeakMap<Numbers, { form: FormDefinition; figures: Figures }>();

function figuresBefore(form: FormDefinition, previous: Numbers): Figures {
  const known = knownBefore.get(previous);
  if (known?.form === form) return known.figures;
  const figures = figuresOf(form, (cell) => previous[cell]);
  knownBefore.set(previous, { form, figures });
  return figures;
}

/** Where figures come from, column by column; made once for a form. */
type ColumnPlan = {
  unit: number;
  rows: readonly string[];
  total?: { code: string; largest: string; parts: readonly string[] };
};
const plans = new WeakMap<FormDefinition, readonly ColumnPlan[]>();

function planOf(form: FormDefinition): readonly ColumnPlan[] {
  const known = plans.get(form);
  if (known) return known;
  const plan = form.tables.flatMap((table) =>
    table.columns.map((column): ColumnPlan => {
      const code = (row: string) => cellCode(table.code, row, column.code);
      const columnPlan = { unit: 10 ** column.scale, rows: table.rows.map((row) => code(row.code)) };
      if (!table.total) return columnPlan;
      const parts = partsOf(table).map((row) => code(row.code));
      return { ...columnPlan, total: { code: code(table.total.code), largest: code(LARGEST), parts } };
    }),
  );
  plans.set(form, plan);
  return plan;
}

/**
 * Values, totals and largest rows. A total is left out until all of its rows are there: "more than the sum" about half
 * a sum would be a false alarm. The largest row may be asked at once.
 */
function figuresOf(form: FormDefinition, read: (cell: string) => Answer | undefined): Figures {
  const figures: Figures = new Map();
  for (const { unit, rows, total } of planOf(form)) {
    for (const cell of rows) {
      const value = read(cell);
      if (typeof value === 'number') figures.set(cell, value / unit);
    }
    if (!total) continue;
    const parts = total.parts.map(read);
    const numbers = parts.filter((part) => typeof part === 'number');
    if (numbers.length === 0) continue;
    figures.set(total.largest, Math.max(...numbers) / unit);
    if (!parts.includes(null)) figures.set(total.code, numbers.reduce((sum, part) => sum + part, 0) / unit);
  }
  return figures;
}
