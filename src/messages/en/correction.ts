import type { correction as ru } from '../ru/correction.ts';
import type { Same } from '../words.ts';

export const correction: Same<typeof ru> = {
  'correction.not-found': 'There is no such draft of a correction, or it is not for your role',
  'correction.approved': 'This correction has been approved. To change more, begin a new one',
  'correction.thrown-away': 'This draft has been deleted. Begin a new one',
  'correction.changed-meanwhile':
    'While the page was open somebody else changed the draft. It is fresh below: look, and repeat yours',
  'correction.open': 'A correction is being prepared already: go on with it. There is no second draft',
  'correction.approved-meanwhile':
    'While you prepared the correction, version {version} was approved by order № {number} of {date}. Your draft was made from the one before: delete it and begin a new one from the version in force',
  'correction.nothing-changed': 'The draft changes nothing: there is nothing to approve',
  'correction.none-approved': 'Approve the roadmap first: a correction is made from it',
  'correction.section-unknown': 'There is no such section. Choose one from the list',
  'correction.link-circle':
    'That cannot be: the second activity itself waits for the first, and neither could begin',
  'correction.not-withdrawn': 'This activity is not withdrawn',
  'correction.proposal-unknown': 'This proposal is no longer there: reload the page',
  'correction.proposal-outdated': 'The deadline has been changed in the draft. Mend it in the activity',
  'correction.until-before-start': 'The new term would end before it begins',
  'correction.deadline-in-doubt': '{code}: the deadline can be understood in several ways, choose one',
  'correction.version-not-found': 'There is no such version of the roadmap',
  'correction.parent-unknown': 'There is no such activity in the regional roadmap',
  'correction.notice':
    'The roadmap was changed by order № {number}: {count} of your {count|obligation has|obligations have} changed',
};
