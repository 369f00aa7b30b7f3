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
  totalsOf,
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
    before: figuresOf(form, (cell) => given.previous?.[cell]),
  };
  const found = checksOf(form).checks.flatMap((check) => {
    const issue = ask(check, figures, given.sameYear);
    if (!issue) return [];
    if (check.severity === 'warning')
      issue.explained = Boolean(given.explanations[`${check.code}@${check.at}`]?.trim());
    return [issue];
  });
  const order = new Map(
    [...Object.keys(sheet.cells), ...Object.keys(sheet.totals)].map((cell, at) => [cell, at]),
  );
  const place = ({ at }: Issue) => order.get(at) ?? order.size;
  const issues = [...sheet.issues, ...found].toSorted((a, b) => place(a) - place(b));
  return { ...sheet, issues, submittable: !issues.some(blocks) };
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

/**
 * Values, totals and largest rows. A total is left out until all of its rows are there: "more than the sum" about half
 * a sum would be a false alarm. The largest row may be asked at once.
 */
function figuresOf(form: FormDefinition, read: (cell: string) => Answer | undefined): Figures {
  const figures: Figures = new Map();
  const value = (cell: string) => {
    const answer = read(cell);
    return typeof answer === 'number' ? answer : null;
  };
  const totals = totalsOf(form, value);
  for (const table of form.tables)
    for (const column of table.columns) {
      const code = (row: string) => cellCode(table.code, row, column.code);
      const put = (cell: string, scaled: number | null | undefined) => {
        if (scaled != null) figures.set(cell, scaled / 10 ** column.scale);
      };
      for (const row of table.rows) put(code(row.code), value(code(row.code)));
      if (!table.total) continue;
      const parts = partsOf(table).map((row) => read(code(row.code)));
      if (!parts.includes(null)) put(code(table.total.code), totals[code(table.total.code)]);
      const numbers = parts.filter((part) => typeof part === 'number');
      if (numbers.length > 0) put(code(LARGEST), Math.max(...numbers));
    }
  return figures;
}
