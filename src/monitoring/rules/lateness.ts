import { type Day, daysBetween } from '#calendar';

/** What moves a return into a school's hands or out of them. `dueOn`: until when it was to be mended. */
export type HandStep = { what: 'submit' | 'send-back' | 'recall'; on: Day; dueOn?: Day | undefined };

/**
 * How many days after what was due a return has been in its school's hands: from the opening of the campaign to the
 * first submission, and from each time it went back to the next. The days of a review do not count. What was sent back
 * without a day has no lateness of its own; what a school took back is due when it was.
 */
export function daysLateInHands(steps: readonly HandStep[], dueOn: Day, today: Day): number {
  let due: Day | undefined = dueOn;
  let since: Day | undefined = ''; // before every day
  let late = 0;
  for (const { what, on, dueOn: mendBy } of steps) {
    if (what === 'submit') {
      late += past(since, due, on);
      since = undefined;
      continue;
    }
    since ??= on;
    if (what === 'send-back') due = mendBy;
  }
  return late + past(since, due, today);
}

function past(since: Day | undefined, due: Day | undefined, until: Day): number {
  if (since === undefined || due === undefined) return 0;
  return Math.max(0, daysBetween(since > due ? since : due, until));
}
