import { blocks, type Issue } from './issue.ts';

/** «Заполнено N из M» and what stands in the way; `questions` are warnings that nobody has explained yet. */
export type Count = { filled: number; of: number; errors: number; questions: number };
export type Counts = Count & {
  f1: Count;
  /** Nothing for the authority and the centre, which fill in F1 alone. */
  f2: Count | undefined;
  unfilled: number;
};

const tally = (issues: readonly Issue[]) => ({
  errors: issues.filter(({ severity }) => severity === 'error').length,
  questions: issues.filter((issue) => issue.severity === 'warning' && blocks(issue)).length,
});

/** `rows` are the issues of each row of F1 that is asked; a row is filled when nothing in it stands in the way. */
export function countsOf(
  rows: readonly (readonly Issue[])[],
  sheet: { filled: number; open: number; issues: readonly Issue[] } | undefined,
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
    filled: sum('filled'),
    of: sum('of'),
    errors: sum('errors'),
    questions: sum('questions'),
    unfilled,
  };
}
