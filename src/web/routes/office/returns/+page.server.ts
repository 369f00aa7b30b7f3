import { dayIn, writeDate } from '#calendar';
import { listOwnReturns, type OwnReturn } from '#monitoring';
import { quarterName, returnTitle, saidDue } from '#web/returns/periods.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { say, locale, today, context } = locals;
  const own = context.actor.grants.filter(({ role }) => role === 'head' || role === 'curator');
  const organisations = [...new Map(own.map(({ at, name }) => [at, { at, name }])).values()];
  const wanted = url.searchParams.get('org');
  const organisation = wanted ? { organisation: wanted } : {};
  const returns = await listOwnReturns(context, organisation);
  const query = wanted ? `?org=${encodeURIComponent(wanted)}` : '';
  const lineOf = (one: OwnReturn) => {
    const isOpen = one.campaignState === 'open';
    const counted = one.state === 'submitted' || one.state === 'accepted';
    const part = counted ? 'receipt' : 'f1';
    const late = one.firstSubmittedAt ? one.daysLate : 0;
    const date = one.submittedAt ? writeDate(dayIn(one.submittedAt, context.zone), locale, today) : '';
    return {
      slug: one.campaign,
      quarter: quarterName(one.campaign, locale),
      title: returnTitle(say, one.campaign),
      href: `/office/returns/${one.campaign}/${part}${query}`,
      workbook: `/office/returns/${one.campaign}/workbook${query}`,
      state: !isOpen && !counted ? ('missing' as const) : one.state,
      isDue: isOpen && !counted,
      asked: isOpen ? one.asked : 0,
      questions: `/office/returns/${one.campaign}/questions${query}`,
      ask: isOpen ? `/office/returns/${one.campaign}/ask${query}` : '',
      dueOn: writeDate(one.dueOn, locale, today),
      due: saidDue(say, one.dueOn, today),
      submitted: !date
        ? ''
        : late > 0
          ? say('receipt.submitted-late', { date, days: late })
          : say('receipt.submitted-on', { date }),
    };
  };
  const lines = returns.map(lineOf);
  return {
    organisations,
    wanted: wanted ?? organisations[0]?.at ?? '',
    current: lines.filter((_, at) => returns[at]!.campaignState === 'open'),
    past: lines.filter((_, at) => returns[at]!.campaignState === 'closed'),
  };
};
