import { redirect } from '@sveltejs/kit';
import { writeShortDate } from '#calendar';
import { approveCorrection, decideProposal, previewCorrection, proposeCorrection } from '#monitoring';
import { discardCorrection, editCorrection, showCorrection } from '#roadmap';
import { attempt } from '#web/failures.ts';
import { numberIn } from '#web/paths.ts';
import { differenceView } from '#web/roadmap/difference-words.ts';
import { CHANGES } from './changes.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';
import {
  brokenView,
  consequencesView,
  editedView,
  proposalView,
  savedWords,
  sectionsView,
  STEPS,
} from './view.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { say, context } = locals;
  const id = numberIn(params.id);
  const shown = await showCorrection(context, { id });
  const open = shown.state === 'open';
  const proposals = open ? (await proposeCorrection(context, { id })).filter(({ gone }) => !gone) : [];
  const { version, content, organisations, difference } = shown;
  const wanted = STEPS.find((one) => one === url.searchParams.get('step'));
  const step = open
    ? (wanted ?? (proposals.some(({ decision }) => !decision) ? 'proposals' : 'activities'))
    : 'changes';
  const schools = organisations.filter(({ kind }) => kind === 'school' || kind === 'primary-school');
  return {
    id,
    revision: shown.revision,
    state: shown.state,
    saved: savedWords(say, shown, context.zone),
    step,
    version: {
      number: version.number,
      order: version.orderNumber,
      date: writeShortDate(version.orderedOn),
    },
    proposals: proposals.map((one) => proposalView(say, one)),
    undecided: proposals.filter(({ decision }) => !decision).length,
    sections: sectionsView(say, shown),
    count: content.activities.length,
    title: content.title,
    period: { start: writeShortDate(content.period.start), end: writeShortDate(content.period.end) },
    edited: editedView(say, numberIn(url.searchParams.get('edit') ?? ''), shown),
    adding: content.sections.find(({ numeral }) => numeral === url.searchParams.get('add'))?.numeral,
    choices: content.sections.map(({ numeral, title }) => ({
      value: numeral,
      label: `${numeral}. ${title}`,
    })),
    organisations: organisations
      .filter(({ id: one }) => one !== shown.owner.id)
      .map(({ id: one, shortName }) => ({ id: one, name: shortName })),
    reach: {
      schools: schools.length,
      supported: schools.filter((one) => one.lowPerforming || one.adverseConditions).length,
    },
    broken: brokenView(say, shown),
    obstacles: shown.obstacles.map(({ activity, code, params }) => ({
      activity,
      says: say.code(code, params),
    })),
    difference: differenceView(say, shown),
    changed:
      difference.activities.length +
      difference.sections.length +
      (difference.title ? 1 : 0) +
      (difference.period ? 1 : 0),
    consequences:
      step === 'approve'
        ? consequencesView(
            say,
            await previewCorrection(context, { id }),
            new Map(organisations.map((one) => [one.id, one.shortName])),
          )
        : undefined,
    authority: version.authority,
  };
};

const text = (form: FormData, name: string) => String(form.get(name) ?? '').trim();

type Done = { activity?: number | undefined; inDoubt?: boolean };

/** Runs one step and shows the page anew, at the place where the work goes on. */
async function step(
  event: RequestEvent,
  run: (form: FormData, which: { id: number; revision: number }) => Promise<Done>,
  goOn: (form: FormData, done: Done) => string,
) {
  const { locals, params, request } = event;
  const form = await request.formData();
  const which = { id: numberIn(params.id), revision: Number(form.get('revision')) };
  const result = await attempt(locals.locale, form, () => run(form, which));
  if ('status' in result) return result;
  redirect(303, `/office/roadmap/correction/${params.id}${goOn(form, result)}`);
}

const edit = (event: RequestEvent, name: string, goOn: (form: FormData, done: Done) => string) =>
  step(
    event,
    (form, which) =>
      editCorrection(event.locals.context, {
        ...which,
        change: CHANGES[name]!(form),
        ...(form.has('reason') ? { reason: text(form, 'reason') } : {}),
      }),
    goOn,
  );
// A deadline that can be understood in several ways is asked about at once.
const toRow = (_: FormData, { activity = 0, inDoubt }: Done) =>
  inDoubt ? `?step=activities&edit=${activity}#edit` : `?step=activities#activity-${activity}`;
const toEditor = (form: FormData) => `?step=activities&edit=${text(form, 'activity')}#edit`;

export const actions: Actions = {
  decide: (event) =>
    step(
      event,
      async (form, which) => {
        const decision = text(form, 'decision') as Parameters<typeof decideProposal>[1]['decision'];
        await decideProposal(event.locals.context, {
          ...which,
          proposal: text(form, 'proposal'),
          decision: form.has('leave') ? 'leave' : decision,
          until: text(form, `until-${decision}`),
          reason: text(form, 'reason'),
        });
        return {};
      },
      () => '?step=proposals#next',
    ),
  edit: (event) => edit(event, 'edit', toRow),
  add: (event) => edit(event, 'add', toRow),
  move: (event) => edit(event, 'move', toRow),
  split: (event) => edit(event, 'split', toRow),
  withdraw: (event) => edit(event, 'withdraw', toRow),
  restore: (event) => edit(event, 'restore', toRow),
  link: (event) => edit(event, 'link', toEditor),
  unlink: (event) => edit(event, 'unlink', toEditor),
  section: (event) => edit(event, 'section', (form) => `?step=activities#section-${text(form, 'numeral')}`),
  renumber: (event) => edit(event, 'renumber', (form) => `?step=activities#section-${text(form, 'section')}`),
  whole: (event) => edit(event, 'whole', () => '?step=activities'),
  approve: (event) =>
    step(
      event,
      async (form, which) => {
        const { number } = await approveCorrection(event.locals.context, {
          ...which,
          number: text(form, 'number'),
          date: text(form, 'date'),
          orderTitle: text(form, 'orderTitle'),
          authority: text(form, 'authority'),
        });
        redirect(303, `/office/roadmap/versions/${number}?approved`);
      },
      () => '',
    ),
  discard: (event) =>
    step(
      event,
      async (_, which) => {
        await discardCorrection(event.locals.context, which);
        redirect(303, '/office/roadmap');
      },
      () => '',
    ),
};
