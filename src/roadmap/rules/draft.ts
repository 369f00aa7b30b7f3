import type { Interval } from '#calendar';
import { type Node, organisationsOf, isSchool } from './assign.ts';
import type { Assignment, Confirmed, ConfirmedActivity, ConfirmedResponsible } from './edits.ts';

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
      const all = [...new Set(responsibles.flatMap(({ organisations }) => organisations))];
      return {
        ...activity,
        numeral,
        responsibles,
        terms: termsOf(activity, confirmed.period),
        bound: all,
      };
    }),
  );
}

function termsOf({ deadline }: ConfirmedActivity, period: Interval | null): Interval[] {
  if (deadline.kind === 'intervals') return deadline.intervals;
  if (deadline.kind === 'recurring' && deadline.occurrences) return deadline.occurrences;
  return period ? [period] : [];
}

function propose(text: string, nodes: readonly Node[]): Assignment {
  if (/центр/iu.test(text)) return { to: 'centre' };
  if (/управлени/iu.test(text)) return { to: 'authority' };
  const number = /№\s*(\d+)/u.exec(text)?.[1];
  if (number) {
    const found = nodes.filter((node) => isSchool(node) && node.name.includes(`№ ${number}`));
    return { to: 'chosen', organisations: found.map(({ id }) => id) };
  }
  return /организаци|школ/iu.test(text) ? { to: 'schools' } : { to: 'nobody' };
}
