export type Edit = { field: string; before: string; after: string };

/** What has been done to the sheet, a step at a time: leaving a cell is one step, and so is a pasted block. */
export function historyOf() {
  const done: Edit[][] = [];
  const undone: Edit[][] = [];
  return {
    add(step: readonly Edit[]) {
      const real = step.filter(({ before, after }) => before !== after);
      if (real.length === 0) return;
      done.push(real);
      undone.length = 0;
    },
    /** The edits to make now, or nothing; the step can be done again. */
    undo(): Edit[] | undefined {
      const step = done.pop();
      if (!step) return undefined;
      undone.push(step);
      return step.map(({ field, before, after }) => ({ field, before: after, after: before })).reverse();
    },
    redo(): Edit[] | undefined {
      const step = undone.pop();
      if (step) done.push(step);
      return step;
    },
  };
}
export type History = ReturnType<typeof historyOf>;
