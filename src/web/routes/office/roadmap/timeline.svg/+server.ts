import { words } from '#messages';
import { roadmapTerms } from '#monitoring';
import { Failure } from '#platform/failure.ts';
import { chartOf } from '#web/roadmap/chart.ts';
import { chartSvg } from '#web/roadmap/chart-svg.ts';
import type { RequestHandler } from './$types';
import { viewOf } from '../view.ts';

/** The timeline as one picture to keep; the address may narrow it as on the page. */
export const GET: RequestHandler = async ({ locals: { context, today, locale }, url }) => {
  const found = await roadmapTerms(context, {});
  if (!found) throw new Failure('not-found', 'timeline.no-roadmap');
  const say = words(locale);
  const chart = chartOf(say, found, viewOf(say, found, url, today).sections, today);
  return new Response(chartSvg(chart), {
    headers: {
      'content-type': 'image/svg+xml; charset=utf-8',
      'content-disposition': `attachment; filename="roadmap.svg"; filename*=UTF-8''${encodeURIComponent(say('timeline.chart-file'))}.svg`,
      'content-security-policy': "default-src 'none'",
    },
  });
};
