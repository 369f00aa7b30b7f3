import { redirect } from '@sveltejs/kit';
import { newestConsolidation } from '#monitoring';
import { Failure } from '#platform/failure.ts';
import type { PageServerLoad } from './$types';

/** Leads to the period that the filters name, else to the newest with data. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const query = new URLSearchParams(url.searchParams);
  const named = query.get('campaign');
  query.delete('campaign');
  const slug = named || (await newestSlug(locals.context));
  if (slug)
    redirect(303, `/office/consolidation/${encodeURIComponent(slug)}${query.size > 0 ? `?${query}` : ''}`);
};

async function newestSlug(context: App.Locals['context']): Promise<string | undefined> {
  try {
    return await newestConsolidation(context, {});
  } catch (error) {
    if (error instanceof Failure && error.code === 'monitoring.consolidation-none') return undefined;
    throw error;
  }
}
