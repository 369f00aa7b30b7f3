import type { TextLine } from './pdf-lines.ts';

/** What stands in one column on one baseline. `crosses`: it reaches into the next column. */
export type Bit = { column: number; y: number; line: TextLine; crosses?: boolean };
/** The bits of a row; `unsure` where another row may have as good a claim to some of them. */
export type BitRow = { bits: Bit[]; unsure?: boolean };

const NUMBER = /^(?:\d{1,3}(?:\.\d{1,3})*[.)]?|[IVX]{1,5}[.)]?)$/u;
/** Lines of a paragraph stand that near to one another, in heights of the usual step. */
const NEAR = 1.2;

/** The step from line to line within a cell: the usual one of the nearer half. */
export function stepOf(bits: readonly Bit[]): number {
  const steps = [...Map.groupBy(bits, ({ column }) => column).values()]
    .flatMap((own) => own.toSorted(byPlace).map(({ y }, at, all) => (at ? y - all[at - 1]!.y : 0)))
    .filter((step) => step > 2)
    .sort((one, other) => one - other);
  return steps[Math.floor(steps.length / 4)] ?? Math.max(10, ...bits.map(({ line }) => line.height)) * 1.15;
}

const byPlace = (one: Bit, other: Bit) => one.y - other.y;

/** Bits with no room between them wider than a step of a paragraph. */
export function stretches(bits: readonly Bit[], step: number): Bit[][] {
  const found: Bit[][] = [];
  let lowest = -Infinity;
  for (const bit of bits.toSorted(byPlace)) {
    if (bit.y - lowest > step * NEAR) found.push([]);
    found.at(-1)!.push(bit);
    lowest = Math.max(lowest, bit.y);
  }
  return found;
}

export const isNumber = ({ column, line }: Bit): boolean => column === 0 && NUMBER.test(line.text.trim());

/**
 * The rows of a stretch of table: each has a number in its first column, level with the first lines of its cells or in
 * their middle. Room between rows tells them apart where there is any; where the numbers must do it alone, a division is
 * sure only if every cell then stands as its number does. `marks` begin rows where no row has a number: none is sure then.
 */
export function rowsOfBits(
  bits: readonly Bit[],
  step: number,
  { numbered, marks = [] }: { numbered: boolean; marks?: number[] },
): BitRow[] {
  const parts = stretches(bits, step);
  if (!numbered) return parts.flatMap((part) => unnumbered(part, step, marks));
  const rows = parts.flatMap((part): Draft[] => {
    const anchors = part.filter(isNumber);
    if (anchors.length < 2) return [{ bits: part, anchor: anchors[0]?.y }];
    return divided(part, anchors, step);
  });
  return gathered(rows, step).map(({ bits, unsure, anchor }) => {
    const slanted = anchor !== undefined && !stands({ bits, anchor }, step);
    return unsure || slanted || bits.some(({ crosses }) => crosses) ? { bits, unsure: true } : { bits };
  });
}

type Draft = BitRow & { anchor: number | undefined };

/** Several numbers with no room between their rows. */
function divided(part: readonly Bit[], anchors: readonly Bit[], step: number): Draft[] {
  const ys = anchors.map(({ y }) => y);
  const clear = levelRows(part, ys, step) ?? middleRows(part, ys, step);
  if (clear) return clear;
  return ys.map((anchor, at) => ({
    anchor,
    unsure: true,
    bits: part.filter(({ y }) => nearest(ys, y) === at),
  }));
}

const nearest = (ys: readonly number[], y: number): number =>
  ys.reduce((best, one, at) => (Math.abs(one - y) < Math.abs(ys[best]! - y) ? at : best), 0);

/** Each row from its number to the next, if all its cells begin where the number stands. */
function levelRows(part: readonly Bit[], ys: readonly number[], step: number): Draft[] | undefined {
  const slack = step * 0.3;
  if (part.some(({ y }) => y < ys[0]! - slack)) return undefined;
  const rows = ys.map((anchor, at) => ({
    anchor,
    bits: part.filter(({ y }) => y >= anchor - slack && y < (ys[at + 1] ?? Infinity) - slack),
  }));
  const isClear = ({ anchor, bits }: (typeof rows)[number]) =>
    cells(bits).every(({ first }) => Math.abs(first - anchor) <= slack) && isWhole(bits, step);
  return rows.every(isClear) ? rows : undefined;
}

/** Each row as far below its number as above it, if all its cells have their middle there. */
function middleRows(part: readonly Bit[], ys: readonly number[], step: number): Draft[] | undefined {
  const slack = step * 0.3;
  let left = part.toSorted(byPlace);
  const rows: Draft[] = [];
  for (const anchor of ys) {
    const top = left[0]?.y ?? anchor;
    const bottom = 2 * anchor - top;
    const bits = left.filter(({ y }) => y <= bottom + slack);
    if (bottom < top - slack || !inMiddle({ bits, anchor }, slack) || !isWhole(bits, step)) return undefined;
    left = left.filter(({ y }) => y > bottom + slack);
    rows.push({ anchor, bits });
  }
  return left.length ? undefined : rows;
}

/** No cell has room inside: where rows stand without room between them, that is likely another row's. */
const isWhole = (bits: readonly Bit[], step: number): boolean =>
  [...Map.groupBy(bits, ({ column }) => column).values()].every((own) => stretches(own, step).length < 2);

/** A cell's first and last line in a row. */
const cells = (bits: readonly Bit[]) =>
  [...Map.groupBy(bits, ({ column }) => column).values()].map((own) => ({
    first: Math.min(...own.map(({ y }) => y)),
    last: Math.max(...own.map(({ y }) => y)),
  }));

const inMiddle = ({ bits, anchor }: { bits: readonly Bit[]; anchor: number }, slack: number) =>
  cells(bits).every(({ first, last }) => Math.abs((first + last) / 2 - anchor) <= slack);

/** Every cell of the row begins level with its number or has its middle there. */
function stands({ bits, anchor }: { bits: readonly Bit[]; anchor: number }, step: number): boolean {
  const slack = step * 0.35;
  const near = (y: number) => Math.abs(y - anchor) <= slack;
  const all = cells(bits);
  return (
    all.every(({ first }) => near(first)) ||
    all.every(({ first, last }) => near((first + last) / 2)) ||
    // A number in the middle of cells that begin together.
    (new Set(all.filter(({ first, last }) => first !== last).map(({ first }) => Math.round(first))).size ===
      1 &&
      near((Math.min(...all.map(({ first }) => first)) + Math.max(...all.map(({ last }) => last))) / 2))
  );
}

/**
 * A stretch without a number: below a row whose cells begin level it goes on from there; among rows that stand in their
 * middle it belongs to that neighbour whose number is then in the middle of both, or else nobody knows.
 */
function gathered(drafts: readonly Draft[], step: number): Draft[] {
  const slack = step * 0.35;
  const all = drafts.filter(({ anchor, bits }) => anchor !== undefined && bits.length > 1);
  const level = all.filter(({ bits, anchor }) => cells(bits).every(({ first }) => first >= anchor! - slack));
  const isLevel = level.length === all.length;
  if (isLevel) return [...drafts];
  const rows: Draft[] = [];
  for (let at = 0; at < drafts.length; at++) {
    const [draft, next] = [drafts[at]!, drafts[at + 1]];
    const above = rows.at(-1);
    const { anchor } = draft;
    if (anchor === undefined) {
      rows.push(draft);
      continue;
    }
    const carried = above && above.anchor === undefined ? above.bits : [];
    const behind = next && next.anchor === undefined ? next.bits : [];
    const claims = [
      draft.bits,
      ...(carried.length ? [[...carried, ...draft.bits]] : []),
      ...(behind.length ? [[...draft.bits, ...behind]] : []),
      ...(carried.length && behind.length ? [[...carried, ...draft.bits, ...behind]] : []),
    ];
    const fits = claims.filter((bits) => balanced(bits, anchor, slack));
    const bits = fits.at(-1) ?? draft.bits;
    if (carried.length && bits.includes(carried[0]!)) rows.pop();
    else if (carried.length && rows.length > 1) above!.unsure = true;
    rows.push({ ...draft, bits, ...(fits.length === 1 ? {} : { unsure: true }) });
    if (behind.length && bits.includes(behind[0]!)) at++;
  }
  return rows.map((row, at) => (row.anchor === undefined && at > 0 ? { ...row, unsure: true } : row));
}

/** The number stands half way between the row's first and last line. */
function balanced(bits: readonly Bit[], anchor: number, slack: number): boolean {
  const ys = bits.map(({ y }) => y);
  return Math.abs((Math.min(...ys) + Math.max(...ys)) / 2 - anchor) <= slack;
}

/** Without numbers only the room between rows is left, and where there is none, what begins at a deadline is a guess. */
function unnumbered(part: readonly Bit[], step: number, marks: readonly number[]): BitRow[] {
  const own = marks.filter((mark) => part.some(({ y }) => y === mark));
  const crosses = part.some((bit) => bit.crosses);
  if (own.length < 2) return [{ bits: [...part], ...(crosses ? { unsure: true } : {}) }];
  const slack = step * 0.3;
  return own.map((mark, at) => ({
    unsure: true,
    bits: part.filter(({ y }) => (at === 0 || y >= mark - slack) && y < (own[at + 1] ?? Infinity) - slack),
  }));
}
