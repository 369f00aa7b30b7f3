import { givenWords } from '#monitoring';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const table = url.searchParams.get('table') ?? undefined;
  return {
    found: await givenWords(locals.context, { campaign: params.campaign, ...(table ? { table } : {}) }),
  };
};
