import { sql } from 'kysely';
import type { Day } from '#calendar';
import type { Database } from '#platform/database.server.ts';
import type { ReturnHead } from './returns.ts';

type Which = Pick<ReturnHead, 'campaignId' | 'organisationId'>;

/** Who looks at a return, and who was the first to open which submission. */
export type Review = {
  organisationId: number;
  reviewerId: number | null;
  openedRev: number | null;
  openedBy: number | null;
  openedAt: Date | null;
};

export async function reviewsIn(db: Database, campaignId: number): Promise<Review[]> {
  const { rows } = await sql<Review>`select org_id as "organisationId", reviewer_id as "reviewerId",
    opened_rev as "openedRev", opened_by as "openedBy", opened_at as "openedAt"
    from review where campaign_id = ${campaignId}`.execute(db);
  return rows;
}

export async function reviewOf(
  db: Database,
  { campaignId, organisationId }: Which,
): Promise<Review | undefined> {
  const { rows } = await sql<Review>`select org_id as "organisationId", reviewer_id as "reviewerId",
    opened_rev as "openedRev", opened_by as "openedBy", opened_at as "openedAt"
    from review where campaign_id = ${campaignId} and org_id = ${organisationId}`.execute(db);
  return rows[0];
}

/**
 * A reviewer has a submission before them: the first one is kept. The return is held for the moment, so that its school
 * takes it back either before this or not at all.
 */
export const markOpened = (
  db: Database,
  { campaignId, organisationId, rev }: ReturnHead,
  { by, at }: { by: number; at: Date },
) =>
  sql`with waiting as (select from return where campaign_id = ${campaignId} and org_id = ${organisationId}
      and rev = ${rev} and state = 2 for share)
    insert into review as w (campaign_id, org_id, opened_rev, opened_by, opened_at)
    select ${campaignId}, ${organisationId}, ${rev}, ${by}, ${at} from waiting
    on conflict (campaign_id, org_id) do update set opened_rev = excluded.opened_rev, opened_by = excluded.opened_by,
      opened_at = excluded.opened_at where w.opened_rev is distinct from excluded.opened_rev`.execute(db);

/** A correction of one value is a new revision, but no new return to look at. */
export const carryOpened = (db: Database, { campaignId, organisationId, rev }: ReturnHead) =>
  sql`update review set opened_rev = ${rev + 1} where campaign_id = ${campaignId} and org_id = ${organisationId}
    and opened_rev = ${rev}`.execute(db);

export const putReviewer = (db: Database, { campaignId, organisationId }: Which, reviewerId: number | null) =>
  sql`insert into review (campaign_id, org_id, reviewer_id) values (${campaignId}, ${organisationId}, ${reviewerId})
    on conflict (campaign_id, org_id) do update set reviewer_id = excluded.reviewer_id`.execute(db);

/** Says that somebody has a return open. */
export const markWatched = (
  db: Database,
  { campaignId, organisationId }: Which,
  accountId: number,
  at: Date,
) =>
  sql`insert into review_watch as w (campaign_id, org_id, account_id, at)
    values (${campaignId}, ${organisationId}, ${accountId}, ${at})
    on conflict (campaign_id, org_id, account_id) do update set at = excluded.at`.execute(db);

/** Who has had returns open since: one row for each person and return. */
export async function watchersIn(
  db: Database,
  campaignId: number,
  since: Date,
): Promise<{ organisationId: number; accountId: number; at: Date }[]> {
  const { rows } = await sql<{ organisationId: number; accountId: number; at: Date }>`
    select org_id as "organisationId", account_id as "accountId", at from review_watch
    where campaign_id = ${campaignId} and at > ${since} order by at desc`.execute(db);
  return rows;
}

export async function reviewDaysOf(db: Database, ownerId: number): Promise<number | undefined> {
  const { rows } = await sql<{
    days: number;
  }>`select days from review_setting where owner_id = ${ownerId}`.execute(db);
  return rows[0]?.days;
}
export const putReviewDays = (db: Database, ownerId: number, days: number) =>
  sql`insert into review_setting (owner_id, days) values (${ownerId}, ${days})
    on conflict (owner_id) do update set days = excluded.days`.execute(db);

/** A return that has waited for review since. */
export type Unreviewed = {
  campaignId: number;
  ownerId: number;
  slug: string;
  zone: string;
  organisationId: number;
  rev: number;
  submittedAt: Date;
  raised: boolean;
};
/** Those submitted before, in open campaigns, who has waited longest first; `ownerId`: of one municipality. */
export async function unreviewedSince(db: Database, before: Date, ownerId?: number): Promise<Unreviewed[]> {
  const { rows } = await sql<Unreviewed>`
    select r.campaign_id as "campaignId", c.owner_id as "ownerId", c.slug, c.time_zone as zone,
      r.org_id as "organisationId", r.rev, r.submitted_at as "submittedAt", coalesce(w.raised_rev = r.rev, false) as raised
    from campaign c join return r on r.campaign_id = c.id
      left join review w on w.campaign_id = r.campaign_id and w.org_id = r.org_id
    where c.state = 'open' and r.state = 2 and r.submitted_at < ${before}
      and c.owner_id = coalesce(${ownerId ?? null}::int, c.owner_id)
    order by r.submitted_at, r.org_id`.execute(db);
  return rows;
}

/** `false` where somebody else has raised it, or it has been reviewed meanwhile. */
export async function markRaised(db: Database, one: Unreviewed): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into review as w (campaign_id, org_id, raised_rev)
    select campaign_id, org_id, rev from return
    where campaign_id = ${one.campaignId} and org_id = ${one.organisationId} and rev = ${one.rev} and state = 2
    on conflict (campaign_id, org_id) do update set raised_rev = excluded.raised_rev
    where w.raised_rev is distinct from excluded.raised_rev`.execute(db);
  return numAffectedRows === 1n;
}

/** What has moved the returns in and out of their schools' hands: only of those that ever came back. */
export async function handStepsIn(
  db: Database,
  campaignId: number,
  organisationId?: number,
): Promise<
  { organisationId: number; what: 'submit' | 'send-back' | 'recall'; at: Date; dueOn: Day | null }[]
> {
  const { rows } = await sql<{
    organisationId: number;
    what: 'submit' | 'send-back' | 'recall';
    at: Date;
    dueOn: Day | null;
  }>`with back as (select distinct org_id from return_event where campaign_id = ${campaignId}
      and org_id = coalesce(${organisationId ?? null}::int, org_id) and action in ('send-back', 'recall', 'reopen'))
    select e.org_id as "organisationId", case e.action when 'reopen' then 'recall' else e.action end as what, e.at, e.detail ->> 'dueOn' as "dueOn"
    from back join return_event e on e.campaign_id = ${campaignId} and e.org_id = back.org_id
    where e.action in ('submit', 'send-back', 'recall', 'reopen') order by e.id`.execute(db);
  return rows;
}
