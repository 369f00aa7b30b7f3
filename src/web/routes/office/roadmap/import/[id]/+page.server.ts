import { redirect } from '@sveltejs/kit';
import { writeInterval, writeShortDate } from '#calendar';
import { Failure } from '#platform/failure.ts';
import { approveRoadmap, editImport, showImport } from '#roadmap';
import { attempt } from '#web/failures.ts';
import { activityOf, answerOf, columnsOf, groupOf } from './changes.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';
import {
  activityView,
  columnsView,
  counted,
  groupsView,
  questionView,
  type Shown,
  STEPS,
  type Step,
  tallyView,
  writtenAt,
} from './view.ts';

const idOf = (text: string): number => {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new Failure('not-found', 'roadmap.import-not-found');
};

const SURE_ROWS = 6;
/** A page of questions that a person gets through, and that a browser shows at once. */
const MOST_QUESTIONS = 50;

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { say, context } = locals;
  const edit = url.searchParams.get('edit') ?? undefined;
  const shown = await showImport(context, { id: idOf(params.id), activity: edit });
  const wanted = url.searchParams.get('step');
  const step: Step =
    (shown.isRead ? STEPS.find((one) => one === wanted) : 'columns') ??
    (shown.questions.length ? 'questions' : 'activities');
  const questions = shown.questions.map((question, at) => questionView(say, question, at, shown));
  const asked = new Set(shown.questions.map(({ activity }) => activity));
  const { confirmed, activities } = shown;
  return {
    id: shown.id,
    revision: shown.revision,
    fileName: shown.fileName,
    when: writtenAt(say, shown.at, context.zone),
    approved: shown.approvedAt !== null,
    current: shown.current && { ...shown.current, date: writeShortDate(shown.current.date) },
    step,
    isRead: shown.isRead,
    columns: columnsView(say, shown),
    count: { activities: activities.length, sections: confirmed.sections.length },
    questions,
    done: questions.filter(({ answered }) => answered).length,
    showAnswered: url.searchParams.has('answered'),
    from: Number(/^\d{1,4}$/.exec(url.searchParams.get('from') ?? '')?.[0] ?? 0),
    most: MOST_QUESTIONS,
    agreeable: questions.filter(({ answered, choices }) => !answered && choices.length === 1).length,
    sure: activities
      .filter(({ key }) => !asked.has(key))
      .slice(0, SURE_ROWS)
      .map((one) => activityView(say, one, shown)),
    notes: shown.notes.map(({ code, params }) => say.code(code, params)),
    sections: confirmed.sections.map(({ numeral, title }) => ({
      numeral,
      title,
      activities: activities
        .filter((one) => one.numeral === numeral)
        .map((one) => activityView(say, one, shown)),
    })),
    edited: editedView(shown, edit),
    groups: groupsView(say, shown),
    group: Number(url.searchParams.get('group')) || undefined,
    organisations: shown.organisations.map(({ id, shortName }) => ({ id, name: shortName })),
    reach: counted(shown),
    tally: tallyView(say, shown),
    title: confirmed.title,
    order: { ...confirmed.order, date: confirmed.order.date && writeShortDate(confirmed.order.date) },
    period: confirmed.period ? writeInterval(confirmed.period, say.locale) : '',
    derived: activities.filter((one) => one.derived).map(({ code }) => code),
    nobody: activities.filter(({ bound }) => !bound.length).length,
  };
};

function editedView({ activities, excerpt = [] }: Shown, key: string | undefined) {
  const activity = activities.find((one) => one.key === key);
  if (!activity) return undefined;
  const { code, title, shortTitle, deadline, document, result, derived, responsibles } = activity;
  return {
    key: activity.key,
    code,
    title,
    shortTitle,
    deadline: deadline.text,
    document,
    result,
    derived,
    lines: excerpt,
    responsibles: responsibles.map(({ text, role, own, assignment, organisations }) => ({
      text,
      role,
      to: own ? (assignment?.to ?? '') : '',
      ids: organisations,
    })),
  };
}

/** Runs one change and shows the page anew, at the place where the work goes on. */
async function change(
  event: RequestEvent,
  made: (form: FormData) => Parameters<typeof editImport>[1]['change'],
  goOn: (form: FormData) => string,
) {
  const { locals, params, request } = event;
  const form = await request.formData();
  const result = await attempt(locals.locale, form, () =>
    editImport(locals.context, {
      id: idOf(params.id),
      revision: Number(form.get('revision')),
      change: made(form),
    }),
  );
  if ('status' in result) return result;
  redirect(303, `/office/roadmap/import/${params.id}${goOn(form)}`);
}

export const actions: Actions = {
  answer: (event) => change(event, answerOf, () => '?step=questions#next'),
  agree: (event) =>
    change(
      event,
      () => ({ what: 'agree' }),
      () => '?step=questions#next',
    ),
  'take-back': (event) =>
    change(
      event,
      (form) => ({ what: 'take-back', question: String(form.get('question')) }),
      () => '?step=questions#next',
    ),
  columns: (event) => change(event, columnsOf, () => ''),
  activity: (event) =>
    change(event, activityOf, (form) => `?step=activities#activity-${String(form.get('activity'))}`),
  group: (event) => change(event, groupOf, (form) => `?step=executors#group-${String(form.get('place'))}`),
  approve: async ({ locals, params, request }) => {
    const form = await request.formData();
    const text = (name: string) => String(form.get(name) ?? '');
    const result = await attempt(locals.locale, form, () =>
      approveRoadmap(locals.context, {
        id: idOf(params.id),
        revision: Number(form.get('revision')),
        title: text('title'),
        number: text('number'),
        date: text('date'),
        orderTitle: text('orderTitle'),
        authority: text('authority'),
      }),
    );
    if ('status' in result) return result;
    redirect(303, '/office/roadmap?approved');
  },
};
