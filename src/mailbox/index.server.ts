export { type Checked, checkMailbox } from './check-mailbox.ts';
export { decideWaiting } from './decide-waiting.ts';
export { forgetSender, knowSender } from './know-sender.ts';
export { type ReadMail, readMail } from './read-mailbox.ts';
export { EVERY_MINUTES, startReadingMail } from './schedule.ts';
export { setMailbox } from './set-mailbox.ts';
export { showMail, showMailbox, type ShownMail, type ShownMailbox } from './show-mail.ts';
export type { Message, MessageFile } from './sql/messages.ts';
export type { Trouble } from './trouble.ts';
