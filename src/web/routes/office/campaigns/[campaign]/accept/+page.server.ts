import { redirect } from '@sveltejs/kit';
import { acceptReturns, listReturns } from '#monitoring';
import { Failure } from '#platform/failure.ts';
import { attempt } from '#web/failures.ts';
import { boxValue, inOrder, isPlain, readBoxes } from '../choose.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const found = await listReturns(locals.context, { campaign: params.campaign });
  if (!found.may.review) throw new Failure('forbidden', 'access.denied');
  const boxes = new Set(url.searchParams.getAll('r'));
  const chosen = inOrder(found.returns).filter((one) => isPlain(one) && boxes.has(boxValue(one)));
  return { campaign: found.campaign, chosen, left: boxes.size - chosen.length, zone: locals.context.zone };
};

export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const form = await request.formData();
    const returns = readBoxes(form.getAll('r'));
    const done = await attempt(locals.locale, form, () =>
      acceptReturns(locals.context, { campaign: params.campaign, returns }),
    );
    if (!('results' in done)) return done;
    if (done.accepted === returns.length)
      redirect(303, `/office/campaigns/${params.campaign}?did=accepted&count=${done.accepted}`);
    return { accepted: done.accepted, all: returns.length, kept: kept(done.results, locals.say) };
  },
};

/** Those that stay as they are, each with the reason. */
function kept(
  results: readonly { organisation: string; refused: string | undefined }[],
  say: App.Locals['say'],
): { organisation: string; why: string }[] {
  return results.flatMap(({ organisation, refused }) =>
    refused ? [{ organisation, why: say.code(refused) }] : [],
  );
}
