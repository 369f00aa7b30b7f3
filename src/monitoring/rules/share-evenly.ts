/**
 * Whose each return becomes, so that reviewers have as many as one another: those that nobody has go, one by one, to
 * whoever has fewest; whoever stands first in `reviewers` where several have. What somebody has already stays theirs.
 */
export function shareEvenly(
  returns: readonly { id: number; reviewer: number | null }[],
  reviewers: readonly number[],
): { id: number; reviewer: number }[] {
  if (reviewers.length === 0) return [];
  const load = new Map(reviewers.map((one) => [one, 0]));
  for (const { reviewer } of returns)
    if (reviewer !== null && load.has(reviewer)) load.set(reviewer, load.get(reviewer)! + 1);
  return returns.flatMap(({ id, reviewer: has }) => {
    if (has !== null) return [];
    const reviewer = reviewers.reduce((least, one) => (load.get(one)! < load.get(least)! ? one : least));
    load.set(reviewer, load.get(reviewer)! + 1);
    return [{ id, reviewer }];
  });
}
