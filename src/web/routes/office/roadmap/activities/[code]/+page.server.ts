import { type Day, writeDate, writeInterval } from '#calendar';
import type { Words } from '#messages';
import { roadmapState, type StatedObligation } from '#monitoring';
import { Failure } from '#platform/failure.ts';
import { may } from '#organisations';
import { carryOut, showActivity, showCarriedOut } from '#roadmap';
import { attempt } from '#web/failures.ts';
import { deadlineWords } from '#web/roadmap/deadline-words.ts';
import { executorWords } from '#web/roadmap/executor-words.ts';
import { countedWords, stateWords, termsOf, TONES } from '#web/roadmap/states.ts';
import { barOf, scaleOf } from '#web/roadmap/timeline.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { context, today, say } = locals;
  const [shown, found] = [
    await showActivity(context, { code: params.code }),
    await roadmapState(context, {}),
  ];
  const activity = found?.activities.find(({ code }) => code === params.code);
  if (!activity) throw new Failure('not-found', 'roadmap.activity-not-found');
  const { activities, roadmap, organisations, sections } = shown;
  const period = { start: roadmap.startsOn, end: roadmap.endsOn };
  const terms = termsOf(activity.obligations, today);
  const visible = organisations.filter(({ id }) => shown.visible.includes(id));
  const at = activities.findIndex(({ code }) => code === activity.code);
  const { regional, ties } = await showCarriedOut(context, {});
  const links = shown.links.filter(({ activityId }) => activityId === activity.activityId);
  const codeOf = (id: number) => activities.find(({ activityId }) => activityId === id)?.code ?? '';
  return {
    after: links.map((link) => codeOf(link.after)),
    carries: regional && {
      region: regional.region.shortName,
      mayChange: may(context, 'roadmap.change', shown.municipality?.path ?? ''),
      chosen: ties.find(({ activityId }) => activityId === activity.activityId)?.regional,
      choices: regional.activities.map((one) => ({
        value: one.activityId,
        label: `${one.code}. ${one.shortTitle}`,
      })),
    },
    code: activity.code,
    title: activity.title,
    shortTitle: activity.shortTitle,
    document: activity.document,
    result: activity.result,
    derived: activity.derived !== null,
    section: sections.find(({ numeral }) => numeral === activity.section),
    deadline: activity.deadline.text,
    understood: deadlineWords(say, activity.deadline, period),
    responsibles: activity.responsibles.map(({ text, role, organisations: ids }) => ({
      text,
      role,
      whom: executorWords(say, ids, organisations),
    })),
    state: TONES[activity.state],
    stateWords: stateWords(say, activity),
    counted: countedWords(say, activity),
    scale: scaleOf(period, today),
    bars: terms.map((term) => barOf(term, period, today)),
    terms: terms.map((term) => ({
      term: term.term,
      interval: writeInterval(term, say.locale),
      state: term.state,
      counted:
        term.all > 1 && term.start <= today ? say('roadmap.done-of', { done: term.done, all: term.all }) : '',
      open: term.start <= today && (today <= term.end || term.state === 'late' || terms.length === 1),
      rows: visible.flatMap(({ id, shortName, code }) => {
        const own = activity.obligations.find((one) => one.organisationId === id && one.term === term.term);
        return own
          ? [{ id: own.id, name: shortName, state: TONES[own.state], ...evidenceOf(say, own, code, today) }]
          : [];
      }),
    })),
    lines: shown.excerpt,
    previous: activities[at - 1]?.code,
    next: activities[at + 1]?.code,
  };
};

/** What an organisation said of it and how it can be checked: day, document, link, files, or why it is not done. */
function evidenceOf(say: Words, { execution }: StatedObligation, organisation: string, today: Day) {
  if (!execution) return { says: '', links: [] };
  const { doneOn, document, link, files = [], reason, newTerm, campaign } = execution;
  const says = [
    doneOn && writeDate(doneOn, say.locale, today),
    document,
    reason?.replace(/[.;]+$/, ''),
    newTerm && say('roadmap.evidence-new-term', { date: writeDate(newTerm, say.locale, today) }),
  ];
  const attached = files.map((id, at) => ({
    href: `/office/returns/${campaign}/files/${id}?org=${organisation}`,
    text: say('roadmap.evidence-file', { number: at + 1 }),
  }));
  return {
    says: says.filter(Boolean).join('; '),
    links: [...(link?.startsWith('https://') ? [{ href: link, text: link }] : []), ...attached],
  };
}

export const actions: Actions = {
  carry: async ({ locals, params, request }) => {
    const form = await request.formData();
    const regional = Number(form.get('regional')) || null;
    return attempt(locals.locale, form, async () => {
      await carryOut(locals.context, { code: params.code, regional });
      return {};
    });
  },
};
