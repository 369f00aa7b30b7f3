import { z } from 'zod';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { type Context, reading, useCase } from '#platform/use-case.ts';
import { type Action, allow, reach } from './access.ts';
import { planOrganisations } from './rules/read-organisations.ts';
import { insertOrganisation, lockOrganisation, organisationsBelow, setPhone } from './sql/organisations.ts';

const MOST_ROWS = 2_000;
export const TableText = z.string().min(1, 'organisations.table-empty').max(2_000_000);
const Table = z.object({ parentId: z.int().positive(), text: TableText });

async function plan(context: Context, parentId: number, text: string, action: Action) {
  const parent = await lockOrganisation(context.db, parentId, reach(context, action));
  if (!parent) throw new Failure('not-found', 'organisations.not-found');
  allow(context, action, parent.path);
  const planned = planOrganisations(text, await organisationsBelow(context.db, parentId));
  if (planned.rows.length === 0) throw new Failure('invalid', 'organisations.table-empty');
  if (planned.rows.length > MOST_ROWS)
    throw new Failure('invalid', 'organisations.table-long', { most: MOST_ROWS });
  return { parent, ...planned };
}

/** What a pasted table would add, row by row; changes nothing. */
export const previewOrganisations = reading(
  'organisation.preview-table',
  Table,
  async (context, { parentId, text }) => {
    const { rows, unknownColumns } = await plan(context, parentId, text, 'organisation.change');
    return { rows, unknownColumns };
  },
);

/** Adds the rows that can be added, writes new telephones of those that are there, and leaves the others with what stands in their way. */
export const addOrganisations = useCase(
  'organisation.add-table',
  Table,
  async (context, { parentId, text }) => {
    const { parent, rows } = await plan(context, parentId, text, 'organisation.change');
    if (parent.closedAt) throw new Failure('conflict', 'organisations.parent-closed');
    const adding = rows.filter(({ outcome }) => outcome === 'add');
    const phoning = rows.filter(({ newPhone }) => newPhone);
    if (adding.length + phoning.length === 0) throw new Failure('invalid', 'organisations.nothing-to-add');
    for (const { line: _, outcome: __, faults: ___, newPhone: ____, profile, ...one } of adding) {
      const after = { ...one, profile: { ...profile } as Record<string, number> };
      const { id } = await insertOrganisation(context.db, { ...after, parentId, parentPath: parent.path });
      await record(context, {
        action: 'organisation.add',
        organisationId: id,
        subject: `organisation ${one.code}`,
        after,
      });
    }
    const below = await organisationsBelow(context.db, parentId);
    for (const { code, phone } of phoning) {
      const { id, phone: was } = below.find((one) => one.code === code)!;
      await setPhone(context.db, id, phone);
      await record(context, {
        action: 'organisation.change',
        organisationId: id,
        subject: `organisation ${code}`,
        before: { phone: was },
        after: { phone },
      });
    }
    return { added: adding.length, changed: phoning.length, rows };
  },
);
