import { words } from '#messages';
import { roadmapTerms } from '#monitoring';
import { Failure } from '#platform/failure.ts';
import { roadmapChartPdf } from '#reports';
import { chartOf } from '#web/roadmap/chart.ts';
import type { RequestHandler } from './$types';
import { viewOf } from '../view.ts';

/** The timeline on A4 across; the address may narrow it as on the page. */
export const GET: RequestHandler = async ({ locals: { context, today, locale }, url }) => {
  const found = await roadmapTerms(context, {});
  if (!found) throw new Failure('not-found', 'timeline.no-roadmap');
  const say = words(locale);
  const chart = chartOf(say, found, viewOf(say, found, url, today).sections, today);
  const pdf = await roadmapChartPdf(chart, { at: context.now });
  return new Response(Buffer.from(pdf), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="roadmap.pdf"; filename*=UTF-8''${encodeURIComponent(say('timeline.chart-file'))}.pdf`,
    },
  });
};
