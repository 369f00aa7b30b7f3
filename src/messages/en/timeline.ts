import type { timeline as ru } from '../ru/timeline.ts';
import type { Same } from '../words.ts';

export const timeline: Same<typeof ru> = {
  'timeline.no-roadmap': 'The roadmap has not been approved yet: there is nothing to draw or print',
  'timeline.after': 'after',
  'timeline.after-broken': 'begins before {codes} ends',
  'timeline.key-link': 'one after the other; red dashes: it begins before the first has ended',
  'timeline.chart-pdf': 'Download PDF',
  'timeline.chart-svg': 'Download SVG',
  'timeline.chart-file': 'Roadmap timeline',
  'timeline.chart-lead': 'Approved by order of {date} № {number}, version {version}. State on {today}.',
  'timeline.chart-description':
    'A scale of time from {from} to {to}, today {today}. {count} {count|activity|activities} by section: each with its title, those responsible, the deadline as ordered, its state in words and the bar of its term.',
  'timeline.chart-page': 'page',
};
