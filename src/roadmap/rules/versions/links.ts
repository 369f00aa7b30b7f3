import type { Day } from '#calendar';
import { termsOf, type VersionActivity, type VersionContent } from './content.ts';

/** A link «B after A» that no longer holds: A is withdrawn, or B's term begins before A's has ended. */
export type BrokenLink = {
  activity: number;
  code: string;
  after: number;
  /** Of what comes first, as the version before named it where it is withdrawn. */
  afterCode: string;
  why: 'withdrawn' | 'begins-before';
  begins?: Day;
  ends?: Day;
};

/** The links of a draft that do not hold; `base` names what has been withdrawn. */
export function brokenLinks(content: VersionContent, base: VersionContent): BrokenLink[] {
  const [now, before] = [byId(content), byId(base)];
  return content.activities.flatMap((one) =>
    one.after.flatMap((id): BrokenLink[] => {
      const first = now.get(id);
      const link = { activity: one.activityId, code: one.code, after: id };
      if (!first) return [{ ...link, afterCode: before.get(id)?.code ?? '', why: 'withdrawn' }];
      const clash = clashOf(one, first, content);
      return clash ? [{ ...link, afterCode: first.code, why: 'begins-before', ...clash }] : [];
    }),
  );
}

const byId = ({ activities }: VersionContent) => new Map(activities.map((one) => [one.activityId, one]));

/** Where both come round equally often, each time by itself; else by the first terms. */
function clashOf(one: VersionActivity, first: VersionActivity, { period }: VersionContent) {
  const [own, earlier] = [termsOf(one, period), termsOf(first, period)];
  const rounds = own.length === earlier.length ? own.length : Math.min(1, own.length, earlier.length);
  for (let at = 0; at < rounds; at++)
    if (own[at]!.start <= earlier[at]!.end) return { begins: own[at]!.start, ends: earlier[at]!.end };
  return undefined;
}
