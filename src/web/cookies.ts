const secure = (url: URL) => url.protocol === 'https:';

/** `__Host-` ties the cookie to this host and to https; a browser refuses it over http, even on loopback. */
export const cookieName = (url: URL) => (secure(url) ? '__Host-vekha' : 'vekha');
export const cookieOptions = (url: URL) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: secure(url),
  maxAge: 14 * 24 * 3600,
});
export const LOCALE_COOKIE = 'vekha-lang';
/** Names the loading of the example that this browser has begun. */
export const LOADING_COOKIE = 'vekha-loading';
/** Carries the password of the example's people to the page that tells it. */
export const EXAMPLE_COOKIE = 'vekha-example';
