/** An address to return to, only inside this site: `//elsewhere` and `https:` lead home. */
export function ownPath(path: string | null, otherwise = '/office'): string {
  return path && /^\/(?![/\\])/.test(path) ? path : otherwise;
}
