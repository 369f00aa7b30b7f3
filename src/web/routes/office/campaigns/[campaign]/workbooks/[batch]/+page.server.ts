import { showBatches } from '#monitoring';
import { Failure } from '#platform/failure.ts';
import { viewOfBatch } from '#web/returns/batch-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { say, today, context } = locals;
  const batch = /^[1-9]\d{0,8}$/.test(params.batch) ? Number(params.batch) : undefined;
  if (batch === undefined) throw new Failure('not-found', 'workbook.batch-missing');
  const { campaign, batches } = await showBatches(context, { campaign: params.campaign, batch });
  return { campaign, batch: viewOfBatch(batches[0]!, say, context.zone, today) };
};
