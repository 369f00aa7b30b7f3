import { z } from 'zod';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { type Context, reading, useCase } from '#platform/use-case.ts';
import { TableText } from './add-organisations.ts';
import { reach } from './access.ts';
import { planPeople } from './rules/read-people.ts';
import type { PersonRole } from './rules/roles.ts';
import { organisationsUnder } from './sql/organisations.ts';
import { allLogins, insertGrant, insertPerson } from './sql/people.ts';

const MOST_ROWS = 2_000;
const Table = z.object({
  text: TableText,
  /** What a role is called, for rows without a position: the edge knows the reader's language. */
  words: z.record(z.string(), z.string().max(60)).default({}),
});

async function plan(context: Context, text: string, words: Record<string, string>) {
  const places = await organisationsUnder(context.db, reach(context, 'people.change'));
  const word = (role: PersonRole) => words[role] ?? role;
  const planned = planPeople(text, places, await allLogins(context.db), word);
  if (planned.rows.length === 0) throw new Failure('invalid', 'organisations.table-empty');
  if (planned.rows.length > MOST_ROWS)
    throw new Failure('invalid', 'organisations.table-long', { most: MOST_ROWS });
  return planned;
}

/** Whom a pasted table would add, row by row; changes nothing. */
export const previewPeople = reading('person.preview-table', Table, (context, { text, words }) =>
  plan(context, text, words),
);

/** Adds the rows that can be added. Their invitations are made when the slips are (`inviteAgain`). */
export const addPeople = useCase('person.add-table', Table, async (context, { text, words }) => {
  const { rows } = await plan(context, text, words);
  const adding = rows.filter(({ outcome }) => outcome === 'add');
  if (adding.length === 0) throw new Failure('invalid', 'organisations.nothing-to-add');
  const ids: number[] = [];
  for (const { login, name, role, organisationId } of adding) {
    const id = await insertPerson(context.db, { login, name });
    ids.push(id);
    await insertGrant(context.db, id, organisationId!, role!);
    await record(context, {
      action: 'person.add',
      organisationId,
      subject: `account ${login}`,
      after: { login, name, role },
    });
  }
  return { ids, rows };
});
