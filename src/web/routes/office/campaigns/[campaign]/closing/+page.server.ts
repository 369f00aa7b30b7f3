import { redirect } from '@sveltejs/kit';
import { closeCampaign, listReturns, type ReturnStatus } from '#monitoring';
import { Failure } from '#platform/failure.ts';
import { attempt } from '#web/failures.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const found = await listReturns(locals.context, { campaign: params.campaign });
  if (!found.may.change) throw new Failure('forbidden', 'access.denied');
  if (found.campaign.state === 'closed') redirect(303, `/office/campaigns/${params.campaign}`);
  const among = (...states: ReturnStatus[]) =>
    found.returns
      .filter(({ status }) => states.includes(status))
      .map(({ organisation: { code, shortName } }) => ({ code, shortName }));
  return {
    slug: found.campaign.slug,
    missing: among('not-begun', 'filling'),
    returned: among('returned'),
    waiting: among('submitted'),
  };
};

export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const form = await request.formData();
    const closed = await attempt(locals.locale, form, () =>
      closeCampaign(locals.context, { campaign: params.campaign }),
    );
    if (!('closedAt' in closed)) return closed;
    redirect(303, `/office/campaigns/${params.campaign}?did=closed`);
  },
};
