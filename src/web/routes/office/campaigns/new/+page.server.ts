import { redirect } from '@sveltejs/kit';
import { daysBetween, isWeekend, quarterOf, quarterSlug, weekday } from '#calendar';
import { offerForms, openCampaign, proposeCampaign, showCampaigns } from '#monitoring';
import { attempt } from '#web/failures.ts';
import { sayShortCost } from '#web/forms/view.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { next } = await showCampaigns(locals.context, {});
  const quarter = url.searchParams.get('quarter') || next;
  const proposed = await proposeCampaign(locals.context, { quarter });
  const { dueOn, notWorking, period } = proposed;
  return {
    proposed,
    offered: (await offerForms(locals.context, {})).map(({ name, title, cost, usual }) => ({
      name,
      title: title[locals.locale],
      cost: sayShortCost(locals.say, cost),
      usual,
    })),
    quarters: quartersAround(locals.today, quarter),
    weekday: { due: weekday(dueOn), instead: notWorking ? weekday(notWorking.instead) : 0 },
    isWeekend: isWeekend(dueOn),
    isPast: daysBetween(locals.today, dueOn) < 0,
    isEarly: daysBetween(locals.today, period.start) > 0,
  };
};

/** From two quarters ago to three ahead; and the one asked about, wherever it lies. */
function quartersAround(today: string, asked: string): string[] {
  const { year, quarter } = quarterOf(today);
  const now = year * 4 + quarter - 1;
  const around = [-2, -1, 0, 1, 2, 3].map((by) =>
    quarterSlug(Math.floor((now + by) / 4), ((now + by) % 4) + 1),
  );
  return [...new Set([...around, asked])].toSorted();
}

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const form = await request.formData();
    const [quarter, chosen] = [String(form.get('quarter') ?? ''), String(form.get('dueOn') ?? '')];
    const dueOn = chosen === 'other' ? String(form.get('other') ?? '') : chosen;
    const opened = await attempt(locals.locale, form, () =>
      openCampaign(locals.context, {
        quarter,
        ...(chosen ? { dueOn } : {}),
        withoutRoadmap: form.has('withoutRoadmap'),
        forms: form.getAll('form').map(String),
      }),
    );
    if (!('slug' in opened)) return opened;
    redirect(303, `/office/campaigns/${opened.slug}?did=opened&count=${opened.addressed}`);
  },
};
