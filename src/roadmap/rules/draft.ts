import { type Interval, occurrencesOf } from '#calendar';
import { type Node, organisationsOf } from './assign.ts';
import type { Assignment, Confirmed, ConfirmedActivity, ConfirmedResponsible } from './edits.ts';
import { matchResponsible } from './match-responsibles.ts';
import { carriersOf } from './obligations.ts';

export type DraftResponsible = ConfirmedResponsible & {
  /** Where the words lead: by a person's choice, else as proposed. */
  organisations: number[];
  proposed: boolean;
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
  return confirmed.sections.flatMap(({ numeral, activities }) =>
    activities.map((activity) => {
      const responsibles = activity.responsibles.map((one): DraftResponsible => {
        const assignment = one.assignment ?? propose(one.text, nodes);
        return {
          ...one,
          assignment,
          organisations: organisationsOf(assignment, nodes),
          proposed: one.assignment === undefined,
        };
      });
      return {
        ...activity,
        numeral,
        responsibles,
        terms: termsOf(activity, confirmed.period),
        bound: boundBy(responsibles, nodes),
      };
    }),
  );
}

/** Offices named beside schools organise, they are not asked to report: `carriersOf` says who is. */
const boundBy = (responsibles: readonly DraftResponsible[], nodes: readonly Node[]): number[] =>
  carriersOf(
    responsibles.flatMap(({ organisations, role }) =>
      organisations.map((id) => ({ id, role, kind: nodes.find((node) => node.id === id)?.kind ?? '' })),
    ),
  );

const termsOf = ({ deadline }: ConfirmedActivity, period: Interval | null): Interval[] =>
  period ? occurrencesOf(deadline, { roadmapStart: period.start, roadmapEnd: period.end }) : [];

/** Whom the words lead to, as an assignment that goes on holding when schools come and go. */
function propose(text: string, nodes: readonly Node[]): Assignment {
  const match = matchResponsible(text, nodes);
  if (match.kind === 'none') return { to: 'nobody' };
  if (match.kind === 'group' && match.group === 'schools') return { to: 'schools' };
  const kinds = new Set(match.ids.map((id) => nodes.find((node) => node.id === id)?.kind));
  if (kinds.size === 1 && kinds.has('authority')) return { to: 'authority' };
  if (kinds.size === 1 && kinds.has('methodological-centre')) return { to: 'centre' };
  return { to: 'chosen', organisations: match.ids };
}
