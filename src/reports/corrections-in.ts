import type { Interval } from '#calendar';
import { words } from '#messages';
import { changesWithReasons, differenceOf, listVersions, pointWords, reasonWords } from '#roadmap';
import type { Context } from '#platform/use-case.ts';
import type { FrozenCorrection } from './rules/frozen.ts';

const say = words('ru');

/** The orders of a period that changed the roadmap, the first of them first, with the reasons kept for each activity. */
export async function correctionsIn(context: Context, { start, end }: Interval): Promise<FrozenCorrection[]> {
  const { versions } = await listVersions(context, {});
  const ordered = versions
    .filter(({ number, orderedOn }) => number > 1 && orderedOn >= start && orderedOn <= end)
    .toReversed();
  const corrections: FrozenCorrection[] = [];
  for (const { number, orderNumber, orderedOn } of ordered) {
    const { difference, points, reasons } = await differenceOf(context, { from: number - 1, to: number });
    const changes = changesWithReasons(difference, reasons).flatMap(({ change, reason }) => {
      const { activityId, code, shortTitle } = change.what === 'changed' ? change.before : change.activity;
      const says = points
        .filter(({ activity, activities }) => activity === activityId || activities?.includes(activityId))
        .map((point) => pointWords(say, point).replace(/:$/, ''));
      // What only the system keeps (whom words mean, links) is in no order.
      return says.length ? [{ code, shortTitle, says, reason: reasonWords(say, reason) }] : [];
    });
    corrections.push({ number: orderNumber, on: orderedOn, changes });
  }
  return corrections;
}
