import { consolidate } from '#monitoring';
import { may } from '#organisations';
import { whyMissing } from '#reports';
import { readChoice } from './choice.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const choice = readChoice(url.searchParams);
  const { schools: _schools, ...asked } = choice;
  const found = await consolidate(locals.context, {
    ...asked,
    campaign: params.campaign,
    byOrganisation: true,
  });
  const reasons = Object.fromEntries(
    found.missing.map((one) => [one.organisation.id, whyMissing(locals.say, one, locals.today)]),
  );
  return { found, choice, reasons, mayFreeze: may(locals.context, 'report.draft', found.node.path) };
};
