import { redirect } from '@sveltejs/kit';
import { LOCALE_COOKIE } from '#web/cookies.ts';
import { ownPath } from '#web/paths.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ url, cookies }) => {
  const to = url.searchParams.get('to') === 'en' ? 'en' : 'ru';
  cookies.set(LOCALE_COOKIE, to, {
    path: '/',
    maxAge: 365 * 24 * 3600,
    sameSite: 'lax',
    httpOnly: true,
    secure: url.protocol === 'https:',
  });
  redirect(303, ownPath(url.searchParams.get('back'), '/'));
};
