import { writeInterval } from '#calendar';
import { showActivity } from '#roadmap';
import { deadlineWords } from '#web/roadmap/deadline-words.ts';
import { executorWords } from '#web/roadmap/executor-words.ts';
import { stateOf, stateOfTerm } from '#web/roadmap/states.ts';
import { barOf, scaleOf } from '#web/roadmap/timeline.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { context, today, say } = locals;
  const shown = await showActivity(context, { code: params.code });
  const { activity, activities, roadmap, organisations, obligations } = shown;
  const period = { start: roadmap.startsOn, end: roadmap.endsOn };
  const isDone = () => false;
  const { state, done, all, waitsFor, terms } = stateOf(obligations, isDone, today);
  const visible = organisations.filter(({ id }) => shown.visible.includes(id));
  const at = activities.findIndex(({ code }) => code === activity.code);
  const { title, shortTitle, code, document, result, derived, excerpt } = { ...activity, ...shown };
  return {
    code,
    title,
    shortTitle,
    document,
    result,
    derived: derived !== null,
    section: shown.sections.find(({ numeral }) => numeral === activity.section),
    deadline: activity.deadline.text,
    understood: deadlineWords(say, activity.deadline, period),
    responsibles: activity.responsibles.map(({ text, role, organisations: ids }) => ({
      text,
      role,
      whom: executorWords(say, ids, organisations),
    })),
    state,
    stateWords: waitsFor
      ? say('roadmap.state-waits', { year: String(waitsFor) })
      : say.code(`roadmap.state-${state}`),
    counted: all > 1 ? say('roadmap.done-of', { done, all }) : '',
    scale: scaleOf(period, today),
    bars: terms.map((term) => barOf(term, period, today)),
    terms: terms.map((term) => ({
      term: term.term,
      interval: writeInterval(term, say.locale),
      state: term.state,
      counted: say('roadmap.done-of', { done: term.done, all: term.all }),
      open: term.start <= today && (today <= term.end || term.state === 'late'),
      rows: visible.flatMap(({ id, shortName }) => {
        const own = obligations.find((one) => one.organisationId === id && one.term === term.term);
        if (!own) return [];
        return [{ id: own.id, name: shortName, state: stateOfTerm(term, isDone(), today) }];
      }),
    })),
    lines: excerpt,
    previous: activities[at - 1]?.code,
    next: activities[at + 1]?.code,
  };
};
