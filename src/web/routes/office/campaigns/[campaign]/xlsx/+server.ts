import { downloadReturns } from '#reports';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
  const asked = { campaign: params.campaign, locale: locals.locale };
  const { name, bytes } = await downloadReturns(locals.context, asked);
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${name}"`,
    },
  });
};
