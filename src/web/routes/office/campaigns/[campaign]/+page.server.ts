import { redirect } from '@sveltejs/kit';
import { weekday } from '#calendar';
import { type ListedReturn, listReturns, remind } from '#monitoring';
import { attempt } from '#web/failures.ts';
import {
  hasHandedIn,
  inOrder,
  isOutstanding,
  isPlain,
  isWaiting,
  named,
  readChoice,
  type Show,
  shown,
  shows,
} from './choose.ts';
import { readDid } from './did.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const found = await listReturns(locals.context, { campaign: params.campaign });
  const { campaign, daysLeft, may } = found;
  const all = inOrder(found.returns);
  const schools = all.filter(({ asksNumbers }) => asksNumbers);
  const choice = readChoice(url.searchParams);
  const me = locals.context.actor.accountId;
  const counts = Object.fromEntries(shows.map((show) => [show, shown(schools, show, me).length]));
  return {
    campaign,
    dueWeekday: weekday(campaign.dueOn),
    daysLeft,
    may: {
      change: may.change && campaign.state === 'open',
      review: may.review && campaign.state === 'open',
      wait: may.review,
    },
    choice,
    counts: counts as Record<Show, number>,
    handedIn: schools.filter(hasHandedIn).length,
    sentBack: schools.filter(({ status }) => status === 'returned').length,
    schools,
    shown: named(shown(schools, choice.show, me), choice.query),
    bodies: all.filter(({ asksNumbers }) => !asksNumbers),
    // One's own first: those of others are theirs to look at.
    waiting: all.filter(isWaiting).toSorted((a, b) => turnOf(a, me) - turnOf(b, me)),
    plain: all.filter(isPlain).length,
    outstanding: all.filter(isOutstanding),
    marked: url.searchParams.has('mark'),
    did: readDid(url.searchParams),
    zone: locals.context.zone,
  };
};

const turnOf = ({ reviewer }: ListedReturn, me: number | null) =>
  reviewer === undefined ? 1 : reviewer.id === me ? 0 : 2;

export const actions: Actions = {
  remind: async ({ locals, params, request }) => {
    const form = await request.formData();
    const done = await attempt(locals.locale, form, () =>
      remind(locals.context, { campaign: params.campaign }),
    );
    if (!('reminded' in done)) return done;
    redirect(303, `/office/campaigns/${params.campaign}?did=reminded&count=${done.reminded}`);
  },
};
