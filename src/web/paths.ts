/** An address to return to, only inside this site: `//elsewhere` and `https:` lead home. */
export function ownPath(path: string | null, otherwise = '/office'): string {
  return path && /^\/(?![/\\])/.test(path) ? path : otherwise;
}

/** The number in an address, or one that nothing has: an address that was typed wrong leads to «not found». */
export const numberIn = (text: string): number => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : 2 ** 31 - 1);
