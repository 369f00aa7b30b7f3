import { type Interval, occurrencesOf } from '#calendar';
import { type Node, organisationsOf } from './assign.ts';
import type { Assignment, Confirmed, ConfirmedActivity, ConfirmedResponsible } from './edits.ts';
import { type Match, matchResponsible } from './match-responsibles.ts';
import { carriersOf } from './obligations.ts';

export type DraftResponsible = ConfirmedResponsible & {
  /** Where the words lead: by a person's choice, else as proposed. */
  organisations: number[];
  proposed: boolean;
  /** A proposal that a person should look at. */
  certain: boolean;
};
/** What an activity would be if the roadmap were approved now. */
export type DraftActivity = Omit<ConfirmedActivity, 'responsibles'> & {
  numeral: string;
  responsibles: DraftResponsible[];
  terms: Interval[];
  /** Whom it binds: one obligation a term for each of them. */
  bound: number[];
};

/** The activities with their organisations and terms. */
export function draftOf(confirmed: Confirmed, nodes: readonly Node[]): DraftActivity[] {
  const kinds = new Map(nodes.map(({ id, kind }) => [id, kind]));
  return confirmed.sections.flatMap(({ numeral, activities }) =>
    activities.map((activity) => {
      const responsibles = activity.responsibles.map((one) => meant(one, nodes));
      const bound = carriersOf(
        responsibles.flatMap(({ role, organisations }) =>
          organisations.map((id) => ({ id, role, kind: kinds.get(id) ?? 'other' })),
        ),
      );
      return { ...activity, numeral, responsibles, terms: termsOf(activity, confirmed.period), bound };
    }),
  );
}

function meant(one: ConfirmedResponsible, nodes: readonly Node[]): DraftResponsible {
  const match = one.assignment ? undefined : matchResponsible(one.text, nodes);
  const assignment = one.assignment ?? assignmentFor(match!, nodes);
  return {
    ...one,
    assignment,
    organisations: organisationsOf(assignment, nodes),
    proposed: match !== undefined,
    certain: match?.certain ?? true,
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

const termsOf = ({ deadline }: ConfirmedActivity, period: Interval | null): Interval[] =>
  period ? occurrencesOf(deadline, { roadmapStart: period.start, roadmapEnd: period.end }) : [];
