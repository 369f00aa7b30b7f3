import { fail, redirect } from '@sveltejs/kit';
import { askCell, showReturn } from '#monitoring';
import { attempt } from '#web/failures.ts';
import { askedPlace, partOf } from '#monitoring/rules';
import { placesIn, placeTitles } from '#web/returns/labels.ts';
import { kindOf } from '#web/returns/page-of-return.ts';
import { returnTitle } from '#web/returns/periods.ts';
import { whichReturn } from '#web/returns/reader.ts';
import { saidDay } from '#web/said.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { say, today, context } = locals;
  const shown = await showReturn(context, whichReturn(params, url));
  const cell = url.searchParams.get('cell')?.slice(0, 200) ?? '';
  const titles = placeTitles(shown.form, say.locale);
  const activities = new Map<string, string>(
    shown.rows.map(({ code, shortTitle }) => [`f1 ${code}`, `${code} ${shortTitle}`]),
  );
  const duty = shown.rows.find(({ obligation }) => cell.startsWith(`f1.${obligation}.`));
  const inForm = shown.form && askedPlace(shown.form, kindOf(shown.organisation.kind), cell);
  const place = duty ? `f1 ${duty.code}` : (inForm ?? (activities.has(cell) ? cell : ''));
  const named = (one: string) => titles.get(one) ?? activities.get(one) ?? say('monitoring.place-whole');
  const when = (at: Date) => saidDay(say, at, context.zone, today);
  return {
    base: `/office/returns/${shown.campaign.slug}`,
    query: url.searchParams.has('org') ? `?org=${encodeURIComponent(url.searchParams.get('org')!)}` : '',
    title: returnTitle(say, shown.campaign.slug),
    part: place.startsWith('f1 ') ? 'f1' : partOf(shown.forms, place),
    /** Where one was when one came to ask. */
    at: duty ? `duty-${duty.obligation}` : cell,
    place,
    where: named(place),
    choices: [
      ...placesIn(shown.form, say.locale).map(({ table, title, places }) => ({
        title,
        places: [{ place: table, title: say('receipt.ask-whole-table', { table: title }) }, ...places],
      })),
      {
        title: say('receipt.part-f1'),
        places: [...activities].map(([one, title]) => ({ place: one, title })),
      },
    ],
    // What is asked about comes first.
    answers: shown.asked.answers
      .map((one) => ({ ...one, here: one.place === place, where: named(one.place), when: when(one.at) }))
      .toSorted((a, b) => Number(b.here) - Number(a.here)),
    own: shown.asked.own
      .filter(({ answered }) => !answered)
      .map((one) => ({ ...one, where: named(one.place), when: when(one.at) })),
    mayAsk: shown.may.own && shown.campaign.state === 'open',
    asked: url.searchParams.has('asked'),
  };
};

export const actions: Actions = {
  default: async ({ locals, params, url, request }) => {
    const form = await request.formData();
    const field = String(form.get('cell') ?? '');
    const done = await attempt(locals.locale, form, () =>
      askCell(locals.context, {
        ...whichReturn(params, url),
        field,
        text: String(form.get('text') ?? ''),
      }),
    );
    if (!('id' in done)) return fail(done.status, done.data);
    const search = new URLSearchParams(url.search);
    search.set('cell', field);
    search.set('asked', '1');
    redirect(303, `${url.pathname}?${search}`);
  },
};
