import { sql } from 'kysely';
import type { Context } from './use-case.ts';

export type Trail = {
  /** Room and verb, `return.send-back`. */
  action: string;
  organisationId?: number | null;
  /** What was changed, in words that lead to it: `campaign 2021-q4`, `account 17`. */
  subject: string;
  before?: unknown;
  after?: unknown;
};

/** Writes who changed what, from which value to which. The table takes inserts only (0001-platform.sql). */
export async function record(context: Context, { action, organisationId, subject, before, after }: Trail) {
  context.trail.written = true;
  await sql`insert into audit (at, account_id, action, organisation_id, subject, before, after)
    values (${context.now}, ${context.actor.accountId}, ${action}, ${organisationId ?? null}, ${subject},
      ${json(before)}::jsonb, ${json(after)}::jsonb)`.execute(context.db);
}

const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
