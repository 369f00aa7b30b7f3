import { z } from 'zod';
import { Failure } from '#platform/failure.ts';
import { reading } from '#platform/use-case.ts';
import { reach } from './access.ts';
import { allOrganisationsUnder, organisationUnder } from './sql/organisations.ts';

/** Every organisation that the actor reaches, closed ones too, in the order of the tree. */
export const listOrganisations = reading('organisation.list', z.object({}), (context) =>
  allOrganisationsUnder(context.db, reach(context, 'organisation.read')),
);

/** @throws Failure `organisations.not-found` */
export const showOrganisation = reading(
  'organisation.show',
  z.object({ id: z.int().positive() }),
  async (context, { id }) => {
    const found = await organisationUnder(context.db, id, reach(context, 'organisation.read'));
    if (!found) throw new Failure('not-found', 'organisations.not-found');
    return found;
  },
);
