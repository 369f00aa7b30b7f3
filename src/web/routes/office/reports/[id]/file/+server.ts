import { error } from '@sveltejs/kit';
import { downloadReport } from '#reports';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
  if (!/^[1-9]\d{0,8}$/.test(params.id)) error(404);
  const { bytes, name } = await downloadReport(locals.context, { id: Number(params.id) });
  return new Response(Buffer.from(bytes), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'content-disposition': `attachment; filename="report.docx"; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  });
};
