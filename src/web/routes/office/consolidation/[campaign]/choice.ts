import type { circles, Consolidation, countings } from '#monitoring';

/** What the address of a consolidation says: the filters, the open cell and which table is shown by school. */
export type Choice = {
  filter?: (typeof countings)[number];
  among?: (typeof circles)[number];
  compare?: string;
  cell?: string;
  schools?: string;
};

const NAMES = ['filter', 'among', 'compare', 'cell', 'schools'] as const;

export function readChoice(query: URLSearchParams): Choice {
  const given = NAMES.flatMap((name) => {
    const value = query.get(name);
    return value ? [[name, value] as const] : [];
  });
  return Object.fromEntries(given) as Choice; // the use case refuses what it does not know
}

/** The same page with something else chosen; what is `undefined` is left out. */
export function addressOf(choice: Choice, change: Choice): string {
  const query = new URLSearchParams();
  for (const name of NAMES) {
    const value = name in change ? change[name] : choice[name];
    if (value) query.set(name, value);
  }
  return `?${query}`;
}

/** Where a school's return is read: its own people fill it in, others review it. */
export const returnHref = ({ campaign, own }: Consolidation, organisation: string, cell?: string): string => {
  if (!own) return `/office/campaigns/${campaign.slug}/${organisation}${cell ? `#${cell}` : ''}`;
  return `/office/returns/${campaign.slug}?cell=${encodeURIComponent(cell ?? 't0')}`;
};
