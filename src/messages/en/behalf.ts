/** Entering an organisation's figures by its words. */
export const behalf = {
  'returns.told-by-missing': 'Say whose words you enter: a position, such as “head”',
  'returns.enter-why-missing': 'Say why the school does not enter them itself',
  'returns.behalf-unsaid':
    'First say by whose words you enter and why: until then the school’s return cannot be changed.',
  'returns.submitted-by-yourself':
    'The organisation itself submitted this return. To change it, ask the coordinator to send it back.',
  'returns.notice-entered-for':
    'The coordinator is entering your figures for {period}, told by: {toldBy} ({why}). Check and correct them',
  'monitoring.enter-link': 'Enter by the school’s words',
  'monitoring.enter-title': 'Enter for the school: {organisation}',
  'monitoring.enter-lead':
    'If the school reads its figures out by telephone, enter them here. Each is marked as such; the school is told and can correct them until the return is accepted.',
  'monitoring.enter-told-by': 'Told by',
  'monitoring.enter-told-by-hint': 'A position: “head”, “deputy head”, “curator”',
  'monitoring.enter-why': 'Why it does not enter them itself',
  'monitoring.enter-why-hint': 'For example: “the school has had no internet for two days”',
  'monitoring.enter-button': 'Open the school’s return',
  'monitoring.enter-back': 'Do not enter',
  'monitoring.enter-refused': 'The return was not opened',
  'monitoring.enter-standing': 'Said {when}: told by {toldBy}, {why}.',
  'monitoring.enter-go': 'Continue filling in',
  'monitoring.step-entered-for': 'Entered by the coordinator, told by: {toldBy} ({why})',
  'monitoring.step-reopen': 'The organisation corrects what was entered for it',
  'monitoring.review-behalf': 'Entered by the coordinator, told by: {toldBy} ({why}).',
  'monitoring.review-behalf-some':
    '{count} {count|answer|answers} entered by the coordinator, told by: {toldBy} ({why}).',
  'monitoring.review-behalf-submitted': 'Submitted by the coordinator, told by: {toldBy} ({why}).',
  'sheet.behalf-enters':
    'You are entering for the school, told by: {toldBy} ({why}). Each change is marked, and the school has been told.',
  'sheet.behalf-told':
    '{by} is entering your figures, told by: {toldBy} ({why}). Fields entered: {fields}. Check and correct them.',
  'sheet.behalf-begin': 'You can enter figures for the school by its words: first say whose.',
  'receipt.behalf': 'By whose words',
  'receipt.behalf-all': 'Entered by the coordinator, told by: {toldBy} ({why})',
  'receipt.behalf-some':
    '{count} {count|answer|answers} entered by the coordinator, told by: {toldBy} ({why})',
  'receipt.behalf-submitted': 'Entered and submitted by the coordinator, told by: {toldBy} ({why})',
  'receipt.correct-title': 'The coordinator submitted this return for you',
  'receipt.correct-note':
    'If anything is wrong, open the return and submit it again. You can until it is accepted.',
  'receipt.correct': 'Correct the return',
  'receipt.correct-refused': 'The return was not opened',
  'monitoring.consolidation-away': 'does not apply: {reason}',
  'monitoring.consolidation-nothing': 'nothing to report',
  'monitoring.review-table-nothing': '{table}: nothing to report',
  'monitoring.review-table-away': '{table}: does not apply — {reason}',
};
