import { redirect } from '@sveltejs/kit';
import { ownPath } from '#web/paths.ts';
import { readVision, writeVision } from '#web/vision.ts';
import type { RequestHandler } from './$types';

/** The panel is a plain form with four questions; this makes them the one word of the address and goes back. */
export const GET: RequestHandler = ({ url }) => {
  const asked = ['size', 'spacing', 'scheme', 'images'].map((name) => url.searchParams.get(name) ?? '');
  // «normal» is both a spacing and a scheme: what is usual is simply left out.
  const vision = readVision(asked.filter((word) => word && word !== 'normal').join('.') || '100')!;
  const [path, query] = ownPath(url.searchParams.get('back'), '/').split('?');
  const search = new URLSearchParams(query);
  const written = writeVision(vision);
  if (written) search.set('v', written);
  else search.delete('v');
  redirect(303, search.size ? `${path}?${search}` : path!);
};
