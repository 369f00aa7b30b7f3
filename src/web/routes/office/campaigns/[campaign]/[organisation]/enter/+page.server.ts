import { redirect } from '@sveltejs/kit';
import { enterFor, showReturn } from '#monitoring';
import { may } from '#organisations';
import { Failure } from '#platform/failure.ts';
import { attempt } from '#web/failures.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const shown = await showReturn(locals.context, params);
  if (!may(locals.context, 'return.enter-for', shown.organisation.path))
    throw new Failure('forbidden', 'access.denied');
  const back = `/office/campaigns/${params.campaign}/${params.organisation}`;
  if (!shown.may.enter) redirect(303, back);
  return {
    back,
    organisation: shown.organisation.shortName,
    slug: shown.campaign.slug,
    // Said already by whoever asks: there is nothing to say again.
    said: shown.may.fill ? shown.behalf : undefined,
    form1: formOf(params),
    zone: locals.context.zone,
  };
};

const formOf = ({ campaign, organisation }: { campaign: string; organisation: string }) =>
  `/office/returns/${campaign}/f1?org=${encodeURIComponent(organisation)}`;

export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const form = await request.formData();
    const text = (name: string) => String(form.get(name) ?? '');
    const done = await attempt(locals.locale, form, () =>
      enterFor(locals.context, { ...params, toldBy: text('toldBy'), why: text('why') }),
    );
    if (!('toldBy' in done)) return done;
    redirect(303, formOf(params));
  },
};
