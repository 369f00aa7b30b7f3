import type { Assignment } from './edits.ts';

/** What an assignment needs to know of an organisation. */
export type Node = {
  id: number;
  kind: string;
  name: string;
  shortName: string;
  lowPerforming: boolean;
  adverseConditions: boolean;
};

export const isSchool = ({ kind }: Pick<Node, 'kind'>): boolean =>
  kind === 'school' || kind === 'primary-school';

/** The organisations to whom an assignment leads today, in their order. */
export function organisationsOf(assignment: Assignment, nodes: readonly Node[]): number[] {
  return nodes.filter((node) => IS[assignment.to](node, assignment)).map(({ id }) => id);
}

const IS: Record<Assignment['to'], (node: Node, assignment: Assignment) => boolean> = {
  schools: (node) => isSchool(node),
  supported: (node) => isSchool(node) && (node.lowPerforming || node.adverseConditions),
  authority: ({ kind }) => kind === 'authority',
  centre: ({ kind }) => kind === 'methodological-centre',
  nobody: () => false,
  chosen: ({ id }, assignment) => assignment.to === 'chosen' && assignment.organisations.includes(id),
};
