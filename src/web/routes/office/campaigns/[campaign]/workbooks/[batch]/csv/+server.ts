import { showBatches } from '#monitoring';
import { Failure } from '#platform/failure.ts';
import { csvOf, viewOfBatch } from '#web/returns/batch-view.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
  const { say, today, context } = locals;
  const batch = /^[1-9]\d{0,8}$/.test(params.batch) ? Number(params.batch) : undefined;
  if (batch === undefined) throw new Failure('not-found', 'workbook.batch-missing');
  const { batches } = await showBatches(context, { campaign: params.campaign, batch });
  return new Response(csvOf(viewOfBatch(batches[0]!, say, context.zone, today), say), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="knigi-${params.campaign}-${batch}.csv"`,
    },
  });
};
