import { type Deadline, type Interval, type Meaning, readDeadline } from '#calendar';
import { codesOf, numeralsOf } from './codes.ts';
import { keptOf, oneOf } from './repeated.ts';
import type { Activity, CitedOrder, Responsible, Roadmap } from './roadmap.ts';
import type { Reading } from './read-roadmap.ts';

/** To whom the words of the order lead. `supported` are schools with low results or in adverse conditions. */
export type Assignment =
  | { to: 'schools' | 'supported' | 'authority' | 'centre' | 'nobody' }
  | { to: 'chosen'; organisations: number[] };

/** What a person wrote instead of what was read; what is absent stays as read. */
export type ActivityEdit = {
  title?: string;
  shortTitle?: string;
  /** As text: its meaning is read again, in the roadmap's period as it then is. */
  deadline?: string;
  document?: string;
  result?: string;
  /** By the place in the list of responsibles, from 0. */
  assignments?: Record<string, Assignment>;
  derived?: boolean;
};
export type Requisites = { number: string; date: string; title: string; authority: string };
/** Lies over the reading, which itself never changes. `activities` by key, `groups` by what `groupOf` says. */
export type Edits = {
  title?: string;
  order?: Partial<Requisites>;
  period?: Interval;
  activities?: Record<string, ActivityEdit>;
  groups?: Record<string, Assignment>;
};
/** The choice of a person where the reader was in doubt: an option's name, and a value where the option asks for one. */
export type Answer = { choice: string; value?: string };
export type Answers = Record<string, Answer>;

/** `own`: assigned in this activity alone, not by the words wherever they stand. */
export type ConfirmedResponsible = Responsible & { group: string; assignment?: Assignment; own: boolean };
export type ConfirmedActivity = Omit<Activity, 'responsibles'> & {
  /** Its place in the reading, «2.4»: the fourth activity of the second section. */
  key: string;
  code: string;
  responsibles: ConfirmedResponsible[];
  /** Taking part in the monitoring itself: the system knows it and does not ask. */
  derived: boolean;
  edited: boolean;
};
export type ConfirmedSection = { numeral: string; title: string; activities: ConfirmedActivity[] };
export type Confirmed = {
  title: string;
  period: Interval | null;
  order: Requisites;
  cites: CitedOrder[];
  sections: ConfirmedSection[];
};

/** Texts that differ only in case, ё, quotes and blanks name the same people. */
export const groupOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[«»„“”"']/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/** Whether the activity *is* taking part in the monitoring: whoever submits the return carries it out by that. */
export const isMonitoring = (title: string): boolean =>
  /^участие(?=[\s,.])/iu.test(title.trim()) && /мониторинг/iu.test(title);

/** The roadmap as it would be approved now: the reading, with what people answered and wrote over it. */
export function confirm({ roadmap, warnings }: Reading, edits: Edits, answers: Answers): Confirmed {
  const { title, period, order, sections } = roadmap ?? NOTHING;
  const chosenPeriod = edits.period ?? answeredPeriod(warnings, answers) ?? period;
  const kept = keptOf(sections, warnings, answers);
  const codes = codesOf(
    sections.map((section, at) => ({ ...section, activities: kept[at]!.map(({ activity }) => activity) })),
  );
  const numerals = numeralsOf(sections);
  const { number = '', date = '', authority = '' } = order ?? {};
  return {
    title: edits.title ?? title,
    period: chosenPeriod,
    order: { number, date, title: order?.title ?? '', authority, ...edits.order },
    cites: citesAnswered(order?.cites ?? [], warnings, answers),
    sections: sections.map((section, at) => ({
      numeral: numerals[at]!,
      title: section.title,
      activities: kept[at]!.map(({ key, rows }, place) => {
        const activity = oneOf(rows);
        const edit = edits.activities?.[key];
        return {
          ...withEdit(activity, edit, edits),
          key,
          code: codes[at]![place]!,
          deadline: deadlineOf(activity, edit, chosenPeriod, answers[`deadline-${key}`]),
        };
      }),
    })),
  };
}

const NOTHING: Roadmap = { title: '', period: null, order: null, sections: [] };

function withEdit(activity: Activity, edit: ActivityEdit | undefined, { groups }: Edits) {
  const { assignments, derived, deadline, ...texts } = edit ?? {};
  const title = texts.title ?? activity.title;
  return {
    ...activity,
    ...texts,
    responsibles: activity.responsibles.map((one, at) => {
      const group = groupOf(one.text);
      const own = assignments?.[at];
      return { ...one, group, assignment: own ?? groups?.[group], own: own !== undefined };
    }),
    derived: derived ?? isMonitoring(title),
    edited: deadline !== undefined || Object.keys(texts).length > 0,
  };
}

/** Read again where the words or the period have changed; a chosen alternative is certain. */
function deadlineOf(
  { deadline }: Activity,
  edit: ActivityEdit | undefined,
  period: Interval | null,
  answer: Answer | undefined,
): Deadline {
  const text = edit?.deadline ?? deadline.text;
  const read: Deadline = period
    ? readDeadline(text, { roadmapStart: period.start, roadmapEnd: period.end })
    : { text, kind: 'unspecified', certain: false, why: 'deadline.no-period' };
  const place = /^alternative-(\d+)$/.exec(answer?.choice ?? '')?.[1];
  const meaning: Meaning | undefined = place === undefined ? undefined : read.alternatives?.[Number(place)];
  return meaning ? { text, ...meaning } : read;
}

/** «2021-01-01/2022-12-31», as periods stand among a warning's alternatives. */
export function readInterval(text: string): Interval | undefined {
  const [start, end] = text.split('/');
  return start && end && start <= end ? { start, end } : undefined;
}

function answeredPeriod(warnings: Reading['warnings'], answers: Answers): Interval | undefined {
  const at = warnings.findIndex(({ code }) => code === 'roadmap.period-differs');
  const place = /^alternative-(\d+)$/.exec(answers[`warning-${at}`]?.choice ?? '')?.[1];
  return readInterval((place && warnings[at]?.alternatives?.[Number(place)]) || '');
}

/** The dates of cited acts as a person set them right. */
function citesAnswered(cites: CitedOrder[], warnings: Reading['warnings'], answers: Answers): CitedOrder[] {
  return cites.map((cited) => {
    const at = warnings.findIndex(
      ({ code, params }) => code === 'roadmap.order-cites-future' && params.cited === cited.number,
    );
    const answer = answers[`warning-${at}`];
    if (answer?.choice === 'other') return { ...cited, date: answer.value ?? cited.date };
    const place = /^alternative-(\d+)$/.exec(answer?.choice ?? '')?.[1];
    return { ...cited, date: (place && warnings[at]?.alternatives?.[Number(place)]) || cited.date };
  });
}
