import { sql } from 'kysely';
import type { Day } from '#calendar';
import type { Database } from '#platform/database.server.ts';
import type { Door, ReturnState, Texts } from '../rules/index.ts';
import { STATE } from './tables.ts';

/** A return without its content: which revision counts, and how far it is. */
export type ReturnHead = {
  campaignId: number;
  organisationId: number;
  /** Nothing for those who fill in F1 alone. */
  parentId: number | null;
  /** How often it has been submitted. */
  rev: number;
  draftRev: number;
  state: ReturnState;
  dueOn: Day;
  /** Until when it is to be mended, since it was last sent back. */
  mendBy: Day | null;
  submittedAt: Date | null;
  firstSubmittedAt: Date | null;
  firstSeenAt: Date | null;
};

export const stateNumber = (state: ReturnState): number => STATE[state];
const states: readonly ReturnState[] = ['draft', 'returned', 'submitted', 'accepted'];
export const stateNamed = (state: number): ReturnState => states[state]!;

type HeadRow = Omit<ReturnHead, 'state'> & { state: number };
const columns = sql`r.campaign_id as "campaignId", r.org_id as "organisationId", r.parent_id as "parentId", r.rev,
  r.draft_rev as "draftRev", r.state, r.due_on as "dueOn", r.mend_by as "mendBy", r.submitted_at as "submittedAt",
  r.first_submitted_at as "firstSubmittedAt", r.first_seen_at as "firstSeenAt"`;
const named = (row: HeadRow): ReturnHead => ({ ...row, state: stateNamed(row.state) });

/** All returns of a campaign, or one organisation's; those released from it are left out. */
export async function headsOf(
  db: Database,
  campaignId: number,
  organisationId?: number,
): Promise<ReturnHead[]> {
  const { rows } = await sql<HeadRow>`select ${columns} from return r where r.campaign_id = ${campaignId}
    and r.org_id = coalesce(${organisationId ?? null}::int, r.org_id) and r.state >= 0 order by r.org_id`.execute(
    db,
  );
  return rows.map(named);
}

/** One return, which nobody else may save, submit, send back or accept until this transaction ends. */
export async function lockReturn(
  db: Database,
  campaignId: number,
  organisationId: number,
): Promise<ReturnHead | undefined> {
  const { rows } = await sql<HeadRow>`select ${columns} from return r
    where r.campaign_id = ${campaignId} and r.org_id = ${organisationId} and r.state >= 0
    for no key update`.execute(db);
  return rows[0] && named(rows[0]);
}

export const markSeen = (db: Database, { campaignId, organisationId }: ReturnHead, at: Date) =>
  sql`update return set first_seen_at = ${at} where campaign_id = ${campaignId} and org_id = ${organisationId}
    and first_seen_at is null`.execute(db);

/** A step of review; `false` where the return is not what it was when the page was made. */
export async function takeStep(
  db: Database,
  { campaignId, organisationId }: ReturnHead,
  { rev, from, to, mendBy }: { rev: number; from: ReturnState; to: ReturnState; mendBy?: Day | undefined },
): Promise<boolean> {
  const { numAffectedRows } = await sql`update return set state = ${stateNumber(to)}, updated_at = now(),
      mend_by = coalesce(${mendBy ?? null}::date, mend_by)
    where campaign_id = ${campaignId} and org_id = ${organisationId} and rev = ${rev}
      and state = ${stateNumber(from)}`.execute(db);
  return numAffectedRows === 1n;
}

/** `door`: how it came in, where not by the page. */
export type Entry = { value: string; rev: number; by: number | null; door?: Door };
export type Draft = {
  organisationId: number;
  entries: Record<string, Entry>;
  updatedAt: Date;
  updatedBy: number | null;
};

export async function draftsOf(
  db: Database,
  campaignId: number,
  organisationIds: readonly number[],
): Promise<Draft[]> {
  const { rows } = await sql<Draft>`select org_id as "organisationId", entries, updated_at as "updatedAt",
    updated_by as "updatedBy" from return_draft
    where campaign_id = ${campaignId} and org_id = any(${organisationIds}::int[])`.execute(db);
  return rows;
}

/** Puts fields over a draft, or makes it; `true` where it was made. */
export async function putDraft(
  db: Database,
  { campaignId, organisationId }: ReturnHead,
  one: { rev: number; entries: Record<string, Entry>; at: Date; by: number | null; replace?: boolean },
): Promise<boolean> {
  const entries = sql`${JSON.stringify(one.entries)}::jsonb`;
  const { rows } = await sql<{ made: boolean }>`
    insert into return_draft as d (campaign_id, org_id, entries, updated_at, updated_by)
    values (${campaignId}, ${organisationId}, ${entries}, ${one.at}, ${one.by})
    on conflict (campaign_id, org_id) do update set updated_at = excluded.updated_at, updated_by = excluded.updated_by,
      entries = case when ${one.replace ?? false} then excluded.entries else d.entries || excluded.entries end
    returning xmax = 0 as made`.execute(db);
  await sql`update return set draft_rev = ${one.rev} where campaign_id = ${campaignId}
    and org_id = ${organisationId}`.execute(db);
  return rows[0]!.made;
}

export type Revision = {
  organisationId: number;
  rev: number;
  actorId: number;
  at: Date;
  cells: string;
  has: string;
  na: string;
  texts: Texts;
  checksum: string;
  requestId: string;
};
const revision = sql`v.org_id as "organisationId", v.rev, v.actor_id as "actorId", v.at, v.cells::text, v.has::text,
  v.na::text, v.texts, v.checksum, v.request_id as "requestId"`;

/** What each return said when it was last submitted, whatever has become of it since. */
export async function lastRevisions(
  db: Database,
  campaignId: number,
  organisationIds: readonly number[],
): Promise<Revision[]> {
  const { rows } = await sql<Revision>`select ${revision} from return r
    join return_revision v on v.campaign_id = r.campaign_id and v.org_id = r.org_id and v.rev = r.rev
    where r.campaign_id = ${campaignId} and r.org_id = any(${organisationIds}::int[])`.execute(db);
  return rows;
}

export async function revisionsOf(
  db: Database,
  { campaignId, organisationId }: ReturnHead,
): Promise<Revision[]> {
  const { rows } = await sql<Revision>`select ${revision} from return_revision v
    where v.campaign_id = ${campaignId} and v.org_id = ${organisationId} order by v.rev`.execute(db);
  return rows;
}

/** The returns of some organisations in some campaigns; content only of those that count: submitted or accepted. */
export type EarlierReturn = {
  campaignId: number;
  organisationId: number;
  rev: number;
  state: number;
  firstSubmittedAt: Date | null;
  cells: string | null;
  has: string | null;
  na: string | null;
  texts: Texts | null;
};
export async function returnsIn(
  db: Database,
  campaignIds: readonly number[],
  organisationIds: readonly number[],
): Promise<EarlierReturn[]> {
  const { rows } = await sql<EarlierReturn>`
    select r.campaign_id as "campaignId", r.org_id as "organisationId", r.rev, r.state,
      r.first_submitted_at as "firstSubmittedAt", v.cells::text, v.has::text, v.na::text, v.texts
    from return r left join return_revision v
      on v.campaign_id = r.campaign_id and v.org_id = r.org_id and v.rev = r.rev and r.state in (2, 3)
    where r.campaign_id = any(${campaignIds}::int[]) and r.org_id = any(${organisationIds}::int[]) and r.state >= 0
    order by r.campaign_id`.execute(db);
  return rows;
}

export type StepTaken =
  'begin' | 'submit' | 'send-back' | 'accept' | 'remark' | 'reply' | 'reopen' | 'recall' | 'correct';
export async function insertEvent(
  db: Database,
  { campaignId, organisationId }: ReturnHead,
  one: { action: StepTaken; rev: number; actorId: number | null; at: Date; detail?: unknown },
): Promise<void> {
  await sql`insert into return_event (at, campaign_id, org_id, rev, actor_id, action, detail)
    values (${one.at}, ${campaignId}, ${organisationId}, ${one.rev}, ${one.actorId}, ${one.action},
      ${one.detail === undefined ? null : JSON.stringify(one.detail)}::jsonb)`.execute(db);
}

export type ReturnEvent = {
  id: number;
  at: Date;
  rev: number;
  actorId: number | null;
  action: StepTaken;
  detail: Record<string, unknown> | null;
};
export async function eventsOf(
  db: Database,
  { campaignId, organisationId }: ReturnHead,
): Promise<ReturnEvent[]> {
  const { rows } =
    await sql<ReturnEvent>`select id, at, rev, actor_id as "actorId", action, detail from return_event
    where campaign_id = ${campaignId} and org_id = ${organisationId} order by id`.execute(db);
  return rows;
}

/** The organisations whose returns wait for review, those submitted first before others. */
export async function waitingFor(db: Database, campaignId: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select org_id as id from return
    where campaign_id = ${campaignId} and state = 2 order by submitted_at, org_id`.execute(db);
  return rows.map(({ id }) => id);
}
