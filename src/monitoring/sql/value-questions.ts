import { sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';
import type { ReturnHead } from './returns.ts';

type Which = Pick<ReturnHead, 'campaignId' | 'organisationId'>;

/** A question at a single value of a submitted return. */
export type ValueQuestion = {
  id: number;
  organisationId: number;
  /** The revision that it is about. */
  rev: number;
  field: string;
  text: string;
  valueThen: string | null;
  askedBy: number | null;
  askedAt: Date;
  answer: string | null;
  /** The revision that the answer made. */
  correctedRev: number | null;
  answeredBy: number | null;
  answeredAt: Date | null;
};
const columns = sql`q.id, q.org_id as "organisationId", q.rev, q.at_field as field, q.text, q.value_then as "valueThen",
  q.asked_by as "askedBy", q.asked_at as "askedAt", q.answer, q.corrected_rev as "correctedRev",
  q.answered_by as "answeredBy", q.answered_at as "answeredAt"`;

export async function valueQuestionsOf(
  db: Database,
  { campaignId, organisationId }: Which,
): Promise<ValueQuestion[]> {
  const { rows } = await sql<ValueQuestion>`select ${columns} from value_question q
    where q.campaign_id = ${campaignId} and q.org_id = ${organisationId} order by q.id`.execute(db);
  return rows;
}

/** Those at one field, of all returns of a campaign. */
export async function valueQuestionsAt(
  db: Database,
  campaignId: number,
  field: string,
): Promise<ValueQuestion[]> {
  const { rows } = await sql<ValueQuestion>`select ${columns} from value_question q
    where q.campaign_id = ${campaignId} and q.at_field = ${field} order by q.id`.execute(db);
  return rows;
}

/** How many wait for an answer, by organisation. */
export async function openQuestionsIn(db: Database, campaignId: number): Promise<Map<number, number>> {
  const { rows } = await sql<{ id: number; count: number }>`select org_id as id, count(*)::int as count
    from value_question where campaign_id = ${campaignId} and answered_at is null group by org_id`.execute(
    db,
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}

/** How many wait for an answer, by field. */
export async function openQuestionsByField(db: Database, campaignId: number): Promise<Map<string, number>> {
  const { rows } = await sql<{
    field: string;
    count: number;
  }>`select at_field as field, count(*)::int as count
    from value_question where campaign_id = ${campaignId} and answered_at is null group by at_field`.execute(
    db,
  );
  return new Map(rows.map(({ field, count }) => [field, count]));
}

export async function insertValueQuestion(
  db: Database,
  { campaignId, organisationId, rev }: Which & { rev: number },
  one: { field: string; text: string; valueThen: string | null; by: number | null; at: Date },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into value_question (campaign_id, org_id, rev, at_field, text, value_then, asked_by, asked_at)
    values (${campaignId}, ${organisationId}, ${rev}, ${one.field}, ${one.text}, ${one.valueThen}, ${one.by}, ${one.at})
    returning id`.execute(db);
  return rows[0]!.id;
}

/** `false` where it has been answered already. */
export async function putAnswer(
  db: Database,
  id: number,
  one: { answer: string; correctedRev: number | null; by: number | null; at: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`update value_question set answer = ${one.answer},
      corrected_rev = ${one.correctedRev}, answered_by = ${one.by}, answered_at = ${one.at}
    where id = ${id} and answered_at is null`.execute(db);
  return numAffectedRows === 1n;
}
