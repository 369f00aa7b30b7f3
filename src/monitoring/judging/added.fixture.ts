import {
  decode,
  type FormDefinition,
  type Layout,
  type NodeSums,
  type OrganisationKind,
  type Stored,
} from '../rules/index.ts';
import type { Brief } from './index.ts';

/** A first return of an organisation of which nothing but its kind is known. */
export const briefOf = (form: FormDefinition, kind: OrganisationKind = 'school'): Brief => ({
  forms: [form],
  form,
  kind,
  organisation: { profile: {} },
  campaign: { period: { start: '2021-10-01', end: '2021-12-31' } },
  duties: [],
  previous: undefined,
  yearAgo: undefined,
  sameYear: false,
});

/** What the fold does: positions added up, returns that gave them counted. */
export function added(layout: Layout, returns: readonly Stored[]): NodeSums {
  const read = returns.map((one) => decode(layout, one));
  const by = <Value>(at: (cell: string) => Value) => layout.map(({ cell }) => at(cell));
  const numbers = (cell: string) => read.flatMap((one) => (typeof one[cell] === 'number' ? one[cell] : []));
  return {
    sums: by((cell) => numbers(cell).reduce((sum, value) => sum + value, 0)),
    ns: by((cell) => numbers(cell).length),
    nas: by((cell) => read.filter((one) => one[cell] === 'not-applicable').length),
    submitted: returns.length,
    accepted: 0,
    expected: returns.length,
  };
}
