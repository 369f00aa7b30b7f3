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

/**
 * Whether a number is out of line with its own history or with organisations like its own, whichever says it louder.
 * Numbers are compared by their ratios: their logarithms, against median and median absolute deviation, which a few odd
 * ones among them do not move. `unit` is 10 to the power of the cell's scale.
 */
export function outOfLine(
  now: number,
  given: {
    unit: number;
    own: readonly number[];
    /** Of this period, each with the size of its organisation. */
    alike: readonly { value: number; size: number }[];
    size: number | undefined;
  },
): Usual | undefined {
  const { unit, own, alike, size } = given;
  const found = [
    own.length >= LEAST_OWN ? than('own', now, own, unit) : undefined,
    size && alike.length >= LEAST_ALIKE
      ? than(
          'alike',
          now,
          // What they would have, were they of this size.
          alike.map((one) => Math.round((one.value / unit / one.size) * size) * unit),
          unit,
        )
      : undefined,
  ].filter((one) => one !== undefined);
  return found.toSorted((a, b) => b.score - a.score)[0];
}

function than(whose: Usual['than'], now: number, others: readonly number[], unit: number): Usual | undefined {
  const logOf = (value: number) => Math.log(value / unit + 1); // of zero too
  const logs = others.map(logOf);
  const middle = median(logs);
  const spread = Math.max(median(logs.map((one) => Math.abs(one - middle))), LEAST_SPREAD);
  const scoreOf = (value: number) => (TO_DEVIATION * Math.abs(logOf(value) - middle)) / spread;
  const score = scoreOf(now);
  if (!(score > FAR)) return undefined;
  const usual = others.filter((value) => scoreOf(value) <= FAR);
  const [low, high] = [Math.min(...usual), Math.max(...usual)];
  const away = now > high ? now - high : low - now;
  return away >= NOTICEABLE * unit ? { than: whose, low, high, of: others.length, score } : undefined;
}

/** Of an even number the mean of the two in the middle. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** Of about the same size: neither more than twice as large nor less than half. */
export const isAlike = (size: number, other: number): boolean => other <= size * 2 && size <= other * 2;
