import { type Interval, type Meaning, occurrencesOf } from '#calendar';
import { type Node, organisationsOf } from './assign.ts';
import type { Assignment, Confirmed, ConfirmedActivity, ConfirmedResponsible } from './edits.ts';
import { type Match, matchResponsible } from './match-responsibles.ts';
import { carriersOf } from './obligations.ts';

export type DraftResponsible = ConfirmedResponsible & {
  /** Where the words lead: by a person's choice, else as proposed. */
  organisations: number[];
  proposed: boolean;
  /** False for a proposal that a person should look at. */
  certain: boolean;
  /** Proposed because the municipality has once said so. */
  remembered: boolean;
};
/** What a municipality has said of executors' words before, by `groupOf` the words. */
export type Remembered = Readonly<Record<string, Assignment>>;
/** What an activity would be if the roadmap were approved now. */
export type DraftActivity = Omit<ConfirmedActivity, 'responsibles'> & {
  numeral: string;
  responsibles: DraftResponsible[];
  terms: Interval[];
  /** Whom it binds: one obligation a term for each of them. */
  bound: number[];
};

/** The activities with their organisations and terms. */
export function draftOf(
  confirmed: Confirmed,
  nodes: readonly Node[],
  remembered: Remembered = {},
): DraftActivity[] {
  const kinds = new Map(nodes.map(({ id, kind }) => [id, kind]));
  return confirmed.sections.flatMap(({ numeral, activities }) =>
    activities.map((activity) => {
      const responsibles = activity.responsibles.map((one) => meant(one, nodes, remembered[one.group]));
      const bound = carriersOf(
        responsibles.flatMap(({ role, organisations }) =>
          organisations.map((id) => ({ id, role, kind: kinds.get(id) ?? 'other' })),
        ),
      );
      return { ...activity, numeral, responsibles, terms: termsOf(activity, confirmed.period), bound };
    }),
  );
}

function meant(
  one: ConfirmedResponsible,
  nodes: readonly Node[],
  before: Assignment | undefined,
): DraftResponsible {
  const match = one.assignment || before ? undefined : matchResponsible(one.text, nodes);
  const assignment = one.assignment ?? before ?? assignmentFor(match!, nodes);
  return {
    ...one,
    assignment,
    organisations: organisationsOf(assignment, nodes),
    proposed: !one.assignment,
    certain: match?.certain ?? true,
    remembered: !one.assignment && before !== undefined,
  };
}

/** Whom the words lead to, as an assignment that goes on holding when schools come and go. */
function assignmentFor(match: Match, nodes: readonly Node[]): Assignment {
  if (match.kind === 'none') return { to: 'nobody' };
  if (match.kind === 'group' && match.group === 'schools') return { to: 'schools' };
  const kinds = new Set(match.ids.map((id) => nodes.find((node) => node.id === id)?.kind));
  if (kinds.size === 1 && kinds.has('authority')) return { to: 'authority' };
  if (kinds.size === 1 && kinds.has('methodological-centre')) return { to: 'centre' };
  return { to: 'chosen', organisations: match.ids };
}

/** When an activity with such a deadline would be due. */
export const termsOf = ({ deadline }: { deadline: Meaning }, period: Interval | null): Interval[] =>
  period ? occurrencesOf(deadline, { roadmapStart: period.start, roadmapEnd: period.end }) : [];
