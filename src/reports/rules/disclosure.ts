/** A figure of fewer persons than this is not published. */
export const FEWEST = 5;

/** Null: no data. `few`: 1 to 4 persons. `hidden`: would give a few away by subtraction. */
export type PublicFigure = number | null | 'few' | 'hidden';

export const isFew = (value: number | null): value is number => value !== null && value > 0 && value < FEWEST;

/**
 * The parts of a sum that may be published beside the sum itself. Figures of 1 to 4 persons are hidden; who knows the sum
 * and the other parts could find them, so the smallest of the others are hidden too, until more than one answer is
 * possible. Where none are left to hide, the sum goes.
 */
export function publishable(
  parts: readonly (number | null)[],
  total: number | null,
): { parts: PublicFigure[]; total: PublicFigure } {
  const shown: PublicFigure[] = parts.map((value) => (isFew(value) ? 'few' : value));
  if (isFew(total)) return { parts: shown, total: 'few' };
  const few = parts.filter(isFew);
  const others = parts
    .flatMap((value, at) => (value !== null && value >= FEWEST ? [{ value, at }] : []))
    .sort((one, other) => one.value - other.value);
  let hidden = 0;
  let sum = few.reduce((all, value) => all + value, 0);
  while (few.length > 0 && !isOpen(few.length, hidden, sum)) {
    const next = others[hidden];
    if (!next) return { parts: shown, total: 'hidden' };
    shown[next.at] = 'hidden';
    sum += next.value;
    hidden++;
  }
  return { parts: shown, total };
}

/** Whether more than one set of numbers fits: `few` of 1 to 4 and `hidden` of 5 or more, which make `sum` together. */
function isOpen(few: number, hidden: number, sum: number): boolean {
  if (hidden > 0) return sum > few + FEWEST * hidden;
  return few > 1 && sum > few && sum < (FEWEST - 1) * few;
}

/** A share may be published if neither its part, nor what is left of its whole, is of a few persons. */
export const publishableShare = (part: number, whole: number): boolean =>
  !isFew(part) && !isFew(whole - part) && !isFew(whole);
