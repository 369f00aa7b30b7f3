import { sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';

/** What became of one file. `lines` are what was not taken, and why: codes of the catalogue with their values. */
export type TakenFile = {
  name: string;
  /** Of whose return it is, where that could be told. */
  organisation?: { code: string; name: string };
  campaign?: string;
  /** Its forms and their versions, as the workbook names them. */
  form?: string;
  /** Until when the return is to be submitted, or mended. */
  dueOn?: string;
  /** The letter that it came with. */
  letter?: { from: string; subject: string; sentAt?: string };
  /** Stands for a letter without any workbook. */
  isLetter?: true;
  /** How many fields went in. */
  taken?: number;
  /** How many places stand in the way of submitting, and how many more are empty. */
  blocks?: number;
  unfilled?: number;
  /** The first of each, where the workbook has them. */
  wrong?: { sheet?: string; address?: string; what: string; said: string }[];
  missing?: { sheet: string; address: string }[];
  /** Why nothing of it went in. */
  fault?: { code: string; params: Record<string, unknown> };
  lines: { sheet?: string; address?: string; what: string; code: string; params: Record<string, unknown> }[];
};
export type Batch = {
  id: number;
  at: Date;
  accountId: number | null;
  source: 'files' | 'mail';
  why: string;
  files: TakenFile[];
};

export async function insertBatch(
  db: Database,
  campaignId: number,
  { at, accountId, source, why, files }: Omit<Batch, 'id'>,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into workbook_batch (campaign_id, account_id, at, source, why, files)
    values (${campaignId}, ${accountId}, ${at}, ${source}, ${why}, ${JSON.stringify(files)}::jsonb)
    returning id`.execute(db);
  return rows[0]!.id;
}

/** Adds to the table of letters of the day that began at `since`; nothing where there is none yet, or it is full. */
export async function addToBatch(
  db: Database,
  campaignId: number,
  { since, files }: { since: Date; files: TakenFile[] },
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    update workbook_batch set files = files || ${JSON.stringify(files)}::jsonb
    where id = (select max(id) from workbook_batch
      where campaign_id = ${campaignId} and source = 'mail' and at >= ${since})
      and jsonb_array_length(files) < ${MOST_LETTERS}
    returning id`.execute(db);
  return rows[0]?.id;
}
const MOST_LETTERS = 200;

/** The last of a campaign's, newest first, or one by its number. */
export async function batchesOf(db: Database, campaignId: number, id?: number): Promise<Batch[]> {
  const { rows } = await sql<Batch>`
    select id, at, account_id as "accountId", source, why, files from workbook_batch
    where campaign_id = ${campaignId} and id = coalesce(${id ?? null}::int, id) order by id desc limit 50`.execute(
    db,
  );
  return rows;
}
