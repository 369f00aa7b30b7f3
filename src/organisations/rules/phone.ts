/** «8 (3513) 62-05-17, доб. 3»: digits first, an extension in words; nothing is also an answer. */
const PHONE = /^\+?[\d(][\d\s()–—-]{3,}(?:[,;]?\s*(?:доб|ext|вн)\.?\s*\d{1,6})?$/iu;

export const isPhone = (text: string): boolean =>
  text === '' || (PHONE.test(text) && (text.match(/\d/g) ?? []).length >= 5);

/** What a telephone dials: without the extension, «8 …» as «+7 …» where it is a whole number. */
export function dialled(phone: string): string {
  const digits = phone.split(/[,;]|доб|ext|вн/iu)[0]!.replace(/\D/g, '');
  if (digits.length === 11 && /^[78]/.test(digits)) return `+7${digits.slice(1)}`;
  return phone.trim().startsWith('+') ? `+${digits}` : digits;
}
