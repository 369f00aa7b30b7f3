import { type Deadline, type Interval, occurrencesOf } from '#calendar';
import { carriersOf } from '../obligations.ts';

export type VersionResponsible = { text: string; role: 'executor' | 'co-executor'; organisations: number[] };
/** An activity as a version, or a draft of one, says it. `activityId` is the same across versions. */
export type VersionActivity = {
  activityId: number;
  /** «III.7» */
  code: string;
  /** The numeral of its section. */
  section: string;
  number: string;
  title: string;
  shortTitle: string;
  document: string;
  result: string;
  deadline: Deadline;
  responsibles: VersionResponsible[];
  derived: 'monitoring' | null;
  source: { firstLine: number; lastLine: number } | null;
  /** The activities that must end before this one begins. */
  after: number[];
};
export type VersionSection = { numeral: string; title: string };
/** All that a version says: activities stand in the order of the document, section by section. */
export type VersionContent = {
  title: string;
  period: Interval;
  sections: VersionSection[];
  activities: VersionActivity[];
};
/** Why an activity is changed: what the system saw (`code` with its values), what a person wrote, or both. */
export type Reason = { code?: string; params?: Record<string, string | number>; text?: string };
/** By activity. */
export type Reasons = Record<string, Reason>;

/** The terms of an activity in a roadmap of this period. */
export const termsOf = ({ deadline }: Pick<VersionActivity, 'deadline'>, period: Interval): Interval[] =>
  occurrencesOf(deadline, { roadmapStart: period.start, roadmapEnd: period.end });

/** Whom an activity binds, by the kinds of the organisations that there are today. */
export function boundOf(
  { responsibles }: Pick<VersionActivity, 'responsibles'>,
  kinds: ReadonlyMap<number, string>,
): number[] {
  return carriersOf(
    responsibles.flatMap(({ role, organisations }) =>
      organisations.flatMap((id) => {
        const kind = kinds.get(id);
        return kind === undefined ? [] : [{ id, role, kind }];
      }),
    ),
  );
}

/** As it is approved: sections that nothing is left of go, and links to what was withdrawn. */
export function tidied(content: VersionContent): VersionContent {
  const there = new Set(content.activities.map(({ activityId }) => activityId));
  return {
    ...content,
    sections: content.sections.filter(({ numeral }) =>
      content.activities.some(({ section }) => section === numeral),
    ),
    activities: content.activities.map((one) => ({ ...one, after: one.after.filter((id) => there.has(id)) })),
  };
}

/** The same value, whatever the order of the fields: what comes from the database has another. */
export function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [first, second] = [one as Record<string, unknown>, other as Record<string, unknown>];
  const names = new Set([...Object.keys(first), ...Object.keys(second)]);
  return [...names].every((name) => same(first[name], second[name]));
}
