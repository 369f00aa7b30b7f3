import { readHeading } from '../rules/reading/columns.ts';
import { isSectionLine } from '../rules/reading/records.ts';
import type { TableRow } from './document.ts';
import { type TextLine, linesOf, textOf } from './pdf-lines.ts';
import type { Piece } from './pdf-page.ts';
import { type Bit, type BitRow, isNumber, rowsOfBits, stepOf, stretches } from './pdf-rows.ts';

/** Where one column ends and the next begins, from left to right. */
export type Gutters = number[];

const NARROWEST = 1.5;

/**
 * A table without lines: from the first to the last line with three pieces side by side, what stands between the gutters
 * that no piece crosses is a column; its rows are those of `pdf-rows.ts`. `before` are the gutters of the page above, where
 * the table may go on without its heading.
 */
export function rowsByGaps(
  lines: readonly TextLine[],
  before: Gutters,
): { above: TextLine[]; rows: TableRow[]; below: TextLine[]; gutters: Gutters } | undefined {
  const rest = restOf(lines, before);
  const reach = reachOf(lines, before);
  if (!reach) return rest && { above: [], rows: [rest.row], below: lines.slice(rest.count), gutters: before };
  const body = lines.slice(reach.first, reach.last + 1);
  const all = guttersOf(body);
  const own = headingOf(body, all);
  // The columns of the page above are these, if its heading stands here again and here two of them touch.
  const again = before.length > all.length ? headingOf(body, before) : undefined;
  const found = again ?? own;
  if (!found && !before.length) return undefined;
  // A gap with nothing of the heading behind it is a gap in a column.
  const gutters = again ? before : own ? all.filter((_, at) => own.texts[at + 1]) : before;
  const below = found ? body.filter(({ y }) => y > found.until) : body;
  const rows: TableRow[] = [
    ...(found
      ? [
          rowOf(
            {
              bits: bitsOf(
                body.filter(({ y }) => y <= found.until),
                gutters,
              ),
            },
            gutters,
          ),
        ]
      : []),
    ...rowsBelow(below, gutters, found && readHeading(found.texts.filter((text, at) => at === 0 || text))),
  ];
  const above = lines.slice(0, reach.first);
  // The rest of a row stands above the first whole one.
  const isRest = !found && rest?.count === above.length;
  return {
    above: isRest ? [] : above,
    rows: isRest ? [rest.row, ...rows] : rows,
    below: lines.slice(reach.last + 1),
    gutters,
  };
}

/** A page may begin with the end of a row, which then has no number: lines that keep to the other columns. */
function restOf(lines: readonly TextLine[], gutters: Gutters): { row: TableRow; count: number } | undefined {
  const [first = Infinity] = gutters;
  const stays = ({ pieces }: TextLine) =>
    pieces.every((piece) => piece.x > first && !crosses(piece, gutters));
  const end = lines.findIndex((line) => line.pieces.length > 2 || !stays(line));
  const count = end < 0 ? lines.length : end;
  return count > 0
    ? { row: rowOf({ bits: bitsOf(lines.slice(0, count), gutters) }, gutters), count }
    : undefined;
}

/**
 * A cell that is higher than those beside it begins above and ends below the lines with three pieces. A page may have a
 * heading alone and the end of a row below it.
 */
function reachOf(lines: readonly TextLine[], before: Gutters): { first: number; last: number } | undefined {
  const first = lines.findIndex(({ pieces }) => pieces.length > 2);
  let last = lines.findLastIndex(({ pieces }) => pieces.length > 2);
  if (first < 0) return undefined;
  const isShort = last - first < 2;
  if (isShort && !(before.length && headingOf(lines.slice(first), before))) return undefined;
  const body = lines.slice(first, last + 1);
  const gutters = isShort ? before : guttersOf(body);
  const near = stepOf(bitsOf(body, gutters)) * 1.2;
  const stays = (line: TextLine | undefined) =>
    line && line.pieces.every((piece) => !crosses(piece, gutters)) && !isSectionLine(line.text);
  const goesOn = (at: number) => (isShort ? stays(lines[at]) : lines[at]!.y - lines[at - 1]!.y <= near);
  while (lines[last + 1] && goesOn(last + 1)) last++;
  const isNear = (at: number) => at > 0 && lines[at]!.y - lines[at - 1]!.y <= near;
  let top = first;
  while (isNear(top) && stays(lines[top - 1])) top--;
  // A title that stands as near is no part of the heading.
  return { first: isNear(top) ? first : top, last };
}

const crosses = ({ x, width }: Piece, gutters: Gutters) =>
  gutters.some((gutter) => gutter > x + 1 && gutter < x + width - 1);

/** A section: one text through several columns, or one that says so. */
const isAcross = ({ pieces, text }: TextLine, gutters: Gutters): boolean =>
  pieces.length === 1 && (crosses(pieces[0]!, gutters) || isSectionLine(text));

/** The heading is what stands above the first room between rows; where there is none, above the first row that stands clear. */
function headingOf(
  body: readonly TextLine[],
  gutters: Gutters,
): { texts: string[]; until: number } | undefined {
  const section = body.findIndex((line) => isAcross(line, gutters));
  const bits = bitsOf(section > 0 ? body.slice(0, section) : body, gutters);
  const step = stepOf(bitsOf(body, gutters));
  const until = (one: readonly Bit[]) => Math.max(...one.map(({ y }) => y));
  const textsTo = (y: number) =>
    Array.from({ length: gutters.length + 1 }, (_, column) =>
      bits
        .filter((bit) => bit.column === column && bit.y <= y)
        .map(({ line }) => line.text)
        .join(' '),
    );
  const [first = [], second = []] = stretches(bits, step);
  if (!first.some((bit) => isNumber(bit))) {
    for (const end of [first, second]
      .filter((one) => one.length && !one.some((bit) => isNumber(bit)))
      .map(until))
      if (readHeading(textsTo(end))) return { texts: textsTo(end), until: end };
    return undefined;
  }
  const ends = [...new Set(first.map(({ y }) => y))].sort((one, other) => one - other).slice(0, 12);
  const possible = ends.filter((end) => readHeading(textsTo(end)));
  const clear = possible.find((end) =>
    rowsOfBits(
      first.filter(({ y }) => y > end),
      step,
      { numbered: true },
    ).every(({ bits, unsure }) => !unsure && bits.some((bit) => isNumber(bit))),
  );
  const numberAt = first.find((bit) => isNumber(bit))?.y ?? Infinity;
  const end = clear ?? possible.findLast((end) => end < numberAt - step * 0.3);
  return end === undefined ? undefined : { texts: textsTo(end), until: end };
}

/** The rows below a heading, section by section: a line through several columns, or that says it is one, divides them. */
function rowsBelow(
  lines: readonly TextLine[],
  gutters: Gutters,
  columns: ReturnType<typeof readHeading>,
): TableRow[] {
  const bits = bitsOf(lines, gutters);
  const step = stepOf(bits);
  const own = bits.filter(({ column }) => column === 0);
  const numbered = columns
    ? columns.number === 0
    : own.filter((bit) => isNumber(bit)).length * 2 > own.length;
  const rows: TableRow[] = [];
  let block: TextLine[] = [];
  const end = () => {
    const inside = bitsOf(block, gutters);
    const marks = columns?.deadline === undefined ? [] : marksOf(inside, columns.deadline, step);
    for (const row of inside.length ? rowsOfBits(inside, step, { numbered, marks }) : [])
      rows.push(rowOf(row, gutters));
    block = [];
  };
  for (const line of lines) {
    if (!isAcross(line, gutters)) {
      block.push(line);
      continue;
    }
    end();
    rows.push({ cells: [{ at: 0, columns: gutters.length + 1, rows: 1, text: line.text }] });
  }
  end();
  return rows;
}

/** Where deadlines begin: with room above, or behind one that is a date by itself. */
const marksOf = (bits: readonly Bit[], deadline: number, step: number): number[] =>
  bits
    .filter(({ column }) => column === deadline)
    .sort((one, other) => one.y - other.y)
    .filter(({ y }, at, all) => at === 0 || y - all[at - 1]!.y > step * 1.2)
    .map(({ y }) => y);

function bitsOf(lines: readonly TextLine[], gutters: Gutters): Bit[] {
  const pieces = lines.flatMap((line) => line.pieces);
  return Array.from({ length: gutters.length + 1 }, (_, column) => {
    const [from, to] = [gutters[column - 1] ?? -Infinity, gutters[column] ?? Infinity];
    const own = pieces.filter(({ x, width }) => x + width / 2 >= from && x + width / 2 < to);
    return (own.length ? linesOf(own) : []).map((line): Bit => {
      const over = line.pieces.some((piece) => crosses(piece, gutters));
      return { column, y: line.y, line, ...(over ? { crosses: true } : {}) };
    });
  }).flat();
}

function rowOf({ bits, unsure }: BitRow, gutters: Gutters): TableRow {
  const texts = Array.from({ length: gutters.length + 1 }, (_, column) =>
    // Where a column ends is not known so well that a broken word could be told.
    textOf(
      bits.filter((bit) => bit.column === column).map(({ line }) => line),
      Infinity,
    ),
  );
  const [first = '', ...others] = texts;
  // A title alone begins a section; the rest of one that a page has broken goes on in small letters.
  const isSection = first && others.every((text) => !text) && !/^\p{Ll}/u.test(first);
  if (isSection) return { cells: [{ at: 0, columns: texts.length, rows: 1, text: first }] };
  const cells = texts.map((text, at) => ({ at, columns: 1, rows: 1, text }));
  return unsure ? { cells, unsure } : { cells };
}

/** Places that no piece of a line with several crosses, the middle of each. */
function guttersOf(body: readonly TextLine[]): Gutters {
  const all = body.filter(({ pieces }) => pieces.length > 1).flatMap(({ pieces }) => pieces);
  const left = Math.min(...all.map(({ x }) => x));
  const right = Math.max(...all.map(({ x, width }) => x + width));
  const gutters: Gutters = [];
  let open: number | undefined;
  for (let x = Math.ceil(left); x <= right; x += 0.5) {
    const isCrossed = all.some((one) => one.x < x && one.x + one.width > x);
    if (!isCrossed && open === undefined) open = x;
    if (isCrossed && open !== undefined) {
      if (x - open >= NARROWEST) gutters.push((open + x) / 2);
      open = undefined;
    }
  }
  return gutters;
}
