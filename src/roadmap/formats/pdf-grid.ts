/** Points of a page, from its upper left corner. */
export type Point = [x: number, y: number];
export type Ruling = { horizontal: boolean; at: number; from: number; to: number };
/** A cell of a ruled table: its place in the grid and where it is on the page. */
export type GridCell = {
  row: number;
  column: number;
  rows: number;
  columns: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
};
export type Grid = {
  cells: GridCell[];
  top: number;
  bottom: number;
  left: number;
  right: number;
  rows: number;
};

/** Lines nearer than this are one: borders are drawn twice, or as thin boxes. */
const NEAR = 3;
/** Sides that reach so far beyond the last line, in points, have a line of text there. */
const OPEN = 8;
const MOST_RULINGS = 6000;

/** The tables that lines on a page draw, from top to bottom. */
export function gridsOf(rulings: readonly Ruling[]): Grid[] {
  const merged = [...mergedRulings(rulings, true), ...mergedRulings(rulings, false)];
  if (merged.length > MOST_RULINGS) return [];
  return groups(merged)
    .map(gridOf)
    .filter((grid) => grid !== undefined)
    .sort((one, other) => one.top - other.top);
}

/** Pieces of one line, drawn cell by cell, as one. */
function mergedRulings(all: readonly Ruling[], horizontal: boolean): Ruling[] {
  const sorted = all
    .filter((one) => one.horizontal === horizontal && one.to - one.from > 4)
    .sort((one, other) => one.at - other.at || one.from - other.from);
  const lines: Ruling[] = [];
  for (const ruling of sorted) {
    const same = lines.findLast(
      (line) =>
        Math.abs(line.at - ruling.at) <= NEAR &&
        ruling.from <= line.to + NEAR &&
        ruling.to >= line.from - NEAR,
    );
    if (same) {
      same.to = Math.max(same.to, ruling.to);
      same.from = Math.min(same.from, ruling.from);
    } else lines.push({ ...ruling });
  }
  return lines;
}

/** Lines that touch each other belong to one table. */
function groups(lines: readonly Ruling[]): Ruling[][] {
  const parent = lines.map((_, at) => at);
  const root = (at: number): number => {
    let top = at;
    while (parent[top] !== top) top = parent[top]!;
    return top;
  };
  lines.forEach((one, at) => {
    for (let next = at + 1; next < lines.length; next++) {
      const other = lines[next]!;
      if (one.horizontal !== other.horizontal && crosses(one, other)) parent[root(at)] = root(next);
    }
  });
  return [...Map.groupBy(lines, (_, at) => root(at)).values()];
}

const crosses = (one: Ruling, other: Ruling) =>
  other.at >= one.from - NEAR &&
  other.at <= one.to + NEAR &&
  one.at >= other.from - NEAR &&
  one.at <= other.to + NEAR;

function gridOf(lines: readonly Ruling[]): Grid | undefined {
  const across = lines.filter(({ horizontal }) => horizontal);
  const down = lines.filter(({ horizontal }) => !horizontal);
  const ys = withOpenEnds(places(across), down);
  const xs = places(down);
  if (ys.length < 2 || xs.length < 3) return undefined;
  const [rows, columns] = [ys.length - 1, xs.length - 1];
  const isDrawn = (among: readonly Ruling[], at: number, through: number) =>
    among.some((line) => Math.abs(line.at - at) <= NEAR && line.from <= through && line.to >= through);
  const middle = (list: readonly number[], at: number) => (list[at]! + list[at + 1]!) / 2;
  const taken = new Set<string>();
  const cells: GridCell[] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      if (taken.has(`${row},${column}`)) continue;
      let wide = 1;
      while (column + wide < columns && !isDrawn(down, xs[column + wide]!, middle(ys, row))) wide++;
      let high = 1;
      while (row + high < rows && !isDrawn(across, ys[row + high]!, middle(xs, column))) high++;
      for (let y = row; y < row + high; y++)
        for (let x = column; x < column + wide; x++) taken.add(`${y},${x}`);
      cells.push({
        row,
        column,
        rows: high,
        columns: wide,
        left: xs[column]!,
        right: xs[column + wide]!,
        top: ys[row]!,
        bottom: ys[row + high]!,
      });
    }
  return { cells, top: ys[0]!, bottom: ys.at(-1)!, left: xs[0]!, right: xs.at(-1)!, rows };
}

/** A row that the page breaks has no line at the break in what browsers print: its sides end there. */
function withOpenEnds(ys: readonly number[], down: readonly Ruling[]): number[] {
  const [first, last] = [ys[0], ys.at(-1)];
  if (first === undefined || last === undefined) return [...ys];
  const top = Math.min(...down.map(({ from }) => from));
  const bottom = Math.max(...down.map(({ to }) => to));
  const opensAbove = first - top > OPEN && down.filter(({ from }) => from - top <= NEAR).length > 2;
  const opensBelow = bottom - last > OPEN && down.filter(({ to }) => bottom - to <= NEAR).length > 2;
  return [...(opensAbove ? [top] : []), ...ys, ...(opensBelow ? [bottom] : [])];
}

function places(lines: readonly Ruling[]): number[] {
  const sorted = lines.map(({ at }) => at).sort((one, other) => one - other);
  return sorted.filter((at, place) => place === 0 || at - sorted[place - 1]! > NEAR);
}
