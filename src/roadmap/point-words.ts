import { isValidDay, writeShortDate } from '#calendar';
import type { Words } from '#messages';
import type { Reason, Reasons } from './rules/versions/content.ts';
import type { Point } from './rules/versions/points.ts';

/** A point of an order of correction as the order says it: «в пункте III.7 слова … заменить словами …». */
export function pointWords(say: Words, { code, params, field }: Point): string {
  const column = field ? say.code(`correction.column-${field}`) : '';
  const written = Object.entries(params).map(([name, value]) => [
    name,
    isValidDay(value) ? writeShortDate(value) : value,
  ]);
  return say.code(code, { ...Object.fromEntries(written), column });
}

/** Why an activity is changed: what the system saw, then what a person wrote. */
export function reasonWords(say: Words, { code, params, text }: Reason = {}): string {
  const seen = code ? say.code(code, params) : '';
  return [seen, text].filter(Boolean).join('. ');
}

/**
 * What stands beside each point as its reason: behind the last point that speaks of an activity, and behind a point about
 * several where an activity has no other.
 */
export function reasonsBeside(say: Words, points: readonly Point[], reasons: Reasons): string[] {
  const last = new Map<number, number>();
  points.forEach(({ activity }, at) => activity !== undefined && last.set(activity, at));
  return points.map(({ activity, activities = [] }, at) => {
    const spokenOf =
      activity === undefined
        ? activities.filter((one) => !last.has(one))
        : last.get(activity) === at
          ? [activity]
          : [];
    const said = spokenOf.map((one) => reasonWords(say, reasons[one])).filter(Boolean);
    return [...new Set(said)].join('; ');
  });
}
