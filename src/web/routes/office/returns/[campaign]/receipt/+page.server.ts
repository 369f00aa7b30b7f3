import { redirect } from '@sveltejs/kit';
import { dayIn, readQuarterSlug, writeDate, writeInterval, writeQuarter, writeTime } from '#calendar';
import {
  askBack,
  attachScan,
  correctEnteredFor,
  recallReturn,
  type ShownReturn,
  showReturn,
} from '#monitoring';
import { partNamed, shortChecksum } from '#monitoring/rules';
import { Failure } from '#platform/failure.ts';
import type { Words } from '#messages';
import { saidMoment } from '#web/said.ts';
import { attempt } from '#web/failures.ts';
import { whichReturn } from '#web/returns/reader.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { say, locale, today } = locals;
  const shown = await showReturn(locals.context, whichReturn(params, url));
  const base = `/office/returns/${shown.campaign.slug}`;
  const { receipt } = shown;
  if (!receipt) redirect(303, `${base}/f1${url.search}`);
  const quarter = readQuarterSlug(receipt.campaign);
  const period = quarter ? writeQuarter(quarter, locale) : writeInterval(receipt.period, locale);
  const forms = receipt.forms.map((form) => say('receipt.form', form));
  if (receipt.files > 0) forms.push(say('receipt.files', { count: receipt.files }));
  return {
    base,
    query: url.search,
    look: shown.forms[0] ? partNamed(shown.forms[0]) : 'f1',
    accepted: shown.state === 'accepted',
    late: receipt.daysLate,
    number: receipt.number,
    organisation: receipt.organisation.name,
    name: say('receipt.return-name', { period }),
    submitted: submittedWords(receipt, say),
    by: receipt.byName,
    behalf: behalfWords(receipt, say),
    rev: shown.rev,
    scan: shown.scan && {
      name: shown.scan.file.name,
      href: `${base}/files/${shown.scan.file.id}`,
      date: writeDate(dayIn(shown.scan.file.at, shown.campaign.zone), locale, today),
      isOutdated: shown.scan.isOutdated,
    },
    mayAttach: shown.may.own,
    mayRecall: shown.may.recall,
    opened:
      shown.opened && shown.may.own && shown.campaign.state === 'open'
        ? say('receipt.opened', {
            by: shown.opened.by,
            when: saidMoment(say, shown.opened.at, locals.context.zone, today),
          })
        : '',
    questions: shown.questions.filter(({ answer }) => answer === null).length,
    askedBack: url.searchParams.has('asked'),
    mayCorrect:
      shown.state === 'submitted' &&
      shown.campaign.state === 'open' &&
      receipt.behalf?.submitted === true &&
      shown.may.own,
    forms: forms.join('; '),
    checksum: shortChecksum(receipt.checksum),
    whole: receipt.checksum,
    day: `${writeDate(dayIn(receipt.at, receipt.zone), locale, today)}, ${writeTime(receipt.at, receipt.zone)}`,
  };
};

function submittedWords({ at, zone, daysLate }: NonNullable<ShownReturn['receipt']>, say: Words): string {
  const date = writeDate(dayIn(at, zone), say.locale);
  const when = say('receipt.when', { date, time: writeTime(at, zone), zone: zoneName(zone, at, say.locale) });
  if (daysLate > 0) return say('receipt.late', { when, days: daysLate });
  return daysLate === 0 ? say('receipt.on-day', { when }) : say('receipt.early', { when, days: -daysLate });
}

function behalfWords({ behalf }: NonNullable<ShownReturn['receipt']>, say: Words): string {
  if (!behalf) return '';
  const { toldBy, why, submitted, fields } = behalf;
  if (submitted) return say('receipt.behalf-submitted', { toldBy, why });
  return fields === undefined
    ? say('receipt.behalf-all', { toldBy, why })
    : say('receipt.behalf-some', { toldBy, why, count: fields });
}

/** «Екатеринбург»: whoever keeps a receipt must know whose clock it was. */
function zoneName(zone: string, at: Date, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'shortGeneric' });
  return format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

type Event = Parameters<NonNullable<Actions['recall']>>[0];
const submission = async ({ params, url, request }: Event) => {
  const form = await request.formData();
  return { form, which: { ...whichReturn(params, url), rev: Number(form.get('rev')) } };
};

export const actions: Actions = {
  /** The signed paper, scanned. */
  scan: async ({ locals, params, url, request }) => {
    const form = await request.formData();
    const done = await attempt(locals.locale, form, async () => {
      const file = form.get('scan');
      if (!(file instanceof File) || file.size === 0)
        throw new Failure('invalid', 'receipt.scan-missing', {}, [
          { at: 'scan', code: 'receipt.scan-missing' },
        ]);
      return attachScan(locals.context, {
        ...whichReturn(params, url),
        checksum: String(form.get('checksum') ?? ''),
        name: file.name,
        bytes: new Uint8Array(await file.arrayBuffer()),
      });
    });
    if (!('id' in done)) return done;
    const org = url.searchParams.get('org');
    redirect(303, `${url.pathname}${org ? `?org=${encodeURIComponent(org)}` : ''}#signed`);
  },
  /** Until a reviewer has opened it. */
  recall: async (event) => {
    const { form, which } = await submission(event);
    const done = await attempt(event.locals.locale, form, () => recallReturn(event.locals.context, which));
    if (!('state' in done)) return done;
    const org = event.url.searchParams.get('org');
    redirect(
      303,
      `/office/returns/${event.params.campaign}/f1${org ? `?org=${encodeURIComponent(org)}` : ''}`,
    );
  },
  askBack: async (event) => {
    const { form, which } = await submission(event);
    const done = await attempt(event.locals.locale, form, () =>
      askBack(event.locals.context, { ...which, text: String(form.get('text') ?? '') }),
    );
    if (!('asked' in done)) return done;
    const search = new URLSearchParams(event.url.search);
    search.delete('/askBack');
    search.set('asked', '1');
    redirect(303, `${event.url.pathname}?${search}`);
  },
  /** Opens what the coordinator has submitted for the organisation. */
  correct: async ({ locals, params, url, request }) => {
    const form = await request.formData();
    const { organisation } = await showReturn(locals.context, whichReturn(params, url));
    const done = await attempt(locals.locale, form, () =>
      correctEnteredFor(locals.context, {
        campaign: params.campaign,
        organisation: organisation.path,
        rev: Number(form.get('rev')),
      }),
    );
    if (!('state' in done)) return done;
    const org = url.searchParams.get('org');
    redirect(303, `/office/returns/${params.campaign}/f1${org ? `?org=${encodeURIComponent(org)}` : ''}`);
  },
};
