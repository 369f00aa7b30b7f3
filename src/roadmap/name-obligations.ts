import { z } from 'zod';
import { organisationsUnder, reach } from '#organisations';
import { reading } from '#platform/use-case.ts';
import { obligationsById } from './sql/obligations.ts';

/** For whoever reads the journal: the code of the activity, `III.7`, that each obligation is of. */
export const nameObligations = reading(
  'journal.name-obligations',
  z.object({ ids: z.array(z.int().positive()) }),
  async (context, { ids }): Promise<ReadonlyMap<number, string>> => {
    const nodes = reach(context, 'journal.read');
    if (ids.length === 0) return new Map();
    const inside = new Set((await organisationsUnder(context.db, nodes)).map(({ id }) => id));
    const obligations = await obligationsById(context.db, ids);
    return new Map(
      obligations
        .filter(({ organisationId }) => inside.has(organisationId))
        .map(({ id, code }) => [id, code] as const),
    );
  },
);
