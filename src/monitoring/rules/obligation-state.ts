import type { Day } from '#calendar';
import type { ExecutionState } from './execution.ts';

/** ● ◐ ◆ ○ ┄ ⊘: where one organisation stands with one term of an activity. */
export type ObligationState = 'done' | 'running' | 'late' | 'waiting' | 'no-data' | 'not-applicable';

/** `answer` is the last one that counts. */
export function stateOfObligation(
  { startsOn, endsOn, answer }: { startsOn: Day; endsOn: Day; answer: ExecutionState | undefined },
  today: Day,
): ObligationState {
  if (answer === 'done' || answer === 'not-applicable') return answer;
  if (endsOn < today) return 'late';
  if (startsOn > today) return 'waiting';
  return answer === undefined ? 'no-data' : 'running';
}
