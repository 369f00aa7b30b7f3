import { type Deadline, type Interval, readDeadline } from '#calendar';
import { shortTitle } from '../short-title.ts';
import type { VersionActivity, VersionContent, VersionResponsible } from './content.ts';

/** Where a deadline's words are in doubt: the reading is right as it is, or one of its alternatives is. */
export type Understood = 'as-read' | number;
type Texts = {
  title: string;
  shortTitle?: string;
  deadline: string;
  understood?: Understood;
  document?: string;
  result?: string;
};
/** One step of a correction. `place` counts the activities of the section from 1. */
export type Correction =
  | ({
      what: 'edit';
      activity: number;
      section?: string;
      responsibles?: VersionResponsible[];
      derived?: boolean;
    } & Partial<Texts>)
  | { what: 'move'; activity: number; place: number; section?: string }
  | ({
      what: 'add';
      /** The number of the new activity. */
      activity: number;
      section: string;
      place?: number;
      responsibles: VersionResponsible[];
    } & Texts)
  | {
      what: 'split';
      activity: number;
      /** The number of the second part; the first keeps that of the whole. */
      into: number;
      first: Texts;
      second: Texts;
    }
  | { what: 'withdraw' | 'restore'; activity: number }
  | { what: 'link' | 'unlink'; activity: number; after: number }
  | { what: 'section'; numeral: string; title: string }
  | { what: 'renumber'; section: string }
  | { what: 'whole'; title?: string; period?: Interval };
/** Why a step cannot be taken; the sentence is the catalogue's. */
export type Refusal = { refused: string };

/** A draft after one step. `base` is the approved version, from which withdrawn activities come back. */
export function corrected(
  content: VersionContent,
  step: Correction,
  base: VersionContent,
): VersionContent | Refusal {
  if ('activity' in step && step.what !== 'add' && step.what !== 'restore' && !find(content, step.activity))
    return { refused: 'roadmap.activity-not-found' };
  if ('section' in step && step.section !== undefined && !hasSection(content, step.section))
    return { refused: 'correction.section-unknown' };
  switch (step.what) {
    case 'edit':
      return edited(content, step, base);
    case 'move':
      return moved(content, step.activity, { section: step.section, place: step.place }, base);
    case 'add':
      return added(content, step, base);
    case 'split':
      return split(content, step, base);
    case 'withdraw':
      return without(content, step.activity);
    case 'restore':
      return restored(content, step.activity, base);
    case 'link':
      return linked(content, step.activity, step.after);
    case 'unlink':
      return withActivity(content, step.activity, ({ after }) => ({
        after: after.filter((id) => id !== step.after),
      }));
    case 'section':
      return withSection(content, step.numeral, step.title);
    case 'renumber':
      return renumbered(content, step.section);
    case 'whole':
      return {
        ...content,
        title: step.title || content.title,
        period: step.period ?? content.period,
      };
  }
}

const find = ({ activities }: VersionContent, id: number) =>
  activities.find(({ activityId }) => activityId === id);
const hasSection = ({ sections }: VersionContent, numeral: string) =>
  sections.some((section) => section.numeral === numeral);

function withActivity(
  content: VersionContent,
  id: number,
  change: (one: VersionActivity) => Partial<VersionActivity>,
): VersionContent {
  return {
    ...content,
    activities: content.activities.map((one) => (one.activityId === id ? { ...one, ...change(one) } : one)),
  };
}

const without = (content: VersionContent, id: number): VersionContent => ({
  ...content,
  activities: content.activities.filter(({ activityId }) => activityId !== id),
});

/** What the words of a deadline mean in this period, where a person said how a doubt is to be understood. */
export function deadlineFrom(text: string, period: Interval, understood?: Understood): Deadline {
  const read = readDeadline(text, { roadmapStart: period.start, roadmapEnd: period.end });
  if (understood === undefined || read.certain !== false) return read;
  const meaning = typeof understood === 'number' ? read.alternatives?.[understood] : read;
  if (!meaning) return read;
  const { certain: _, why: __, alternatives: ___, ...certain } = { ...meaning, text } as Deadline;
  return certain as Deadline;
}

function textsOf(
  { title, shortTitle: short, deadline, understood, document, result }: Partial<Texts>,
  { period }: VersionContent,
): Partial<VersionActivity> {
  return {
    ...(title === undefined ? {} : { title }),
    ...(short ? { shortTitle: short } : title === undefined ? {} : { shortTitle: shortTitle(title) }),
    ...(deadline === undefined ? {} : { deadline: deadlineFrom(deadline, period, understood) }),
    ...(document === undefined ? {} : { document }),
    ...(result === undefined ? {} : { result }),
  };
}

function edited(
  content: VersionContent,
  step: Correction & { what: 'edit' },
  base: VersionContent,
): VersionContent {
  const { activity, section, responsibles, derived, ...texts } = step;
  const before = find(content, activity)!;
  const words = textsOf(texts, content);
  // The same words keep the meaning that they were given.
  if (texts.understood === undefined && texts.deadline === before.deadline.text) delete words.deadline;
  if (texts.shortTitle === undefined && texts.title === before.title) delete words.shortTitle;
  const changed = withActivity(content, activity, () => ({
    ...words,
    ...(responsibles ? { responsibles } : {}),
    ...(derived === undefined ? {} : { derived: derived ? ('monitoring' as const) : null }),
  }));
  if (section === undefined || section === before.section) return changed;
  return moved(changed, activity, { section, place: Infinity }, base);
}

/** Moves within a section keep the number, as a correction that is not a new edition does; another section gives another. */
function moved(
  content: VersionContent,
  id: number,
  { section, place }: { section: string | undefined; place: number },
  base: VersionContent,
): VersionContent {
  const one = find(content, id)!;
  const target = section ?? one.section;
  if (target === one.section) return placed(without(content, id), one, place);
  const rest = without(content, id);
  const home = base.activities.find(({ activityId }) => activityId === id);
  const number = home?.section === target ? home.number : nextNumber(content, target, base);
  return placed(rest, named(rest, { ...one, section: target, number }), place);
}

/** Puts an activity at a place of its section. */
function placed(content: VersionContent, one: VersionActivity, place: number): VersionContent {
  const groups = content.sections.map(({ numeral }) =>
    content.activities.filter(({ section }) => section === numeral),
  );
  const at = content.sections.findIndex(({ numeral }) => numeral === one.section);
  const index = Math.max(0, Math.min(place - 1, groups[at]!.length));
  groups[at]!.splice(index, 0, one);
  return { ...content, activities: groups.flat() };
}

/** With a code that leads to it alone. */
function named(content: VersionContent, one: VersionActivity): VersionActivity {
  const taken = new Set(
    content.activities.filter(({ activityId }) => activityId !== one.activityId).map(({ code }) => code),
  );
  const wanted = one.number.includes('.') ? one.number : `${one.section}.${one.number}`;
  let code = wanted;
  for (let again = 2; taken.has(code); again++) code = `${wanted}-${again}`;
  return { ...one, code };
}

/** The number after the last of a section, those of withdrawn activities included: a number never means two things. */
function nextNumber(content: VersionContent, section: string, base: VersionContent): string {
  const numbers = [...base.activities, ...content.activities]
    .filter((one) => one.section === section)
    .map(({ number }) => /^(.*?)(\d+)$/.exec(number));
  const prefix = numbers.find((found) => found)?.[1] ?? '';
  return `${prefix}${Math.max(0, ...numbers.map((found) => Number(found?.[2] ?? 0))) + 1}`;
}

const BLANK = { document: '', result: '', derived: null, source: null, after: [] };

function added(
  content: VersionContent,
  step: Correction & { what: 'add' },
  base: VersionContent,
): VersionContent {
  const { activity: activityId, section, responsibles, place } = step;
  const words = textsOf(step, content) as Pick<VersionActivity, 'title' | 'shortTitle' | 'deadline'>;
  const number = nextNumber(content, section, base);
  const one = { ...BLANK, ...words, activityId, section, number, code: '', responsibles };
  return placed(content, named(content, one), place ?? Infinity);
}

function split(
  content: VersionContent,
  { activity, into, first, second }: Correction & { what: 'split' },
  base: VersionContent,
): VersionContent {
  const whole = find(content, activity)!;
  const place = content.activities.filter((one) => one.section === whole.section).indexOf(whole) + 2;
  const changed = withActivity(content, activity, () => textsOf(first, content));
  const other = {
    ...whole,
    ...textsOf(second, content),
    activityId: into,
    number: nextNumber(content, whole.section, base),
  };
  return placed(changed, named(changed, other), place);
}

/** Back where it stood: after the nearest of those that stood before it and are still there. */
function restored(content: VersionContent, id: number, base: VersionContent): VersionContent | Refusal {
  const one = base.activities.find(({ activityId }) => activityId === id);
  if (!one || find(content, id)) return { refused: 'correction.not-withdrawn' };
  const home = hasSection(content, one.section)
    ? content
    : withSection(
        content,
        one.section,
        base.sections.find(({ numeral }) => numeral === one.section)?.title ?? '',
      );
  const before = base.activities
    .slice(0, base.activities.indexOf(one))
    .filter(({ section }) => section === one.section);
  const there = home.activities.filter(({ section }) => section === one.section);
  const last = before.findLast((earlier) =>
    there.some(({ activityId }) => activityId === earlier.activityId),
  );
  const place = there.findIndex(({ activityId }) => activityId === last?.activityId) + 2;
  return placed(home, named(home, one), place);
}

function linked(content: VersionContent, id: number, after: number): VersionContent | Refusal {
  if (!find(content, after)) return { refused: 'roadmap.activity-not-found' };
  if (isBefore(content, id, after)) return { refused: 'correction.link-circle' };
  return withActivity(content, id, (one) => ({
    after: one.after.includes(after) ? one.after : [...one.after, after],
  }));
}

/** Whether `id` must end before `later` begins, by whatever chain of links; an activity also before itself. */
function isBefore(content: VersionContent, id: number, later: number, seen = new Set<number>()): boolean {
  if (id === later) return true;
  if (seen.has(later)) return false;
  seen.add(later);
  return (find(content, later)?.after ?? []).some((one) => isBefore(content, id, one, seen));
}

function withSection(content: VersionContent, numeral: string, title: string): VersionContent {
  const sections = hasSection(content, numeral)
    ? content.sections.map((one) => (one.numeral === numeral ? { numeral, title } : one))
    : [...content.sections, { numeral, title }];
  return { ...content, sections };
}

/** The numbers of a section from 1 in the order in which its activities stand. */
function renumbered(content: VersionContent, section: string): VersionContent {
  const own = content.activities.filter((one) => one.section === section);
  const prefix = /^(.*?)\d+$/.exec(own[0]?.number ?? '')?.[1] ?? '';
  const others = content.activities.filter((one) => one.section !== section);
  const numbered = own.reduce<VersionActivity[]>((done, one, at) => {
    const next = { ...one, number: `${prefix}${at + 1}` };
    return [...done, named({ ...content, activities: [...others, ...done] }, next)];
  }, []);
  return {
    ...content,
    activities: content.activities.map(
      (one) => numbered.find(({ activityId }) => activityId === one.activityId) ?? one,
    ),
  };
}
