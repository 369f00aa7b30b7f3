import { writeShortDate } from '#calendar';
import { differenceOf } from '#roadmap';
import { numberIn } from '#web/paths.ts';
import { differenceView } from '#web/roadmap/difference-words.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { say, context } = locals;
  const to = numberIn(params.number);
  const from = numberIn(url.searchParams.get('from') ?? String(Math.max(1, to - 1)));
  const shown = await differenceOf(context, { from, to });
  return {
    from,
    to,
    order: shown.after.orderNumber,
    date: writeShortDate(shown.after.orderedOn),
    difference: differenceView(say, shown),
  };
};
