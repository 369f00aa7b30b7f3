/**
 * The order in which a campaign keeps the numbers of a return: fixed when the campaign opens, only ever appended to.
 * The scale is the form's at that time.
 */
export type Layout = readonly { cell: string; scale: number }[];
/** A scaled whole number; null for an empty cell; a closed cell is not applicable too. */
export type Answer = number | null | 'not-applicable';
/** `cells` as PostgreSQL writes an int8[]; `has` and `na` one bit a position: a value is there; nothing is asked. */
export type Stored = { cells: string; has: string; na: string };

/** A campaign's layout from the two lists in which it is kept. */
export const layoutFrom = (cells: readonly string[], scales: readonly number[]): Layout =>
  cells.map((cell, at) => ({ cell, scale: scales[at] ?? 0 }));

/**
 * A return's numbers as they are stored: an empty cell is 0 without its bit, so that sums by position need no null.
 * Cells outside the layout are left out.
 */
export function encode(layout: Layout, answers: Readonly<Record<string, Answer | undefined>>): Stored {
  let [cells, has, na] = ['', '', ''];
  for (const { cell } of layout) {
    const answer = answers[cell];
    const isNumber = typeof answer === 'number';
    cells += `${cells && ','}${isNumber ? answer : 0}`;
    has += isNumber ? '1' : '0';
    na += answer === 'not-applicable' ? '1' : '0';
  }
  return { cells: `{${cells}}`, has, na };
}

/** The reverse of `encode`. A layout may have grown since: a position that was not stored is empty. */
export function decode(
  layout: Layout,
  stored: { cells: string | readonly (string | number | bigint)[]; has: string; na: string },
): Record<string, Answer> {
  const cells = typeof stored.cells === 'string' ? stored.cells.slice(1, -1).split(',') : stored.cells;
  return Object.fromEntries(
    layout.map(({ cell }, at): [string, Answer] => {
      if (stored.has[at] === '1') return [cell, Number(cells[at])];
      return [cell, stored.na[at] === '1' ? 'not-applicable' : null];
    }),
  );
}
