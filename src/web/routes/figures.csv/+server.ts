import { publicFiguresCsv } from '#reports';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) =>
  new Response(await publicFiguresCsv(locals.context, {}), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="figures.csv"',
    },
  });
