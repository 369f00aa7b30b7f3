import { sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';

export type Sender = { organisationId: number; organisation: string; address: string };

/** From which addresses workbooks are taken without asking, in the order of the organisations. */
export async function sendersOf(db: Database, ownerId: number): Promise<Sender[]> {
  const { rows } =
    await sql<Sender>`select s.organisation_id as "organisationId", o.short_name as organisation, s.address
    from mail_sender s join organisation o on o.id = s.organisation_id
    where s.owner_id = ${ownerId} order by o.id, s.address`.execute(db);
  return rows;
}

/** The organisations of which an address is known to be. */
export async function organisationsOf(db: Database, ownerId: number, address: string): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`select organisation_id as id from mail_sender
    where owner_id = ${ownerId} and address = ${address}`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

type Named = { ownerId: number; organisationId: number; address: string };
export const insertSender = (
  db: Database,
  { ownerId, organisationId, address }: Named,
  { at, accountId }: { at: Date; accountId: number | null },
) =>
  sql`insert into mail_sender (owner_id, organisation_id, address, at, account_id)
    values (${ownerId}, ${organisationId}, ${address}, ${at}, ${accountId}) on conflict do nothing`.execute(
    db,
  );

export async function deleteSender(
  db: Database,
  { ownerId, organisationId, address }: Named,
): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from mail_sender where owner_id = ${ownerId}
    and organisation_id = ${organisationId} and address = ${address}`.execute(db);
  return Number(numAffectedRows ?? 0) > 0;
}
