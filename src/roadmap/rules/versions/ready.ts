import { boundOf, type VersionActivity, type VersionContent } from './content.ts';
import type { Difference } from './difference.ts';

/** What must be put right before a draft can be approved. */
export type Obstacle = {
  activity: number;
  code: 'roadmap.nobody-responsible' | 'correction.deadline-in-doubt' | 'roadmap.title-missing';
  params: { code: string };
};

/** Only what the correction touches is asked: what an earlier order approved stands. */
export function obstaclesIn(
  content: VersionContent,
  difference: Difference,
  { kinds, binds }: { kinds: ReadonlyMap<number, string>; binds: boolean },
): Obstacle[] {
  const touched = new Map(
    difference.activities.flatMap((change) => {
      if (change.what === 'withdrawn') return [];
      const set = change.what === 'added' ? change.activity : change.set;
      const id = change.what === 'added' ? change.activity.activityId : change.after.activityId;
      return [[id, set] as const];
    }),
  );
  return content.activities.flatMap((one) => {
    const set = touched.get(one.activityId);
    if (!set) return [];
    const obstacle = (code: Obstacle['code']): Obstacle => ({
      activity: one.activityId,
      code,
      params: { code: one.code },
    });
    return [
      ...(one.title.trim() ? [] : [obstacle('roadmap.title-missing')]),
      ...(isInDoubt(one, set) ? [obstacle('correction.deadline-in-doubt')] : []),
      ...(binds && set.responsibles && !boundOf(one, kinds).length
        ? [obstacle('roadmap.nobody-responsible')]
        : []),
    ];
  });
}

const isInDoubt = ({ deadline }: VersionActivity, set: Partial<VersionActivity>) =>
  set.deadline !== undefined && deadline.certain === false;
