import { checkPaper } from '#monitoring';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const number = (url.searchParams.get('n') ?? '').trim().slice(0, 120);
  const checksum = (url.searchParams.get('s') ?? '').trim().slice(0, 100);
  const isAsked = number !== '' || checksum !== '';
  return {
    number,
    checksum,
    state: isAsked ? await checkPaper(locals.context, { number, checksum }) : undefined,
  };
};
