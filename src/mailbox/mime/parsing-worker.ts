import { parentPort } from 'node:worker_threads';
import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';
import { ASKED_HEADERS, type Letter, type Part } from './letter.ts';

/*
 * A thread of its own: a letter is written by anybody, and one that takes for ever, or all memory, takes no more than
 * this thread has.
 */

export const MOST_PARTS = 60;
export type ParsedLetter = { letter: Letter } | { refused: 'mail.broken' | 'mail.too-many-parts' };

async function parse(bytes: Uint8Array): Promise<ParsedLetter> {
  let email: Email;
  try {
    email = await PostalMime.parse(bytes, {
      maxNestingDepth: 20,
      maxHeadersSize: 256 * 1024,
      maxRfc822NestingDepth: 2, // a workbook that somebody has forwarded as a letter
    });
  } catch {
    return { refused: 'mail.broken' };
  }
  if (email.attachments.length > MOST_PARTS) return { refused: 'mail.too-many-parts' };
  const headers: Letter['headers'] = {};
  for (const { key, value } of email.headers)
    if ((ASKED_HEADERS as readonly string[]).includes(key))
      (headers[key] ??= []).push(value.slice(0, 2_000).toLowerCase());
  const froms = email.headers.filter(({ key }) => key === 'from').length;
  return {
    letter: {
      from: froms === 1 ? addressIn(email.from) : '',
      subject: line(email.subject ?? '', 200),
      messageId: line(email.messageId ?? '', 300),
      sentAt: instantIn(email.date ?? ''),
      headers,
      parts: email.attachments.map(partOf),
    },
  };
}

/** One line that can be shown and kept: a letter's headers may have anything in them. */
const line = (text: string, most: number) =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, most)
    .toWellFormed();

/** Nothing where it is none of our time: some mailers have no clock. */
function instantIn(date: string): string | undefined {
  const at = Date.parse(date);
  return at > Date.UTC(1990, 0) && at < Date.UTC(2100, 0) ? new Date(at).toISOString() : undefined;
}

function addressIn(from: Address | undefined): string {
  const address = from?.address?.trim().toLowerCase() ?? '';
  return /^[^\s@<>,;:"\\]{1,64}@[a-z0-9а-яё.-]{1,190}$/u.test(address) ? address : '';
}

function partOf({ filename, mimeType, disposition, related, content }: Attachment): Part {
  const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
  const isPicture = mimeType.startsWith('image/');
  return {
    name: line(filename ?? '', 200),
    type: line(mimeType, 100),
    inline: isPicture && (related === true || disposition === 'inline'),
    bytes,
  };
}

// A thread's port has no origin to name, unlike a window's.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort?.on('message', async (bytes: Uint8Array) => parentPort?.postMessage(await parse(bytes)));
