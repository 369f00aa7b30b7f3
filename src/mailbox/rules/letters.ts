/*
 * Which letters are answered, and what of a letter is taken: rules about what stands in its headers and about the first
 * bytes of its parts, since names and types are what anybody writes.
 */

type Headers = Readonly<Record<string, readonly string[]>>;
const one = (headers: Headers, name: string) => headers[name]?.[0] ?? '';

/** Mail servers' own letters: that something could not be delivered, or was read. Nothing in them is taken. */
export function isReport(headers: Headers, from: string): boolean {
  return (
    /^multipart\/report\b/.test(one(headers, 'content-type')) ||
    /^(mailer-daemon|postmaster)@/.test(from) ||
    one(headers, 'return-path').trim() === '<>'
  );
}

/** Written by a program, or to many at once (RFC 3834, 2): answering it may never end. */
export function isAutomatic(headers: Headers, from: string): boolean {
  const submitted = one(headers, 'auto-submitted').trim();
  return (
    isReport(headers, from) ||
    (submitted !== '' && !/^no\b/.test(submitted)) ||
    /\b(bulk|junk|list|auto_reply)\b/.test(one(headers, 'precedence')) ||
    ['list-id', 'x-autoreply', 'x-autorespond'].some((name) => headers[name] !== undefined) ||
    /\b(all|oof|autoreply)\b/.test(one(headers, 'x-auto-response-suppress')) ||
    /^(no-?reply|do-?not-?reply)@/.test(from)
  );
}

/** A server on the way says that whoever sent it is not who it says (RFC 8601). None that says otherwise is believed. */
export const isForged = (headers: Headers): boolean =>
  (headers['authentication-results'] ?? []).some((said) => /\bdmarc\s*=\s*fail\b/.test(said));

export type ReplyKind = 'whole' | 'waiting' | 'none';
type Asked = {
  from: string;
  /** The mailbox's own addresses. */
  own: readonly string[];
  automatic: boolean;
  /** The sender is known, or the coordinator has said yes. */
  trusted: boolean;
  /** A workbook of ours is in it and waits. */
  waits: boolean;
  repliedToday: number;
};
export const MOST_REPLIES_A_DAY = 10;

/**
 * What answer a letter gets. A stranger learns no figure, and is answered only where a workbook of this installation came
 * along: a forged sender would otherwise be written to by us.
 */
export function replyFor({ from, own, automatic, trusted, waits, repliedToday }: Asked): {
  reply: ReplyKind;
  /** A code: why there is none. */
  why: string;
} {
  const none = (why: string) => ({ reply: 'none' as const, why });
  if (from === '') return none('mail.reply-no-sender');
  if (own.includes(from) || automatic) return none('mail.reply-automatic');
  if (repliedToday >= MOST_REPLIES_A_DAY) return none('mail.reply-often');
  if (trusted) return { reply: 'whole', why: '' };
  return waits ? { reply: 'waiting', why: '' } : none('mail.reply-stranger');
}

/** `passed over`: a picture of a signature, of which nobody need be told. */
export type PartKind = 'book' | 'archive' | 'winmail' | 'other' | 'passed over';
type Part = { name: string; type: string; inline: boolean; bytes: Uint8Array };

const NOT_BOOKS = /\.(docx?|pptx?|odt|odp|rtf|pdf|jpe?g|png|gif|txt|html?|eml|sig|p7s|asc|ics|vcf)$/i;
const SIGNED = /^application\/(pkcs7-signature|x-pkcs7-signature|pgp-signature)$/;

export function kindOf({ name, type, inline, bytes }: Part): PartKind {
  if (inline || SIGNED.test(type)) return 'passed over';
  if (/^winmail\.dat$/i.test(name) || type === 'application/ms-tnef') return 'winmail';
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (isZip && (/\.zip$/i.test(name) || (name === '' && /zip/.test(type)))) return 'archive';
  if (/\.(xlsx|xlsm|xls|ods)$/i.test(name)) return 'book'; // whatever is in it: who reads it says so
  if (isZip && !NOT_BOOKS.test(name)) return 'book';
  return 'other';
}
