import type { Interval } from '#calendar';
import {
  same,
  type VersionActivity,
  type VersionContent,
  type VersionResponsible,
  type VersionSection,
} from './content.ts';
import { type Piece, wordDifference } from './word-difference.ts';

/** The columns of a roadmap, and its order's own words; what the system keeps beside them stands in `notes`. */
export type TextField = 'number' | 'title' | 'deadline' | 'responsibles' | 'document' | 'result';
export type FieldChange = { field: TextField; before: string; after: string; pieces: Piece[] };
/** What is no text of the order: the short title, whom the words mean, what a deadline means, links, asking or not. */
export type Note = 'shortTitle' | 'organisations' | 'meaning' | 'after' | 'derived';
export type ActivityChange =
  | { what: 'added'; activity: VersionActivity }
  | { what: 'withdrawn'; activity: VersionActivity }
  | {
      what: 'changed';
      before: VersionActivity;
      after: VersionActivity;
      /** What the later version says otherwise, field by field: put over the earlier it gives the later. */
      set: Partial<VersionActivity>;
      fields: FieldChange[];
      notes: Note[];
      /** It stands elsewhere among those that both versions have, or in another section. */
      moved: boolean;
    };
export type SectionChange = { what: 'added' | 'withdrawn' | 'renamed'; before: string; after: string } & Pick<
  VersionSection,
  'numeral'
>;
/** How two versions differ; `activities` stand as in the later one, the withdrawn ones where they were. */
export type Difference = {
  title?: { before: string; after: string; pieces: Piece[] };
  period?: { before: Interval; after: Interval };
  sections: SectionChange[];
  activities: ActivityChange[];
  /** How many say the same in both. */
  unchanged: number;
  /** Of the later version: its sections, and in their order its activities. */
  order: {
    sections: VersionSection[];
    activities: Pick<VersionActivity, 'activityId' | 'code' | 'section'>[];
  };
};

const FIELDS: TextField[] = ['number', 'title', 'deadline', 'responsibles', 'document', 'result'];

/** Pure: applied to `before` (see `applied`) it gives `after`. */
export function differenceBetween(before: VersionContent, after: VersionContent): Difference {
  const [was, is] = [byId(before.activities), byId(after.activities)];
  const stayed = unmoved(
    before.activities.filter(({ activityId }) => is.has(activityId)),
    after.activities.filter(({ activityId }) => was.has(activityId)),
  );
  const later = after.activities.map((one): ActivityChange | undefined => {
    const earlier = was.get(one.activityId);
    return earlier ? changeOf(earlier, one, stayed) : { what: 'added', activity: one };
  });
  return {
    ...(before.title === after.title
      ? {}
      : {
          title: {
            before: before.title,
            after: after.title,
            pieces: wordDifference(before.title, after.title),
          },
        }),
    ...(same(before.period, after.period) ? {} : { period: { before: before.period, after: after.period } }),
    sections: sectionChanges(before.sections, after.sections),
    activities: withWithdrawn(before, after, later, is),
    unchanged: later.filter((change) => !change).length,
    order: {
      sections: after.sections,
      activities: after.activities.map(({ activityId, code, section }) => ({ activityId, code, section })),
    },
  };
}

/** The later version, made of the earlier one and how they differ. */
export function applied(before: VersionContent, difference: Difference): VersionContent {
  const activities = byId(before.activities);
  for (const change of difference.activities)
    if (change.what === 'added') activities.set(change.activity.activityId, change.activity);
    else if (change.what === 'withdrawn') activities.delete(change.activity.activityId);
    else activities.set(change.before.activityId, { ...change.before, ...change.set });
  return {
    title: difference.title?.after ?? before.title,
    period: difference.period?.after ?? before.period,
    sections: difference.order.sections,
    activities: difference.order.activities.map(({ activityId }) => activities.get(activityId)!),
  };
}

const byId = (activities: readonly VersionActivity[]) =>
  new Map(activities.map((one) => [one.activityId, one]));

/** Executors as one cell says them. */
export const responsiblesText = (responsibles: readonly VersionResponsible[]): string =>
  responsibles.map(({ text }) => text).join(', ');

export function textOf(one: VersionActivity, field: TextField): string {
  if (field === 'deadline') return one.deadline.text;
  return field === 'responsibles' ? responsiblesText(one.responsibles) : one[field];
}

const ROLES = { executor: 'исполнители', 'co-executor': 'соисполнители' } as const;
/** Where the same are named and only who carries out and who helps has changed, as a cell tells them apart. */
function rolesText({ responsibles }: VersionActivity): string {
  const parts: string[] = [];
  responsibles.forEach(({ role, text }, at) => {
    if (role === responsibles[at - 1]?.role) parts[parts.length - 1] += `, ${text}`;
    else parts.push(`${ROLES[role]}: ${text}`);
  });
  return parts.join('; ');
}

function changeOf(
  before: VersionActivity,
  after: VersionActivity,
  stayed: ReadonlySet<number>,
): ActivityChange | undefined {
  const names = Object.keys(after) as (keyof VersionActivity)[];
  const set = Object.fromEntries(
    names.filter((name) => !same(before[name], after[name])).map((name) => [name, after[name]]),
  ) as Partial<VersionActivity>;
  const moved = !stayed.has(after.activityId) || before.section !== after.section;
  if (!moved && Object.keys(set).length === 0) return undefined;
  const rolesChanged =
    textOf(before, 'responsibles') === textOf(after, 'responsibles') &&
    rolesText(before) !== rolesText(after);
  const fields = FIELDS.map((field) =>
    field === 'responsibles' && rolesChanged
      ? ([field, textOf(before, field), rolesText(after)] as const)
      : ([field, textOf(before, field), textOf(after, field)] as const),
  )
    .filter(([, was, is]) => was !== is)
    .map(([field, was, is]) => ({ field, before: was, after: is, pieces: wordDifference(was, is) }));
  return { what: 'changed', before, after, set, fields, notes: notesOf(before, after), moved };
}

function notesOf(before: VersionActivity, after: VersionActivity): Note[] {
  const { text: _, ...meant } = before.deadline;
  const { text: __, ...means } = after.deadline;
  const differs: Record<Note, boolean> = {
    shortTitle: before.shortTitle !== after.shortTitle,
    organisations: !same(whom(before), whom(after)),
    meaning: before.deadline.text === after.deadline.text && !same(meant, means),
    after: !same(sorted(before.after), sorted(after.after)),
    derived: before.derived !== after.derived,
  };
  return (Object.keys(differs) as Note[]).filter((note) => differs[note]);
}

const sorted = (ids: readonly number[]) => ids.toSorted((one, other) => one - other);
const whom = ({ responsibles }: VersionActivity) =>
  sorted([...new Set(responsibles.flatMap(({ organisations }) => organisations))]);

function sectionChanges(
  before: readonly VersionSection[],
  after: readonly VersionSection[],
): SectionChange[] {
  const [was, is] = [before, after].map(
    (sections) => new Map(sections.map(({ numeral, title }) => [numeral, title])),
  ) as [Map<string, string>, Map<string, string>];
  const gone = before
    .filter(({ numeral }) => !is.has(numeral))
    .map(({ numeral, title }) => ({ what: 'withdrawn' as const, numeral, before: title, after: '' }));
  return after
    .filter(({ numeral, title }) => was.get(numeral) !== title)
    .map(({ numeral, title }): SectionChange => {
      const earlier = was.get(numeral);
      return {
        what: earlier === undefined ? 'added' : 'renamed',
        numeral,
        before: earlier ?? '',
        after: title,
      };
    })
    .concat(gone);
}

/** Those that kept their places among each other: the longest common sequence of the two orders. */
function unmoved(before: readonly VersionActivity[], after: readonly VersionActivity[]): Set<number> {
  const place = new Map(before.map(({ activityId }, at) => [activityId, at]));
  const places = after.map(({ activityId }) => place.get(activityId)!);
  const [ends, previous]: [number[], number[]] = [[], []];
  places.forEach((one, at) => {
    let length = ends.findIndex((end) => places[end]! >= one);
    if (length < 0) length = ends.length;
    previous[at] = length ? ends[length - 1]! : -1;
    ends[length] = at;
  });
  const stayed = new Set<number>();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at]!) stayed.add(after[at]!.activityId);
  return stayed;
}

/** Each withdrawn activity after the one that stood before it, as far as that is still there. */
function withWithdrawn(
  before: VersionContent,
  after: VersionContent,
  later: readonly (ActivityChange | undefined)[],
  is: ReadonlyMap<number, VersionActivity>,
): ActivityChange[] {
  const following = new Map<number, ActivityChange[]>();
  let last = 0;
  for (const one of before.activities)
    if (is.has(one.activityId)) last = one.activityId;
    else following.set(last, [...(following.get(last) ?? []), { what: 'withdrawn', activity: one }]);
  return [
    ...(following.get(0) ?? []),
    ...after.activities.flatMap(({ activityId }, at) => [
      ...(later[at] ? [later[at]] : []),
      ...(following.get(activityId) ?? []),
    ]),
  ];
}
