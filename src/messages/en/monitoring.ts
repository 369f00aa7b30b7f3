import type { monitoring as ru } from '../ru/monitoring.ts';
import type { Same } from '../words.ts';

export const monitoring: Same<typeof ru> = {
  'monitoring.number-took': 'Took {taken} from "{typed}".',
  'monitoring.number-nothing':
    '"{typed}" may mean zero or "not filled in". If there was none, enter 0; if it does not concern you, mark it "not applicable".',
  'monitoring.number-text':
    '"{typed}" is not a number. Enter it in digits and keep the note for the field beside it.',
  'monitoring.number-percent':
    'A count is asked here, not a percentage: instead of "{typed}" enter how many.',
  'monitoring.number-two': 'There is more than one number in "{typed}". Enter one.',
  'monitoring.number-multiplier': 'Write the number out in digits: not "{typed}" but with all its zeros.',
  'monitoring.number-negative': '"{typed}" is below zero. Only zero or more is possible here.',
  'monitoring.number-fraction': 'A whole number is asked here, not "{typed}".',
  'monitoring.number-scale':
    'Too many decimals in "{typed}": no more than {scale} {scale|decimal|decimals} here.',
  'monitoring.number-max': '"{typed}" is too large: no more than {max} here. Check for extra digits.',
  'monitoring.cell-empty': 'Not filled in. If there was none, enter 0.',
  'monitoring.cell-closed': 'This cell is closed: "{typed}" is not needed here, remove it.',
  'monitoring.cell-unknown': 'This form has no cell "{cell}".',
  'monitoring.reason-missing': 'Say why it does not concern you: one sentence is enough.',
  'monitoring.form-code-twice': 'The code "{code}" stands twice. Give the second another code.',
  'monitoring.form-code-bad':
    'The code "{code}" will not do: use lower-case Latin letters, digits, hyphen and underscore, and not the words prev, value, total, largest, sameYear.',
  'monitoring.form-scale-bad':
    'The column "{code}" has {scale} decimals: whole numbers have 0, decimal ones at most 4.',
  'monitoring.form-cell-unknown':
    'The form has no cell "{cell}" (character {character} of the condition; 0: not in a condition).',
  'monitoring.form-expression': 'The condition cannot be read from character {character}: {fault}.',
  'monitoring.form-sentence-value': 'The sentence has {name}, but the condition has no such number.',
  'monitoring.state-missing': 'Mark the state.',
  'monitoring.was-done':
    'The last return said "done", and the coordinator accepted it. Put "done" back or ask the coordinator to reopen the activity.',
  'monitoring.done-on-missing': 'Enter the day on which it was done.',
  'monitoring.date-unreadable': '"{typed}" is not a date. Enter day, month and year: 14.10.2021.',
  'monitoring.done-on-ahead': 'That day is still to come. If the activity lies ahead, mark it "in work".',
  'monitoring.done-before-term':
    'The day is earlier than the term of the activity. If so, say it in "Result in brief".',
  'monitoring.done-after-term':
    'The day is later than the term of the activity. If so, say it in "Result in brief".',
  'monitoring.evidence-missing': 'Name the document, attach a file or give a link: "done" needs to be shown.',
  'monitoring.link-not-https': 'A link must start with https:// and lead to a page or a file.',
  'monitoring.reason-kind-missing': 'Choose a reason.',
  'monitoring.not-done-reason-missing': 'Say what stood in the way: a sentence or two is enough.',
  'monitoring.new-term-early': 'The new date must be after the end of the reporting period.',
  'monitoring.text-long':
    'There are {length} {length|character|characters} here, at most {most} fit. Shorten it or attach a file.',
  'monitoring.consolidation-unknown': 'There is no consolidation of that period: choose another.',
  'monitoring.consolidation-none': 'No campaign has been opened yet, so there is nothing to add up.',
};
