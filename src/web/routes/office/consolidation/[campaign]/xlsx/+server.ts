import { downloadConsolidation } from '#reports';
import { readChoice } from '../choice.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, url }) => {
  const { filter, among, compare } = readChoice(url.searchParams);
  const asked = { campaign: params.campaign, filter, among, compare, locale: locals.locale };
  const { name, bytes } = await downloadConsolidation(locals.context, asked);
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${name}"`,
    },
  });
};
