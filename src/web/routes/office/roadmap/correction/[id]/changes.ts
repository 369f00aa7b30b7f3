import type { editCorrection } from '#roadmap';
import { assignmentOf } from '../../import/[id]/changes.ts';

/** What a form of this page says, as a step of the correction. */
type Change = Parameters<typeof editCorrection>[1]['change'];
type Responsible = NonNullable<Extract<Change, { what: 'edit' }>['responsibles']>[number];

const text = (form: FormData, name: string) => String(form.get(name) ?? '').trim();
const number = (form: FormData, name: string) => Number(form.get(name)) || 0;

/** `as-read`, or the place of an alternative; nothing where the words are to be read as they are. */
function understoodOf(form: FormData): 'as-read' | number | undefined {
  const chosen = text(form, 'understood');
  if (chosen === 'as-read') return chosen;
  return /^\d+$/.test(chosen) ? Number(chosen) : undefined;
}

function responsiblesOf(form: FormData): Responsible[] {
  const places = [...form.keys()].flatMap((name) => /^executor-(\d+)$/.exec(name)?.[1] ?? []);
  return places.map((place) => ({
    text: text(form, `executor-${place}`),
    role: text(form, `role-${place}`) === 'co-executor' ? 'co-executor' : 'executor',
    assignment: assignmentOf(form, place),
  }));
}

const textsOf = (form: FormData) => ({
  title: text(form, 'title'),
  shortTitle: text(form, 'shortTitle'),
  deadline: text(form, 'deadline'),
  understood: understoodOf(form),
  document: text(form, 'document'),
  result: text(form, 'result'),
});

export const CHANGES: Record<string, (form: FormData) => Change> = {
  edit: (form) => ({
    what: 'edit',
    activity: number(form, 'activity'),
    section: text(form, 'section'),
    responsibles: responsiblesOf(form),
    derived: form.has('derived'),
    ...textsOf(form),
  }),
  add: (form) => ({
    what: 'add',
    section: text(form, 'section'),
    responsibles: responsiblesOf(form),
    ...textsOf(form),
  }),
  move: (form) => ({ what: 'move', activity: number(form, 'activity'), place: number(form, 'place') }),
  split: (form) => ({
    what: 'split',
    activity: number(form, 'activity'),
    first: { title: text(form, 'firstTitle'), deadline: text(form, 'firstDeadline') },
    second: { title: text(form, 'secondTitle'), deadline: text(form, 'secondDeadline') },
  }),
  withdraw: (form) => ({ what: 'withdraw', activity: number(form, 'activity') }),
  restore: (form) => ({ what: 'restore', activity: number(form, 'activity') }),
  link: (form) => ({ what: 'link', activity: number(form, 'activity'), after: number(form, 'after') }),
  unlink: (form) => ({ what: 'unlink', activity: number(form, 'activity'), after: number(form, 'after') }),
  section: (form) => ({ what: 'section', numeral: text(form, 'numeral'), title: text(form, 'title') }),
  renumber: (form) => ({ what: 'renumber', section: text(form, 'section') }),
  whole: (form) => ({
    what: 'whole',
    title: text(form, 'title'),
    period: { start: text(form, 'start'), end: text(form, 'end') },
  }),
};
