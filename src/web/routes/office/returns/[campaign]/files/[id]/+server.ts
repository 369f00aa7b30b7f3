import { evidence } from '#monitoring';
import type { RequestHandler } from './$types';

/** A file of evidence, always as a download: what somebody has uploaded is never shown as a page of ours. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const { name, mediaType, bytes } = await evidence(locals.context, { id: params.id });
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': mediaType,
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'content-security-policy': "default-src 'none'; sandbox",
    },
  });
};
