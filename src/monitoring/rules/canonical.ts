/** What a receipt vouches for; `undefined` fields are left out. */
export type Canonical =
  string | number | boolean | null | readonly Canonical[] | { readonly [key: string]: Canonical | undefined };

/** Nothing to escape and nothing to compose. */
const PLAIN = /^[\w .,:{}/@-]*$/;

/**
 * One text for one content, whatever the order of its fields and the way its letters are composed: JSON with sorted
 * keys, without blanks, in Unicode NFC. A receipt's checksum is the SHA-256 of its UTF-8 bytes.
 * @see RFC 8785, of which this is the part that returns need: whole numbers and texts
 */
export function canonicalText(content: Canonical): string {
  if (typeof content === 'string')
    return PLAIN.test(content) ? `"${content}"` : JSON.stringify(content.normalize('NFC'));
  if (typeof content !== 'object' || content === null) return JSON.stringify(content);
  if (isList(content)) return `[${content.map(canonicalText).join(',')}]`;
  let fields = '';
  for (const key of Object.keys(content).sort()) {
    const value = content[key];
    if (value !== undefined) fields += `${fields && ','}${canonicalText(key)}:${canonicalText(value)}`;
  }
  return `{${fields}}`;
}
const isList = (content: object): content is readonly Canonical[] => Array.isArray(content);

/** A checksum for the eye: the first 16 of its hexadecimal digits, `4F2A 9C01 77BE D350`. */
export const shortChecksum = (hex: string): string =>
  (
    hex
      .slice(0, 16)
      .toUpperCase()
      .match(/.{1,4}/g) ?? []
  ).join(' ');
