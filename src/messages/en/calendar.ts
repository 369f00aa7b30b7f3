import type { calendar as ru } from '../ru/calendar.ts';
import type { Same } from '../words.ts';

export const calendar: Same<typeof ru> = {
  'calendar.not-found':
    'There is no such calendar: its address was replaced or closed. Make a new one in your profile',
  'calendar.too-often': 'The calendar is asked for too often. Try again in ten minutes',
  'calendar.name': 'Vekha: due dates',
  'calendar.term': 'Term: {term} (as ordered: {written})',
  'calendar.document': 'Shown by: {document}',
  'calendar.organisations': 'Organisations: {count}',
  'calendar.campaign': 'Monitoring: last day for returns, {period}',
  'calendar.return': 'Submit the monitoring return, {period}',
  'calendar.campaign-says': 'The last day on which the return for this period is in time: {period}.',
  'calendar.head': 'Calendar of due dates',
  'calendar.link': 'Calendar .ics',
  'calendar.hint':
    'An address for the calendar in your phone or computer: the due dates of your activities and of the monitoring appear there by themselves and move when a correction moves them. It needs no signing in, so give it to nobody.',
  'calendar.none': 'There is no address yet.',
  'calendar.since':
    'There has been an address since {date}. We do not keep the address itself: if it is lost, replace it.',
  'calendar.made': 'The address of your calendar. Copy it now: it is not shown again.',
  'calendar.made-how': 'In your calendar choose “Subscribe by address” or “Add by URL” and paste it.',
  'calendar.make': 'Make an address',
  'calendar.renew': 'Replace the address',
  'calendar.renew-hint': 'The old one stops working at once.',
  'calendar.end': 'Close the calendar',
};
