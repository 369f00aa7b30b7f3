import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** Where a code from a slip of paper is typed; the form asks for this page again with the code. */
export const load: PageServerLoad = ({ url }) => {
  const code = (url.searchParams.get('code') ?? '').replace(/[^0-9A-Za-z-]/g, '').slice(0, 40);
  if (code) redirect(303, `/invitation/${code}`);
};
