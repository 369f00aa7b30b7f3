import { writeDate } from '#calendar';
import type { Words } from '#messages';
import type { OrganisationFigures } from '#monitoring';

/** Why an organisation is not in the sums, in words. */
export function whyMissing(say: Words, { state, dueOn }: OrganisationFigures, today: string): string {
  if (state === 'returned') return say('monitoring.consolidation-returned');
  if (state === 'submitted') return say('monitoring.consolidation-unaccepted');
  const key = today > dueOn ? 'monitoring.consolidation-late' : 'monitoring.consolidation-not-yet';
  return say(key, { date: writeDate(dueOn, say.locale, today) });
}
