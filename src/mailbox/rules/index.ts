/** Pure rules of letters: which are answered, what is taken of them. */
export {
  isAutomatic,
  isForged,
  isReport,
  kindOf,
  MOST_REPLIES_A_DAY,
  type PartKind,
  replyFor,
  type ReplyKind,
} from './letters.ts';
