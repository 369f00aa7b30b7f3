import { sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';
import type { ReturnHead } from './returns.ts';

/** A reviewer's note on a field, or (with `answers`) what the organisation answered to one. */
export type Remark = {
  id: number;
  /** The submission that it is about. */
  rev: number;
  /** The field; empty for the whole return. */
  field: string;
  text: string;
  valueThen: string | null;
  accountId: number | null;
  at: Date;
  answers: number | null;
  /** Nothing until the return is sent back: the organisation does not see it. */
  sentAt: Date | null;
  resolvedAt: Date | null;
};
const columns = sql`m.id, m.rev, m.at_field as field, m.text, m.value_then as "valueThen", m.account_id as "accountId",
  m.at, m.answers, m.sent_at as "sentAt", m.resolved_at as "resolvedAt"`;

export async function remarksOf(
  db: Database,
  { campaignId, organisationId }: Pick<ReturnHead, 'campaignId' | 'organisationId'>,
): Promise<Remark[]> {
  const { rows } = await sql<Remark>`select ${columns} from remark m
    where m.campaign_id = ${campaignId} and m.org_id = ${organisationId} order by m.id`.execute(db);
  return rows;
}

/** The remarks on all returns of a campaign, by organisation. */
export async function remarksIn(
  db: Database,
  campaignId: number,
): Promise<(Remark & { organisationId: number })[]> {
  const { rows } = await sql<Remark & { organisationId: number }>`
    select ${columns}, m.org_id as "organisationId" from remark m where m.campaign_id = ${campaignId} order by m.id`.execute(
    db,
  );
  return rows;
}

export async function insertRemark(
  db: Database,
  { campaignId, organisationId }: ReturnHead,
  one: Omit<Remark, 'id' | 'resolvedAt'>,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into remark (campaign_id, org_id, rev, at_field, text, value_then, account_id, at, answers, sent_at)
    values (${campaignId}, ${organisationId}, ${one.rev}, ${one.field}, ${one.text}, ${one.valueThen},
      ${one.accountId}, ${one.at}, ${one.answers}, ${one.sentAt}) returning id`.execute(db);
  return rows[0]!.id;
}

export const deleteRemark = (db: Database, id: number) =>
  sql`delete from remark where id = ${id} and sent_at is null`.execute(db);

/** What has been put down is shown to the organisation. */
export const sendRemarks = (db: Database, { campaignId, organisationId }: ReturnHead, at: Date) =>
  sql`update remark set sent_at = ${at} where campaign_id = ${campaignId} and org_id = ${organisationId}
    and sent_at is null`.execute(db);

/** With an accepted return everything that was said of it is settled. */
export const settleRemarks = (db: Database, { campaignId, organisationId }: ReturnHead, at: Date) =>
  sql`update remark set resolved_at = ${at} where campaign_id = ${campaignId} and org_id = ${organisationId}
    and resolved_at is null`.execute(db);
