import { readHeading } from '../rules/reading/columns.ts';
import type { TableRow } from './document.ts';
import { type TextLine, linesOf, textOf } from './pdf-lines.ts';
import type { Piece } from './pdf-page.ts';

/** Where one column ends and the next begins, from left to right. */
export type Gutters = number[];

const NARROWEST = 3;
const NUMBER = /^(?:\d{1,3}(?:\.\d{1,3})*[.)]?|[IVX]{1,5}[.)]?)$/u;

/**
 * A table without lines: from the first to the last line with three pieces side by side, what stands between the gutters
 * that no piece crosses is a column, and a row is what a wider gap or a number sets apart. `before` are the gutters of the
 * page above, where the table may go on without its heading.
 */
export function rowsByGaps(
  lines: readonly TextLine[],
  before: Gutters,
): { above: TextLine[]; rows: TableRow[]; below: TextLine[]; gutters: Gutters } | undefined {
  const first = lines.findIndex(({ pieces }) => pieces.length > 2);
  let last = lines.findLastIndex(({ pieces }) => pieces.length > 2);
  if (first < 0 || last - first < 2) return undefined;
  // The last row goes on as far as its lines stand close.
  const usual = usualStep(lines.slice(first, last + 1));
  while (lines[last + 1] && lines[last + 1]!.y - lines[last]!.y <= usual * 1.25) last++;
  const body = lines.slice(first, last + 1);
  const groups = rowGroups(body);
  const all = guttersOf(body);
  const heading = cellsOf(groups[0]!, all).map((lines) => lines.map(({ text }) => text).join(' '));
  const isHeading = readHeading(heading) !== undefined;
  if (!isHeading && !before.length) return undefined;
  // A gap with nothing of the heading behind it is a gap in a column.
  const gutters = isHeading ? all.filter((_, at) => heading[at + 1]) : before;
  const rows = groups.map((group): TableRow => {
    const cells = cellsOf(group, gutters);
    const isFirstOnly = cells[0]!.length > 0 && cells.every((own, at) => at === 0 || !own.length);
    // A section runs through all columns.
    if (isFirstOnly || group.every(({ pieces }) => pieces.length === 1 && crosses(pieces[0]!, gutters)))
      return {
        cells: [{ at: 0, columns: cells.length, rows: 1, text: group.map(({ text }) => text).join(' ') }],
      };
    return {
      cells: cells.map((own, at) => ({
        at,
        columns: 1,
        rows: 1,
        // Where a column ends is not known so well that a broken word could be told.
        text: textOf(own, Infinity),
      })),
    };
  });
  return { above: lines.slice(0, first), rows, below: lines.slice(last + 1), gutters };
}

const crosses = ({ x, width }: Piece, gutters: Gutters) =>
  gutters.some((gutter) => gutter > x && gutter < x + width);

function usualStep(body: readonly TextLine[]): number {
  const steps = body
    .slice(1)
    .map(({ y }, at) => y - body[at]!.y)
    .sort((one, other) => one - other);
  return steps[Math.floor(steps.length / 4)] ?? 0;
}

/** Lines of one row stand as near as lines of a paragraph do. */
function rowGroups(body: readonly TextLine[]): TextLine[][] {
  const usual = usualStep(body);
  const groups: TextLine[][] = [];
  body.forEach((line, at) => {
    const before = body[at - 1];
    const isApart = !before || line.y - before.y > usual * 1.25;
    const isNumbered = line.pieces.length > 2 && NUMBER.test(line.pieces[0]!.text.trim());
    if (isApart || isNumbered) groups.push([line]);
    else groups.at(-1)!.push(line);
  });
  return groups;
}

/** The lines of each column of a row. */
function cellsOf(group: readonly TextLine[], gutters: Gutters): TextLine[][] {
  const pieces = group.flatMap((line) => line.pieces);
  return Array.from({ length: gutters.length + 1 }, (_, at) => {
    const [from, to] = [gutters[at - 1] ?? -Infinity, gutters[at] ?? Infinity];
    const own = pieces.filter(({ x, width }) => x + width / 2 >= from && x + width / 2 < to);
    return own.length ? linesOf(own) : [];
  });
}

/** Places that no piece of a line with several crosses, the middle of each. */
function guttersOf(body: readonly TextLine[]): Gutters {
  const all = body.filter(({ pieces }) => pieces.length > 1).flatMap(({ pieces }) => pieces);
  const left = Math.min(...all.map(({ x }) => x));
  const right = Math.max(...all.map(({ x, width }) => x + width));
  const gutters: Gutters = [];
  let open: number | undefined;
  for (let x = Math.ceil(left); x <= right; x++) {
    const isCrossed = all.some((one) => one.x < x && one.x + one.width > x);
    if (!isCrossed && open === undefined) open = x;
    if (isCrossed && open !== undefined) {
      if (x - open >= NARROWEST) gutters.push((open + x) / 2);
      open = undefined;
    }
  }
  return gutters;
}
