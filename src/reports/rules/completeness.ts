import type { FrozenReturn } from './frozen.ts';

export type Completeness<R> = {
  all: number;
  /** Submitted or accepted: these are counted. */
  reported: R[];
  /** Those, and what was sent back: it has been handed in once. */
  handedIn: R[];
  accepted: R[];
  onReview: R[];
  inTime: R[];
  late: R[];
  sentBack: R[];
  /** Neither counted nor sent back. */
  missing: R[];
};

/** Who has reported, who in time, who not. A return that was sent back is nowhere but among those sent back. */
export function completeness<R extends Pick<FrozenReturn, 'standing' | 'daysLate'>>(
  returns: readonly R[],
): Completeness<R> {
  const of = (...standings: string[]) => returns.filter(({ standing }) => standings.includes(standing));
  const reported = of('accepted', 'submitted');
  return {
    all: returns.length,
    reported,
    handedIn: of('accepted', 'submitted', 'sent-back'),
    accepted: of('accepted'),
    onReview: of('submitted'),
    inTime: reported.filter(({ daysLate }) => daysLate === 0),
    late: reported.filter(({ daysLate }) => daysLate > 0),
    sentBack: of('sent-back'),
    missing: of('begun', 'not-begun'),
  };
}
