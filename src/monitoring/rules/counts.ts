import { tableOf } from './cells.ts';
import type { FormDefinition } from './form.ts';
import { blocks, type Issue } from './issue.ts';
import type { Sheet } from './sheet.ts';

/** «Заполнено N из M» and what stands in the way; `questions` are warnings that nobody has explained yet. */
export type Count = { filled: number; of: number; errors: number; questions: number };
export type Counts = Count & {
  f1: Count;
  /** All forms with tables; nothing for the authority and the centre, which fill in F1 alone. */
  f2: Count | undefined;
  /** Each form with tables apart, by its code. */
  forms: Readonly<Record<string, Count>>;
  unfilled: number;
};

const tally = (issues: readonly Issue[]) => ({
  errors: issues.filter(({ severity }) => severity === 'error').length,
  questions: issues.filter((issue) => issue.severity === 'warning' && blocks(issue)).length,
});

/** `rows` are the issues of each row of F1 that is asked; a row is filled when nothing in it stands in the way. */
export function countsOf(
  rows: readonly (readonly Issue[])[],
  sheet: Pick<Sheet, 'filled' | 'open' | 'byTable' | 'issues'> | undefined,
  forms: readonly FormDefinition[] = [],
): Counts {
  const f1 = {
    filled: rows.filter((issues) => !issues.some(blocks)).length,
    of: rows.length,
    ...tally(rows.flat()),
  };
  const f2 = sheet && { filled: sheet.filled, of: sheet.open, ...tally(sheet.issues) };
  const unfilled = [...rows.flat(), ...(sheet?.issues ?? [])].filter(
    (it) => it.severity === 'unfilled',
  ).length;
  const sum = (key: keyof Count) => f1[key] + (f2?.[key] ?? 0);
  return {
    f1,
    f2,
    forms: Object.fromEntries(sheet ? forms.map((form) => [form.code, countOf(form, sheet)]) : []),
    filled: sum('filled'),
    of: sum('of'),
    errors: sum('errors'),
    questions: sum('questions'),
    unfilled,
  };
}

function countOf({ tables }: FormDefinition, { byTable, issues }: Pick<Sheet, 'byTable' | 'issues'>): Count {
  const codes = new Set(tables.map(({ code }) => code));
  const count = (what: 'filled' | 'open') =>
    tables.reduce((sum, { code }) => sum + (byTable[code]?.[what] ?? 0), 0);
  const own = issues.filter(({ at }) => codes.has(tableOf(at)));
  return { filled: count('filled'), of: count('open'), ...tally(own) };
}
