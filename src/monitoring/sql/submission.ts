import type { RunPrepared } from '#platform/database.server.ts';
import type { Stored } from '../rules/index.ts';
import type { Draft } from './returns.ts';

export type Submission = {
  campaignId: number;
  organisationId: number;
  /** Submissions so far. */
  rev: number;
  /** The draft that was judged; nothing where the content came with the request. */
  draftRev: number | null;
  /** What earlier campaigns counted when the return was judged: see `stampOf`. */
  earlier: { campaignIds: readonly number[]; stamp: string };
  actorId: number;
  at: Date;
  stored: Stored;
  texts: string;
  checksum: string;
  requestId: string;
};

/** What one statement writes at most. */
export const MOST_TOGETHER = 8;

/**
 * The whole write of some submissions, without a transaction around it: heads, revisions, events; the trigger leaves the
 * marks. A submission is not among the answers where the return, its draft, its campaign or the periods before are not
 * what was judged; of two of one return only one is. It notifies nobody: a NOTIFY takes one lock for the whole cluster
 * until commit and ends group commit.
 *
 * It is written so that the planner looks each return up by its key, whatever it believes about the tables: the rows come
 * as one JSON text counted by the limit, and what else must hold takes the key away instead of filtering. The earlier
 * returns come as a text and are looked up one by one: of an array the planner counts the elements, likes each plan of
 * its own better than the one for all, and makes a new one each time, which takes longer than the work.
 */
const SUBMIT = `
with g as materialized (select g.*, case when
    exists (select from campaign c where c.id = g.judged and c.state = 'open')
    and (select coalesce(string_agg((select k || ':' || p.rev || ':' || p.state from return p
      where p.campaign_id = k::int and p.org_id = g.org and p.state >= 0), ' ' order by k::int), '')
      from (select k from string_to_table(g.earlier, ' ') k limit 100) k) = g.stamp then g.judged end as campaign
  from json_to_recordset($1) as g("at" int, judged int, org int, rev int, draft int, time timestamptz, earlier text,
    stamp text, actor int, cells text, has text, na text, texts jsonb, checksum text, request uuid) limit ${MOST_TOGETHER}),
u as (
  update return t set rev = t.rev + 1, state = 2, updated_at = now(), submitted_at = g.time,
    first_submitted_at = coalesce(t.first_submitted_at, g.time)
  from g
  where t.campaign_id = g.campaign and t.org_id = g.org and t.rev = g.rev and t.state in (0, 1)
    and t.draft_rev = coalesce(g.draft, t.draft_rev)
  returning g.*, t.rev as made, t.first_submitted_at),
r as (insert into return_revision
    (campaign_id, org_id, rev, actor_id, at, cells, has, na, texts, checksum, request_id)
  select campaign, org, made, actor, time, cells::int8[], has::varbit, na::varbit, texts, checksum, request from u),
e as (insert into return_event (at, campaign_id, org_id, rev, actor_id, action)
  select time, campaign, org, made, actor, 'submit' from u)
select "at", first_submitted_at as "firstSubmittedAt", rev > 0 and exists (select from return_event b
  where b.campaign_id = u.campaign and b.org_id = u.org and b.action in ('send-back', 'recall', 'reopen')) as "wentBack"
from u`;

/** `wentBack`: it has been with its school more than once, so its lateness is not that of the first submission. */
export type Written = { firstSubmittedAt: Date; wentBack: boolean };

/** @returns what was written, in the order of what was given; nothing for what was not */
export async function writeSubmissions(
  run: RunPrepared,
  many: readonly Submission[],
): Promise<(Written | undefined)[]> {
  const rows = await run<Written & { at: number }>('return-submit', SUBMIT, [
    `[${many.map(rowOf).join(',')}]`,
  ]);
  const written: (Written | undefined)[] = many.map(() => undefined);
  for (const { at, ...one } of rows) written[at] = one;
  return written;
}

const rowOf = ({ texts, ...one }: Submission, at: number): string => {
  const rest = JSON.stringify({
    at,
    judged: one.campaignId,
    org: one.organisationId,
    rev: one.rev,
    draft: one.draftRev,
    time: one.at,
    earlier: one.earlier.campaignIds.join(' '),
    stamp: one.earlier.stamp,
    actor: one.actorId,
    ...one.stored,
    checksum: one.checksum,
    request: one.requestId,
  });
  return `${rest.slice(0, -1)},"texts":${texts}}`;
};

/** The same as the statement writes it. */
export const stampOf = (returns: readonly { campaignId: number; rev: number; state: number }[]): string =>
  returns
    .toSorted((a, b) => a.campaignId - b.campaignId)
    .map(({ campaignId, rev, state }) => `${campaignId}:${rev}:${state}`)
    .join(' ');

const READ = `select r.rev, r.state, r.draft_rev as "draftRev", d.entries from return r
  left join return_draft d on d.campaign_id = r.campaign_id and d.org_id = r.org_id
  where r.campaign_id = $1 and r.org_id = $2 and r.state >= 0`;

/** The draft that is to be submitted, with the head that it belongs to; the one read of a submission. */
export async function readDraft(
  run: RunPrepared,
  campaignId: number,
  organisationId: number,
): Promise<{ rev: number; state: number; draftRev: number; entries: Draft['entries'] | null } | undefined> {
  const rows = await run<{ rev: number; state: number; draftRev: number; entries: Draft['entries'] | null }>(
    'return-draft',
    READ,
    [campaignId, organisationId],
  );
  return rows[0];
}
