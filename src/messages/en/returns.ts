import type { returns as ru } from '../ru/returns.ts';
import type { Same } from '../words.ts';

export const returns: Same<typeof ru> = {
  'returns.not-found': 'There is no such return, or it is not for your role',
  'returns.quarter-unknown': '"{quarter}" is not a quarter. A quarter is written 2021-q4',
  'returns.due-day-unknown': 'There is no such day in the calendar',
  'returns.due-day-early': 'The due day is earlier than the quarter begins: choose a later one',
  'returns.form-unknown': 'There is no published form "{form}". Choose one from the list.',
  'returns.forms-clash':
    'The table "{table}" stands both in form {one} and in form {other}, so their cells are called the same. Open one of the forms and give the table another code.',
  'returns.no-roadmap':
    'No roadmap is approved, so form 1 stays empty. Approve one, or confirm that you open without it',
  'returns.campaign-exists': 'The monitoring of this quarter has already been opened',
  'returns.campaign-closed':
    'The monitoring is closed: returns can no longer be saved or submitted. Ask the coordinator',
  'returns.already-submitted':
    'The return has already been submitted. To change it, ask the coordinator to send it back',
  'returns.changed-meanwhile':
    'The return was changed while this page was open. See what has changed and try again',
  'returns.differs': 'The submitted return says "{theirs}", yours says "{yours}"',
  'returns.not-ready':
    'It cannot be submitted yet: {errors} errors, {questions} unanswered questions, {unfilled} not filled in',
  'returns.unknown-fields': 'Nothing was saved: the request has fields that this return does not have',
  'returns.unknown-field': 'This return has no field "{field}"',
  'returns.unknown-choice': 'The list has no answer "{typed}"',
  'returns.value-too-long': 'Too long: 2000 characters fit',
  'returns.too-many-fields': 'Too many fields at once: no more than 2000',
  'returns.file-unknown': 'There is no such file among the attached ones',
  'returns.notice-opened': 'Monitoring for {period} is open: submit the return by {dueOn}',
  'returns.not-submitted':
    'The return is not under review: it has been accepted or sent back, or not submitted yet',
  'returns.remark-empty': 'Say what to mend',
  'returns.remark-sent':
    'The school already sees this remark: it cannot be withdrawn, but the return can be accepted',
  'returns.remark-settled': 'The return has been accepted: this remark needs no reply any more',
  'returns.no-remarks': 'Write at least one remark: the school must know what to mend',
  'returns.nothing-marked': 'Mark at least one return',
  'returns.notice-sent-back':
    'The return for {period} was sent back with {remarks} {remarks|remark|remarks}. Mend it and submit it again by {dueOn}',
  'returns.notice-accepted': 'The return for {period} was accepted',
  'returns.notice-reply': '{organisation}: a reply to a remark on the return for {period}',
  'returns.notice-reminder': 'A reminder: submit the return for {period} by {dueOn}',
  'returns.file-empty': 'The file is empty: check that it is the right one',
  'returns.file-too-large': 'The file is larger than {megabytes} MB. Compress it or give a link',
  'returns.file-kind': 'Such a file cannot be attached. PDF, DOCX, XLSX, ODT, JPG, PNG and ZIP can',
  'returns.too-many-files': 'No more than {most} {most|file|files} can be attached to one activity',
  'returns.mend-by-early': 'That day has passed: choose today or a later one',
  'returns.opened-by-reviewer':
    'The return has been opened for review already by {by}. It cannot be taken back, but you can ask for it to be sent back',
  'returns.reviewer-unknown': 'The municipality has no such reviewer. Choose one from the list',
  'returns.no-reviewers': 'Tick at least one reviewer',
  'returns.review-days': 'Write a number of working days from 1 to 60',
  'returns.ready-many': 'There are {most} ready-made remarks already. Remove one that you do not use',
  'returns.not-handed-in':
    '{organisation}: the return is not submitted or has been sent back, so there is nothing to ask about yet',
  'returns.value-answered': 'This question has been answered already. Reload the page',
  'returns.correction-not-ready':
    'This number cannot be corrected alone: {count} more {count|place does|places do} not agree with it. Correct them together, or say in words what is right',
  'returns.notice-ask-back': '{organisation} asks for the return for {period} to be sent back. {why}',
  'returns.notice-unreviewed':
    '{organisation}: the return for {period} has not been reviewed for more than {days} working {days|day|days}',
  'returns.notice-value-asked':
    'The coordinator asks about a number in the return for {period}. It is not sent back: answer the question',
  'returns.notice-value-answered': '{organisation}: an answer about a number in the return for {period}',
  'returns.notice-value-corrected': '{organisation}: a number in the return for {period} has been corrected',
  'returns.notice-cell-asked': '{organisation}: a question about the form of the monitoring for {period}',
  'returns.notice-cell-answered':
    'Your question about the form of the monitoring for {period} has been answered',
};
