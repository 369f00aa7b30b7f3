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

/**
 * The whole write of a submission, without a transaction around it: the head, the revision, the event; the trigger
 * leaves the mark. No row comes back where the return, its draft, its campaign or the periods before are not what was
 * judged. The earlier returns come as a text and are looked up one by one: of an array the planner counts the elements,
 * likes each plan of its own better than the one for all, and makes a new one each time, which takes longer than the work.
 * It notifies nobody: a NOTIFY takes one lock for the whole cluster until commit and ends group commit.
 */
const SUBMIT = `
with u as (
  update return t set rev = t.rev + 1, state = 2, updated_at = now(), submitted_at = $5,
    first_submitted_at = coalesce(t.first_submitted_at, $5)
  where t.campaign_id = $1 and t.org_id = $2 and t.rev = $3 and t.state in (0, 1)
    and t.draft_rev = coalesce($4::int, t.draft_rev)
    and exists (select from campaign c where c.id = $1 and c.state = 'open')
    and (select coalesce(string_agg((select k || ':' || p.rev || ':' || p.state from return p
      where p.campaign_id = k::int and p.org_id = $2 and p.state >= 0), ' ' order by k::int), '')
      from string_to_table($6, ' ') k) = $7
  returning t.campaign_id, t.org_id, t.rev, t.first_submitted_at),
r as (insert into return_revision
    (campaign_id, org_id, rev, actor_id, at, cells, has, na, texts, checksum, request_id)
  select campaign_id, org_id, rev, $8::int, $5, $9::int8[], $10::varbit, $11::varbit, $12::jsonb, $13, $14::uuid from u),
e as (insert into return_event (at, campaign_id, org_id, rev, actor_id, action)
  select $5, campaign_id, org_id, rev, $8::int, 'submit' from u)
select rev, first_submitted_at as "firstSubmittedAt" from u`;

export async function writeSubmission(
  run: RunPrepared,
  one: Submission,
): Promise<{ rev: number; firstSubmittedAt: Date } | undefined> {
  const rows = await run<{ rev: number; firstSubmittedAt: Date }>('return-submit', SUBMIT, [
    one.campaignId,
    one.organisationId,
    one.rev,
    one.draftRev,
    one.at,
    one.earlier.campaignIds.join(' '),
    one.earlier.stamp,
    one.actorId,
    one.stored.cells,
    one.stored.has,
    one.stored.na,
    one.texts,
    one.checksum,
    one.requestId,
  ]);
  return rows[0];
}

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
