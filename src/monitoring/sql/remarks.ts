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
