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
  // The load, before it falls.
  'timeline.load-link': 'Load by week',
  'timeline.load-check': 'See before approving what falls on whom, and when',
  'timeline.load-title': 'Load by week',
  'timeline.load-nothing': 'There is nothing to count yet: no roadmap, or no period of one.',
  'timeline.load-back-approved': 'Roadmap',
  'timeline.load-back-correction': 'To the correction',
  'timeline.load-back-import': 'To the import',
  'timeline.load-of-approved':
    'How many things each organisation must finish in each week, by the roadmap in force.',
  'timeline.load-of-correction':
    'How many things each organisation must finish in each week, if the correction is approved as it is now.',
  'timeline.load-of-import':
    'How many things each organisation must finish in each week, if the roadmap is approved as it is now.',
  'timeline.load-piles': '{count} {count|week|weeks} ahead in which somebody has three things or more.',
  'timeline.load-even': 'Nobody has three things in one week ahead.',
  'timeline.load-before': 'By the roadmap in force there are {count} such weeks.',
  'timeline.load-where': 'Where it piles up',
  'timeline.load-moves-hint':
    'Proposed are the nearest days within the activities’ own terms on which there will not be too much. Each move counts together with those above it. No deadline changes by itself: a correction moves it.',
  'timeline.pile': '{when}: {whom}, {least} {least|thing|things} each',
  'timeline.pile-range': '{when}: {whom}, {least}–{most} {most|thing|things} each',
  'timeline.move': 'move it from {from} to {to}, then no more than {peak} are left in that week',
  'timeline.load-no-move':
    'Nothing can be moved: these terms begin in the same week, or all is taken before.',
  'timeline.load-what': 'What these things are: {count}',
  'timeline.load-weeks': 'By week',
  'timeline.load-year': 'Year',
  'timeline.load-caption':
    'How many things an organisation must finish in each week; the heading of a column is the date of its Monday',
  'timeline.load-organisation': 'Organisation',
  'timeline.load-all': 'Total',
  'timeline.load-key-some': 'one or two things',
  'timeline.load-key-many': 'three or four',
  'timeline.load-key-much': 'five or more',
  'timeline.month-1': 'January',
  'timeline.month-2': 'February',
  'timeline.month-3': 'March',
  'timeline.month-4': 'April',
  'timeline.month-5': 'May',
  'timeline.month-6': 'June',
  'timeline.month-7': 'July',
  'timeline.month-8': 'August',
  'timeline.month-9': 'September',
  'timeline.month-10': 'October',
  'timeline.month-11': 'November',
  'timeline.month-12': 'December',
};
