import type { Answer } from './codec.ts';

/** What is usual where a number is not. All scaled. */
export type Usual = {
  /** Its own earlier periods, or organisations of the same kind and about the same size in this period. */
  than: 'own' | 'alike';
  low: number;
  high: number;
  /** How many numbers that is taken from. */
  of: number;
  /** How far out of line: the modified z-score of its logarithm. */
  score: number;
};

/** @see Iglewicz and Hoaglin 1993: beyond 3.5 a value is called an outlier; 0.6745 makes the MAD a standard deviation. */
const FAR = 3.5;
const TO_DEVIATION = 0.6745;
/** Numbers that have never differed would make every change a wonder: less than a tenth is no deviation. */
const LEAST_SPREAD = 0.1;
/** Below this a pair that begins or ends would already look like an upheaval. */
const NOTICEABLE = 5;
const LEAST_OWN = 3;
const LEAST_ALIKE = 5;

/** What the numbers beside it say of a cell, once for whatever is typed there: a browser judges by it without them. */
export type Limits = Omit<Usual, 'score'> & { middle: number; spread: number };
/** `unit` is 10 to the power of the cell's scale. */
export type CellLimits = { unit: number; limits: readonly Limits[] };

/**
 * Whether a number is out of line with its own history or with organisations like its own, whichever says it louder.
 * Numbers are compared by their ratios: their logarithms, against median and median absolute deviation, which a few odd
 * ones among them do not move.
 */
export const outOfLine = (now: number, given: Parameters<typeof limitsOf>[0]): Usual | undefined =>
  beyond(now, limitsOf(given));

export function limitsOf(given: {
  unit: number;
  own: readonly number[];
  /** Of this period, each with the size of its organisation. */
  alike: readonly { value: number; size: number }[];
  size: number | undefined;
}): CellLimits {
  const { unit, own, alike, size } = given;
  const limits: Limits[] = [];
  if (own.length >= LEAST_OWN) limits.push(among('own', own, unit));
  if (size && alike.length >= LEAST_ALIKE) {
    // What they would have, were they of this size.
    const theirs = alike.map((one) => Math.round((one.value / unit / one.size) * size) * unit);
    limits.push(among('alike', theirs, unit));
  }
  return { unit, limits };
}

function among(than: Usual['than'], others: readonly number[], unit: number): Limits {
  const logs = others.map((value) => logOf(value, unit));
  const middle = median(logs);
  const spread = Math.max(median(logs.map((one) => Math.abs(one - middle))), LEAST_SPREAD);
  const usual = others.filter((value) => scoreOf(value, { middle, spread }, unit) <= FAR);
  return { than, low: Math.min(...usual), high: Math.max(...usual), of: others.length, middle, spread };
}

export function beyond(now: number, { unit, limits }: CellLimits): Usual | undefined {
  const found = limits.flatMap(({ middle, spread, ...usual }) => {
    const score = scoreOf(now, { middle, spread }, unit);
    const away = now > usual.high ? now - usual.high : usual.low - now;
    return score > FAR && away >= NOTICEABLE * unit ? [{ ...usual, score }] : [];
  });
  return found.toSorted((a, b) => b.score - a.score)[0];
}

const logOf = (value: number, unit: number) => Math.log(value / unit + 1); // of zero too
const scoreOf = (value: number, { middle, spread }: Pick<Limits, 'middle' | 'spread'>, unit: number) =>
  (TO_DEVIATION * Math.abs(logOf(value, unit) - middle)) / spread;

/** What is out of line in a return, by its cells. */
export function beyondIn(
  limits: Readonly<Record<string, CellLimits>>,
  numbers: Readonly<Record<string, Answer | undefined>>,
): Map<string, Usual> {
  const found = new Map<string, Usual>();
  for (const [cell, one] of Object.entries(limits)) {
    const now = numbers[cell];
    const usual = typeof now === 'number' && beyond(now, one);
    if (usual) found.set(cell, usual);
  }
  return found;
}

/** Of an even number the mean of the two in the middle. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** Of about the same size: neither more than twice as large nor less than half. */
export const isAlike = (size: number, other: number): boolean => other <= size * 2 && size <= other * 2;
