import type { ReturnStatus } from '#monitoring';
import type { IconName } from '#web/components/Icon.svelte';

/** The shape and the tone of each state; its word is `monitoring.status-…`. */
export const LOOK: Record<ReturnStatus, { icon: IconName; tone: string; segment: string }> = {
  returned: { icon: 'back', tone: 'late', segment: 'late' },
  submitted: { icon: 'sent', tone: 'accent', segment: 'sent' },
  filling: { icon: 'work', tone: 'work', segment: 'work' },
  'not-begun': { icon: 'none', tone: 'none', segment: 'none' },
  accepted: { icon: 'done', tone: 'done', segment: 'done' },
};
/** Along the pole: what is settled first, what has not begun last. */
export const ALONG_POLE: readonly ReturnStatus[] = [
  'accepted',
  'submitted',
  'returned',
  'filling',
  'not-begun',
];
