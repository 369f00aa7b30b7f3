import { may } from '#organisations';
import { Failure } from '#platform/failure.ts';
import type { Context } from '#platform/use-case.ts';

type One = { id: number; path: string; kind: string; shortName: string; closedAt: Date | null };

/** Below what an organisation may be added, the municipality first. @throws Failure `access.denied` where nowhere */
export function parentsFor(context: Context, all: readonly One[]) {
  const mine = all.filter(({ path, closedAt }) => !closedAt && may(context, 'organisation.change', path));
  if (mine.length === 0) throw new Failure('forbidden', 'access.denied');
  const rank = ({ kind }: One) => (kind === 'municipality' ? 0 : kind === 'region' ? 1 : 2);
  return [...mine]
    .sort((one, other) => rank(one) - rank(other))
    .map(({ id, shortName }) => ({ value: id, label: shortName }));
}
