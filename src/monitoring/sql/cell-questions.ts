import { sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';
import type { ReturnHead } from './returns.ts';

/** What a school asks about a place of the form: a cell, an activity as «f1 II.5», or '' for the form as a whole. */
export type CellQuestion = {
  id: number;
  organisationId: number;
  place: string;
  text: string;
  askedBy: number | null;
  askedAt: Date;
  answerId: number | null;
};
/** What everybody is told there. */
export type CellAnswer = {
  id: number;
  place: string;
  text: string;
  answeredBy: number | null;
  answeredAt: Date;
};

export async function cellQuestionsIn(db: Database, campaignId: number): Promise<CellQuestion[]> {
  const { rows } =
    await sql<CellQuestion>`select id, org_id as "organisationId", place, text, asked_by as "askedBy",
    asked_at as "askedAt", answer_id as "answerId" from cell_question where campaign_id = ${campaignId} order by id`.execute(
      db,
    );
  return rows;
}

export async function cellAnswersIn(db: Database, campaignId: number): Promise<CellAnswer[]> {
  const { rows } = await sql<CellAnswer>`select id, place, text, answered_by as "answeredBy",
    answered_at as "answeredAt" from cell_answer where campaign_id = ${campaignId} order by id`.execute(db);
  return rows;
}

export async function insertCellQuestion(
  db: Database,
  { campaignId, organisationId }: Pick<ReturnHead, 'campaignId' | 'organisationId'>,
  one: { place: string; text: string; by: number | null; at: Date },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into cell_question (campaign_id, org_id, place, text, asked_by, asked_at)
    values (${campaignId}, ${organisationId}, ${one.place}, ${one.text}, ${one.by}, ${one.at}) returning id`.execute(
    db,
  );
  return rows[0]!.id;
}

/** Answers what is open at a place. @returns whose questions these were */
export async function answerPlace(
  db: Database,
  campaignId: number,
  one: { place: string; text: string; by: number | null; at: Date },
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with a as (insert into cell_answer (campaign_id, place, text, answered_by, answered_at)
      values (${campaignId}, ${one.place}, ${one.text}, ${one.by}, ${one.at}) returning id),
    q as (update cell_question set answer_id = a.id from a
      where campaign_id = ${campaignId} and place = ${one.place} and answer_id is null returning org_id)
    select distinct org_id as id from q`.execute(db);
  return rows.map(({ id }) => id);
}
